export { Patch } from "./diff-dialog.tsx";
export { useRestore, useUndo, useVersions } from "./use-restore.ts";
export { VersionsPanel } from "./versions-panel.tsx";
