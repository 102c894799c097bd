/** The way to a cluster's API, for rooms that run something there. */
export { connectKubernetes, type KubernetesClient, refusalOf, statusOf } from "./client.ts";
export {
	CONTAINER_WITHOUT_RIGHTS,
	NO_NAMES,
	POD_WITHOUT_RIGHTS,
	STAYS,
	type TolerationOption,
	tolerationsOf,
} from "./pod-parts.ts";
export { gapOf } from "./policy.ts";
export { serviceAddress } from "./service.ts";
