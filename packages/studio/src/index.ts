export { type Config, isLoopback, loadConfig } from "./config.ts";
export { type RunningStudio, type StudioParts, startStudio } from "./main.ts";
export { proveRecords, type StoresConfig } from "./stores.ts";
