/* Sandboxes as processes of this machine. */
export { createProcessDriver, type ProcessDriver, type ProcessDriverOptions } from "./driver.ts";
export { type Confinement, proveConfinement } from "./prove.ts";
