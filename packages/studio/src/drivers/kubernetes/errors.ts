import { StoryDreamError } from "@storydream/protocol";
import { refusalOf, statusOf } from "../../kubernetes/index.ts";

/** The API's own sentence, or what hindered the connection. */
export function textOf(error: unknown): string {
	const said = refusalOf(error);
	if (said !== null) return said;
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Null instead of the error when the API says that there is no such thing. */
export async function orNone<T>(asked: Promise<T>): Promise<T | null> {
	try {
		return await asked;
	} catch (error) {
		if (statusOf(error) === 404 && !/namespaces? .*not found/i.test(textOf(error))) return null;
		throw error;
	}
}

/** Whether the same question may find a better answer a moment later. */
export function isPassing(error: unknown): boolean {
	const status = statusOf(error);
	return status === null || status === 408 || status === 429 || status >= 500;
}

/** What a person reads when the API refuses, or is not there. */
export function asDriverError(error: unknown, sentence: string, namespace: string): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const status = statusOf(error);
	const said = textOf(error);
	const failed = (more: string, hint: string) =>
		new StoryDreamError("sandbox_failed", `${sentence} ${more}`, { hint, cause: error });
	if (status === null || status >= 500 || status === 408) {
		return failed(
			"The cluster's API does not answer.",
			"See that it can be reached from the studio (`kubectl get --raw /readyz`); sandboxes that run go on without it.",
		);
	}
	if (status === 401) {
		return failed(
			"The cluster does not know the studio.",
			"Inside a cluster, give its pod a service account with a token; outside, see that KUBECONFIG names a valid account.",
		);
	}
	if (status === 403 && /exceeded quota/i.test(said)) {
		return failed(`The quota of the namespace ${namespace} is used up.`, "Raise its ResourceQuota, or lower MAX_SESSIONS.");
	}
	if (status === 403 && /PodSecurity|violates/i.test(said)) {
		return failed(`The namespace's rules refuse the pod: ${short(said)}.`, "The studio's log has the whole answer.");
	}
	if (status === 403 && /forbidden: User|cannot /i.test(said)) {
		return failed(
			`The studio may not do that: ${short(said)}.`,
			"Apply deploy/kubernetes: its Role `studio` holds what is needed, and nothing more.",
		);
	}
	if (status === 404 && /namespaces? .*not found/i.test(said)) {
		return failed(
			`There is no namespace ${namespace}.`,
			"Apply deploy/kubernetes, or set K8S_NAMESPACE to the one that is there.",
		);
	}
	if (status === 404 && /page not found|could not find the requested resource/.test(said)) {
		return failed(
			"The cluster has no agents.x-k8s.io API.",
			"Install kubernetes-sigs/agent-sandbox with its extensions, or leave K8S_SANDBOX_POOL out.",
		);
	}
	if (status === 429) return failed("The cluster's API has too much to do.", "Try again in a moment.");
	return failed(`The cluster refused: ${short(said)}.`, "The studio's log has the whole answer.");
}

/** The beginning of what was said, without its end mark. */
export function short(text: string): string {
	const line = text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
	return line.length <= 240 ? line : `${line.slice(0, 239)}…`;
}
