/* What the environment decides: each room reads its own part. */
export { envExample } from "./env-example.ts";
export { type Config, loadConfig } from "./load.ts";
export { isLoopback } from "./values.ts";
