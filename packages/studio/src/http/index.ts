export { createOrigins, type Origins } from "./origins.ts";
export { createStudioServer, type StudioServer } from "./server.ts";
