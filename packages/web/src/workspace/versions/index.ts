export { useRestore } from "./use-restore.ts";
export { VersionsPanel } from "./versions-panel.tsx";
