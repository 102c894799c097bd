/** The demo model: reads a brief, plans a film, and answers as a model of the Messages API. */
export { createDemoModel, type DemoModel, type DemoModelOptions, type DemoUsage } from "./conversation/demo-model.ts";
export { type Plan, planFilm } from "./plan/index.ts";
export { type PlannedSpan, plannedSpans } from "./plan/outline.ts";
export { type Brief, readBrief } from "./reading/brief.ts";
export { type Mention, objectsFor } from "./subject/index.ts";
