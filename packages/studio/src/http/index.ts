export { createInternalServer } from "./internal.ts";
export { createOrigins } from "./origins.ts";
export { createStudioServer } from "./server.ts";
