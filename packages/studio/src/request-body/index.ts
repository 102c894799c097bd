/* Bodies of requests in memory: read within limits, large ones one after the other. */
export { type BodyRoom, createBodyRoom } from "./body-room.ts";
export { readBody } from "./read-body.ts";
