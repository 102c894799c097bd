/* Several studios on the same stores. */
export type { SocketPipe } from "./forward-socket.ts";
export { createMembership, type Membership, type MembershipTimings } from "./membership.ts";
export { createOnlyStudio } from "./only-studio.ts";
export { whileSure } from "./owned-exports.ts";
export { createReplicas, type Replicas } from "./replicas.ts";
