export { createExports, type ExportFile, type Exports } from "./exports.ts";
