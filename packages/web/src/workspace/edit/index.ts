export { EditPanel } from "./edit-panel.tsx";
export { humanLabel } from "./form-model.ts";
