export { createExports, type Exports } from "./exports.ts";
export { createJobDesk, type JobDesk } from "./job/desk.ts";
export { createJobNews, type JobNews } from "./job/news.ts";
export { jobRoutes } from "./job/routes.ts";
export { openExportRunner } from "./open-runner.ts";
export { type ExportRunner, sessionRunner } from "./runner.ts";
