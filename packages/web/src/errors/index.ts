export { Panel, PanelBoundary } from "./panel.tsx";
export { reportError, watchPageErrors } from "./report-error.ts";
