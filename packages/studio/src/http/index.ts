export { createOrigins } from "./origins.ts";
export { createStudioServer } from "./server.ts";
