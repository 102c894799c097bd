export { EditPanel } from "./edit-panel.tsx";
