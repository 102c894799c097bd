import type { V1LabelSelector, V1NetworkPolicy } from "@kubernetes/client-node";

/**
 * Why a NetworkPolicy does not close in pods of these labels, in words; null when it does. Others beside it may open what
 * it closes, and a network plugin may not heed it: that is what each pod tries for itself.
 * @param who is closed in, in the words
 */
export function gapOf(policy: V1NetworkPolicy, labels: Record<string, string>, who: "sandboxes" | "exports"): string | null {
	const { spec } = policy;
	if (!spec || !selects(spec.podSelector ?? {}, labels)) return `does not select the pods of ${who}`;
	for (const direction of ["Egress", "Ingress"]) {
		if (!spec.policyTypes?.includes(direction)) return `says nothing about ${direction.toLowerCase()}`;
	}
	for (const rule of spec.egress ?? []) {
		if (!rule.to?.length) return `lets ${who} reach anything`;
		if (!rule.ports?.length) return `lets ${who} reach all ports of the studio`;
		if (rule.to.some((peer) => peer.ipBlock?.cidr.endsWith("/0"))) return `lets ${who} reach any address`;
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
