/* The parts of a studio's start and end that main.ts puts together. */
export { freePort } from "./addresses.ts";
export { createClosing } from "./closing.ts";
export { createStudioEvents } from "./events.ts";
export { openModelGateway } from "./model-gateway.ts";
export { createPeers } from "./peers.ts";
export { createRooms, modelOf } from "./rooms.ts";
export type { RunningStudio, StudioParts } from "./running-studio.ts";
export { openSandboxes } from "./sandboxes.ts";
export { serveUntilEnd } from "./serve-until-end.ts";
export { listen } from "./servers.ts";
