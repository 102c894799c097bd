export { type CommandEnd, Commands } from "./commands.ts";
export { readOnlyWalls } from "./read-only-walls.ts";
