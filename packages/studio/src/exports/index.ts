export { createExports, type Exports } from "./exports.ts";
export { createExportJobApi, type ExportJobApi } from "./job/job-api.ts";
export { createExportProgressBus, type ExportProgressBus } from "./job/progress-bus.ts";
export { jobRoutes } from "./job/routes.ts";
export { openExportRunner } from "./open-runner.ts";
export { type ExportRunner, sessionRunner } from "./runner.ts";
export { createSegments } from "./segments.ts";
