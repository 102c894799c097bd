import type { V1Pod } from "@kubernetes/client-node";
import { LABEL } from "./options.ts";

const pathOf = (label: string) => `/metadata/labels/${label.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Makes a spare somebody's, or fails where it is somebody's already: the API applies all of it, or nothing. */
export function claimPatch(name: string, projectId: string): object[] {
	return [
		{ op: "test", path: pathOf(LABEL.sandbox), value: name },
		{ op: "test", path: pathOf(LABEL.pool), value: "warm" },
		{ op: "replace", path: pathOf(LABEL.pool), value: "claimed" },
		{ op: "add", path: pathOf(LABEL.project), value: projectId },
	];
}

/** Whether a pod has been claimed for this project: a claim whose answer was lost. */
export function isClaimedFor(pod: V1Pod | null, projectId: string): boolean {
	const labels = pod?.metadata?.labels;
	return labels?.[LABEL.pool] === "claimed" && labels[LABEL.project] === projectId;
}
