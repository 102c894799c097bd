import { setTimeout as sleep } from "node:timers/promises";
import { Watch } from "@kubernetes/client-node";
import type { KubernetesClient } from "../../kubernetes/index.ts";
import type { DriverLogger } from "../driver.ts";

/** What all objects of a cluster have. */
export interface Named {
	metadata?: { name?: string; uid?: string; resourceVersion?: string };
}

/** A kind of objects, and how the API is queried for them. */
export interface Kind<T extends Named> {
	/** Where the API has them: `/api/v1/namespaces/…/pods`. */
	path: string;
	/** Only those with these labels. */
	selector: string;
	list(page: { labelSelector: string; limit: number; _continue?: string }): Promise<Page<T>>;
	/** What a watch tells, as such an object; null for what is none. */
	parse(object: unknown): T | null;
}
export interface Page<T> {
	items: T[];
	metadata?: { _continue?: string; resourceVersion?: string };
}

/**
 * What is known of an installation's objects of one kind without asking. The truth is a complete list, taken now and then; what a watch
 * tells in between is a hint, that comes early and may be missing. That something is not here means nothing.
 */
export interface Informer<T extends Named> {
	/** False until a first list was complete. */
	readonly ready: boolean;
	/** The newest that is known of one, and when that was known to be so (ms). */
	find(name: string): { object: T; at: number } | null;
	/** Takes in an answer of the API's. Answers the newest that is known: late news of before changes nothing. */
	learn(object: T): T;
	/** One that is not there any more. Later news of it are not believed. */
	forget(name: string, uid: string): void;
	/** Asks for a complete list now. Throws when none can be had, or only one of before what is known already. */
	list(): Promise<T[]>;
	/** Resolves when something was heard of this one, at the latest after `ms`. */
	waitForChange(name: string, ms: number): Promise<void>;
	close(): void;
}

const PAGE = 500;
const WATCH_SECONDS = 290;
const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const REMEMBERED_ENDS = 2_000;
/** So many lists of before in a row are the truth. */
const BELIEVED_AT_LAST = 4;

export function createInformer<T extends Named>(
	kind: Kind<T>,
	options: { cluster: KubernetesClient; logger: DriverLogger; listMs: number },
): Informer<T> {
	const { cluster, logger } = options;
	const { path, selector } = kind;
	const watch = new Watch(cluster.config);
	const known = new Map<string, { object: T; at: number }>();
	/** Those that are no more: what is still reported of them comes late. */
	const ended = new Set<string>();
	const waiting = new Map<string, Set<() => void>>();
	const closing = new AbortController();
	let ready = false;
	let version = "";
	let stale = 0;
	let listing: Promise<T[]> | null = null;

	function tell(name: string): void {
		for (const listener of [...(waiting.get(name) ?? [])]) listener();
	}

	function learn(object: T): T {
		const { name = "", uid = "", resourceVersion } = object.metadata ?? {};
		if (ended.has(uid)) return object;
		const before = known.get(name);
		if (before && isBefore(resourceVersion, before.object.metadata?.resourceVersion)) return before.object;
		known.set(name, { object, at: Date.now() });
		tell(name);
		return object;
	}

	function forget(name: string, uid: string): void {
		ended.add(uid);
		const [first] = ended;
		if (first !== undefined && ended.size > REMEMBERED_ENDS) ended.delete(first);
		if (known.get(name)?.object.metadata?.uid === uid) known.delete(name);
		tell(name);
	}

	async function listNow(): Promise<T[]> {
		const begun = Date.now();
		// News that arrive while the list is on its way do not make it stale.
		const knownAtBegin = version;
		const found: T[] = [];
		let next: string | undefined;
		let at = "";
		for (let page = 0; page === 0 || next; page++) {
			const part = await kind.list({ labelSelector: selector, limit: PAGE, ...(next ? { _continue: next } : {}) });
			found.push(...part.items);
			next = part.metadata?._continue;
			at = part.metadata?.resourceVersion ?? at;
		}
		if (isBefore(at, knownAtBegin)) {
			stale += 1;
			if (stale < BELIEVED_AT_LAST) throw new Error("the cluster's API answered with a list of before");
			// It stays so: the cluster itself was set back to what it was.
			known.clear();
			version = "";
		}
		stale = 0;
		const names = new Set(found.map((object) => object.metadata?.name));
		for (const [name, each] of known) {
			if (!names.has(name) && each.at < begun && !isBefore(at, each.object.metadata?.resourceVersion)) known.delete(name);
		}
		for (const object of found) learn(object);
		if (!isBefore(at, version)) version = at;
		ready = true;
		// With what came while it was on its way, and without what went.
		return [...known.values()].map(({ object }) => object);
	}

	function list(): Promise<T[]> {
		listing ??= listNow().finally(() => {
			listing = null;
		});
		return listing;
	}

	/** Follows what changes; resolves when the watch has ended, with whether a new list is needed. */
	function follow(): Promise<{ expired: boolean; heard: boolean }> {
		return new Promise((resolve) => {
			let expired = false;
			let heard = false;
			const query = {
				labelSelector: selector,
				resourceVersion: version,
				allowWatchBookmarks: true,
				timeoutSeconds: WATCH_SECONDS,
			};
			const onEvent = (type: string, change: Named & { code?: number }) => {
				if (closing.signal.aborted) return;
				if (type === "ERROR") {
					expired = change.code === 410;
					return;
				}
				heard = true;
				const { name = "", uid, resourceVersion } = change.metadata ?? {};
				if (resourceVersion && !isBefore(resourceVersion, version)) version = resourceVersion;
				const object = type === "ADDED" || type === "MODIFIED" ? kind.parse(change) : null;
				if (object !== null) learn(object);
				else if (type === "DELETED" && uid) forget(name, uid);
			};
			const done = (error: unknown) => {
				closing.signal.removeEventListener("abort", stop);
				resolve({ expired: expired || isTooOld(error), heard });
			};
			let connection: AbortController | null = null;
			const stop = () => connection?.abort();
			closing.signal.addEventListener("abort", stop, { once: true });
			watch.watch(path, query, onEvent, done).then((made) => {
				connection = made;
				if (closing.signal.aborted) stop();
			}, done);
		});
	}

	const pause = (ms: number) => sleep(ms, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);

	async function keepListing(): Promise<void> {
		let after = PAUSE_MS;
		while (!closing.signal.aborted) {
			try {
				await list();
				after = PAUSE_MS;
				await pause(options.listMs);
			} catch (error) {
				if (closing.signal.aborted) return;
				logger.debug({ err: error, path }, "what is there can't be listed; trying again");
				after = Math.min(after * 2, LONGEST_PAUSE_MS);
				await pause(after * (0.5 + Math.random()));
			}
		}
	}

	async function keepFollowing(): Promise<void> {
		let after = PAUSE_MS;
		while (!closing.signal.aborted) {
			if (!ready) {
				await pause(PAUSE_MS);
				continue;
			}
			const { expired, heard } = await follow();
			if (heard) after = PAUSE_MS;
			if (expired) {
				// What happened since is not reported any more: only a new list knows. A failed one is taken again by the other loop.
				await list().catch(() => undefined);
			}
			await pause(after * (0.5 + Math.random()));
			after = Math.min(after * 2, LONGEST_PAUSE_MS);
		}
	}

	void keepListing();
	void keepFollowing();

	return {
		get ready() {
			return ready;
		},
		find: (name) => known.get(name) ?? null,
		learn,
		forget,
		list,
		waitForChange(name, ms) {
			return new Promise((resolve) => {
				const listeners = waiting.get(name) ?? new Set();
				waiting.set(name, listeners);
				const done = () => {
					clearTimeout(timer);
					listeners.delete(done);
					if (listeners.size === 0) waiting.delete(name);
					resolve();
				};
				const timer = setTimeout(done, ms);
				listeners.add(done);
			});
		},
		close: () => closing.abort(),
	};
}

/** A watch is refused in its own kind of error. */
function isTooOld(error: unknown): boolean {
	return typeof error === "object" && error !== null && "statusCode" in error && error.statusCode === 410;
}

/** Whether one resourceVersion is older than another. Those that can't be compared are not. */
function isBefore(one: string | undefined, other: string | undefined): boolean {
	if (!one || !other || !/^\d+$/.test(one) || !/^\d+$/.test(other)) return false;
	return BigInt(one) < BigInt(other);
}
