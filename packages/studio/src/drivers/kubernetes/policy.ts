import type { V1LabelSelector, V1NetworkPolicy } from "@kubernetes/client-node";

/**
 * Why a NetworkPolicy does not close in pods of these labels, in words; null when it does. Others beside it may open what
 * it closes, and a network plugin may not heed it: that is what each sandbox tries for itself.
 */
export function gapOf(policy: V1NetworkPolicy, labels: Record<string, string>): string | null {
	const { spec } = policy;
	if (!spec || !selects(spec.podSelector ?? {}, labels)) return "does not select the sandboxes' pods";
	for (const direction of ["Egress", "Ingress"]) {
		if (!spec.policyTypes?.includes(direction)) return `says nothing about ${direction.toLowerCase()}`;
	}
	for (const rule of spec.egress ?? []) {
		if (!rule.to?.length) return "lets sandboxes reach anything";
		if (!rule.ports?.length) return "lets sandboxes reach all ports of the studio";
		if (rule.to.some((peer) => peer.ipBlock?.cidr.endsWith("/0"))) return "lets sandboxes reach any address";
	}
	return null;
}

function selects(selector: V1LabelSelector, labels: Record<string, string>): boolean {
	const named = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
	return (
		named &&
		(selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
			const value = labels[key];
			if (operator === "In") return value !== undefined && values.includes(value);
			if (operator === "NotIn") return value === undefined || !values.includes(value);
			return operator === "Exists" ? value !== undefined : value === undefined;
		})
	);
}
