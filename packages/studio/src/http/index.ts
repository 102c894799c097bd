export { createInternalServer, type InternalServer } from "./internal.ts";
export { createOrigins } from "./origins.ts";
export { createStudioServer, type StudioServer } from "./server.ts";
