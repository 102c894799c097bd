import type { V1Pod } from "@kubernetes/client-node";
import type { SandboxSpec } from "../driver.ts";
import type { PodVerdict } from "./reasons.ts";

/** What there is of a sandbox in the cluster. */
export interface Found {
	/** Of what it is now: another of the same name, or another pod for it, has another one. */
	uid: string;
	/** Its pod; null while it has none. */
	pod: V1Pod | null;
	verdict: PodVerdict;
	/**
	 * Asked of one that is up: null when its agent host is there for us; else why not (yet).
	 * @param ready its node has seen it listen
	 */
	hear(address: string, ready: boolean): Promise<NotHeard | null>;
}
export type NotHeard = Exclude<PodVerdict, { state: "up" }>;

/** How sandboxes come to their pods: we make them, or claim them of a pool. All verbs are safe to repeat. */
export interface PodSource {
	/** Makes it, or does nothing where it is there. What a failed start has made is removed again. */
	make(spec: SandboxSpec): Promise<void>;
	/** Null: there is nothing of it. Throws when the API can't tell. */
	find(name: string): Promise<Found | null>;
	/** Resolves when nothing of it is there. Within 9 s. */
	remove(name: string): Promise<void>;
	/** Of all that are there. Throws when the API can't tell. */
	names(): Promise<string[]>;
	/** Throws with a next step when none can be made. */
	check(): Promise<void>;
	close(): void;
}

/** It is on its way, and nothing more is known. */
export const ON_ITS_WAY: NotHeard = { state: "waiting", because: null, forMs: Number.POSITIVE_INFINITY };
