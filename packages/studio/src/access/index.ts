/* Who is asking, and what they may use. */
export { assertMayUse, type User, whoIs } from "./users.ts";
