/* Objects as files of this machine. */
export { createDiskObjects, type DiskObjectsOptions } from "./objects.ts";
