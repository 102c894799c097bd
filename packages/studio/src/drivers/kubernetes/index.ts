/* Sandboxes as pods of a cluster. */
export { createKubernetesDriver, type KubernetesDriver, type KubernetesDriverOptions } from "./driver.ts";
