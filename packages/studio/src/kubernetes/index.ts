/** The way to a cluster's API, for rooms that run something there. */
export { connectKubernetes, type KubernetesClient, refusalOf, statusOf } from "./client.ts";
