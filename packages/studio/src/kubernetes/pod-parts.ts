import type { V1PodDNSConfig, V1PodSecurityContext, V1SecurityContext, V1Toleration } from "@kubernetes/client-node";

/** User and group in each pod that runs a project's code, whatever its image says. */
const USER = 1000;

/** Nobody answers for names in such a pod: a resolver of the cluster's would carry questions out. */
export const NO_NAMES: { dnsPolicy: "None"; dnsConfig: V1PodDNSConfig } = {
	dnsPolicy: "None",
	dnsConfig: {
		nameservers: ["127.0.0.1"],
		options: [
			{ name: "timeout", value: "1" },
			{ name: "attempts", value: "1" },
		],
	},
};

/** A node that an autoscaler wants to save is not worth the work in such a pod. */
export const STAYS = { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" };

export const POD_WITHOUT_RIGHTS: V1PodSecurityContext = {
	runAsNonRoot: true,
	runAsUser: USER,
	runAsGroup: USER,
	fsGroup: USER,
	seccompProfile: { type: "RuntimeDefault" },
};

export const CONTAINER_WITHOUT_RIGHTS: V1SecurityContext = {
	allowPrivilegeEscalation: false,
	readOnlyRootFilesystem: true,
	runAsNonRoot: true,
	capabilities: { drop: ["ALL"] },
	seccompProfile: { type: "RuntimeDefault" },
};

/** A taint that is tolerated; without a value, any is. */
export interface TolerationOption {
	key: string;
	value?: string | undefined;
	effect?: string | undefined;
}

export function tolerationsOf(options: readonly TolerationOption[]): V1Toleration[] {
	return options.map(({ key, value, effect }) => ({
		key,
		operator: value === undefined ? "Exists" : "Equal",
		...(value === undefined ? {} : { value }),
		...(effect === undefined ? {} : { effect }),
	}));
}
