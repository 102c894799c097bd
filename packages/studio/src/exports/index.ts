export { createExports, type Exports } from "./exports.ts";
export { sessionRunner } from "./runner.ts";
