/* Sandboxes as containers of a Docker engine. */
export { createDockerDriver, type DockerDriver, type DockerDriverOptions } from "./driver.ts";
export { proveDocker } from "./prove.ts";
