export { type CommandEnd, Commands } from "./commands.ts";
