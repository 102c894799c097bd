/* Objects in a bucket of Cloud Storage. */
export { type GcsObjectsOptions, openGcsObjects } from "./objects.ts";
export { proveGcsObjects, type Signing } from "./proof.ts";
