/* Where sandboxes run: the driver that is configured, and the proof that it can work. */
export type { Driver, SandboxSpec } from "./driver.ts";
export { openDriver } from "./open.ts";
export { proveDriver, proveWalls } from "./prove.ts";
