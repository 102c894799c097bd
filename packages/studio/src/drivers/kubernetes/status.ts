import type { SandboxStatus } from "../driver.ts";
import { AGENT_PORT, PREVIEW_PORT } from "./options.ts";
import type { PodVerdict } from "./reasons.ts";
import type { Found } from "./source.ts";

/** Tells the state of sandboxes, and remembers what takes time: since when one waits, and that one has listened. */
export interface Statuses {
	/** @param output its last words, requested where they say why it ended */
	of(name: string, found: Found, output: () => Promise<string>): Promise<SandboxStatus>;
	forget(name: string): void;
}

export function createStatuses(): Statuses {
	/** Uids of those whose agent host has been heard, by name. */
	const heard = new Map<string, string>();
	/** Since when one waits for what it waits for, by name. */
	const waits = new Map<string, { uid: string; because: string; since: number }>();

	function forget(name: string): void {
		heard.delete(name);
		waits.delete(name);
	}

	async function over(name: string, verdict: Extract<PodVerdict, { state: "over" }>, output: () => Promise<string>) {
		forget(name);
		const said = verdict.open ? `. ${(await output()).trim().split("\n").at(-1) ?? ""}` : "";
		return { state: "exited" as const, exitCode: verdict.exitCode, reason: `${verdict.reason}${said}` };
	}

	function waiting(name: string, uid: string, { because, forMs }: Extract<PodVerdict, { state: "waiting" }>): SandboxStatus {
		if (because === null) return { state: "starting" };
		const before = waits.get(name);
		const since = before?.uid === uid && before.because === because ? before.since : Date.now();
		waits.set(name, { uid, because, since });
		return Date.now() - since > forMs ? { state: "exited", exitCode: null, reason: because } : { state: "starting" };
	}

	return {
		forget,
		async of(name, { uid, pod, verdict, hear }, output) {
			if (verdict.state === "over") return over(name, verdict, output);
			if (verdict.state === "waiting") return waiting(name, uid, verdict);
			const { address, ready, nodeLost } = verdict;
			if (nodeLost !== null || heard.get(name) !== uid) {
				const not = await hear(address, ready && nodeLost === null);
				if (not !== null && nodeLost !== null) return { state: "exited", exitCode: null, reason: nodeLost };
				if (not?.state === "over") return over(name, not, output);
				if (not?.state === "waiting") return waiting(name, uid, not);
				heard.set(name, uid);
			}
			waits.delete(name);
			const host = address.includes(":") ? `[${address}]` : address;
			return {
				state: "running",
				endpoint: { agentUrl: `http://${host}:${AGENT_PORT}`, previewUrl: `http://${host}:${PREVIEW_PORT}` },
				note: { pod: pod?.metadata?.uid, node: pod?.spec?.nodeName, address },
			};
		},
	};
}
