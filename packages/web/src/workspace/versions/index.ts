export { useRestore, useUndo } from "./use-restore.ts";
export { VersionsPanel } from "./versions-panel.tsx";
