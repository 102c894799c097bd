import { z } from "zod";
import { newId } from "../../ui/index.ts";
import type { Notice, Step } from "./editor-state.ts";
import { UnsentEdits } from "./recovered.ts";

/**
 * Changes that the studio has not stored, kept in the browser until it has, also when the tab is closed. Each tab has an
 * entry of its own for each project, and holds a lock of the same name as long as it lives: an entry without its lock
 * belongs to a closed tab, and the next tab that opens the project takes it over.
 */
export interface UnsentStore {
	/** Takes the tab's own entry for as long as the project is open; the result ends that. */
	hold(): () => void;
	/** Keeps these steps; none: the entry is removed. */
	keep(base: string | null, steps: readonly Step[]): void;
	/** Whether what waits outlives the tab, as far as is known: not where the storage is full or closed to the page. */
	isKept(): boolean;
	/** Whether another tab took over what this one had kept before it was closed: it must not be sent twice. */
	takenOver(): boolean;
	/**
	 * Offers each entry of a closed tab; one that is taken (`true`) is removed. One that this page can't read is removed, too,
	 * and the person reads so.
	 */
	takeOver(take: (unsent: UnsentEdits) => boolean): Promise<void>;
}

interface Options {
	projectId: string;
	local: Storage;
	/** The tab's own storage, which lives through a reload. */
	session: Storage;
	locks: Pick<LockManager, "request">;
	/** Whether the tab still has what it had before a reload. If not, its entry is taken over like that of a closed tab. */
	restored: boolean;
	now(): number;
	notify(notice: Notice): void;
}

const PREFIX = "storydream:unsent:";
const TAB_KEY = "storydream:tab";
/** A reloaded page gives its lock back within this time; a lock that is held for longer is that of a copied tab. */
const RELOAD_MS = 1_000;
/** Entries that nobody came back for are removed. */
const FORGOTTEN_MS = 60 * 24 * 3600 * 1000;

/** @throws when the browser closes its storage to the page */
export function openUnsent(options: Options): UnsentStore {
	const { projectId, local, session, locks, restored, now } = options;
	const prefix = `${PREFIX}${projectId}:`;
	const keptFlag = `${prefix}kept`;
	let key = `${prefix}${tabId(session)}`;
	if (!restored && local.getItem(key) !== null) key = `${prefix}${newTabId(session)}`;
	/** What to write as soon as the entry is this tab's own. */
	let pending: { base: string | null; steps: readonly Step[] } | null = null;
	let owned = false;
	let kept = true;

	const remove = () => {
		local.removeItem(key);
		session.removeItem(keptFlag);
	};
	const write = (base: string | null, steps: readonly Step[]) => {
		kept = true;
		if (steps.length === 0) return remove();
		const unsent: UnsentEdits = { base, steps: [...steps], at: now() };
		try {
			session.setItem(keptFlag, "yes");
			local.setItem(key, JSON.stringify(unsent));
		} catch {
			// No room. A failed write leaves the older value, and that is not what waits.
			remove();
			kept = false;
		}
	};
	const own = (released: Promise<void>) => {
		owned = true;
		if (pending) write(pending.base, pending.steps);
		pending = null;
		return released;
	};

	return {
		hold() {
			const left = Promise.withResolvers<void>();
			locks
				.request(key, { signal: AbortSignal.timeout(RELOAD_MS) }, () => own(left.promise))
				.catch(() => {
					// A copy of another tab: it gets an entry of its own.
					key = `${prefix}${newTabId(session)}`;
					void locks.request(key, () => own(left.promise));
				});
			return () => {
				owned = false;
				left.resolve();
			};
		},
		keep(base, steps) {
			if (owned) write(base, steps);
			else pending = { base, steps };
		},
		isKept: () => kept,
		takenOver: () => session.getItem(keptFlag) !== null && local.getItem(key) === null,
		takeOver: (take) => takeOverClosed(options, { prefix, isOwn: (other) => other === key, take }),
	};
}

interface TakeOver {
	/** Of the keys of the project. */
	prefix: string;
	isOwn(key: string): boolean;
	take(unsent: UnsentEdits): boolean;
}

/** Entries of this project, oldest first; of other projects only those that nobody came back for. Those of open tabs stay. */
async function takeOverClosed({ local, locks, now, notify }: Options, { prefix, isOwn, take }: TakeOver): Promise<void> {
	let unreadable = false;
	for (const { key, at } of oldestFirst(local)) {
		const forgotten = at !== null && now() - at > FORGOTTEN_MS;
		if (isOwn(key) || !(forgotten || key.startsWith(prefix))) continue;
		await locks.request(key, { ifAvailable: true }, (lock) => {
			// Another tab may have taken it meanwhile.
			const stored = lock && local.getItem(key);
			if (!stored) return;
			if (forgotten) return local.removeItem(key);
			const unsent = UnsentEdits.safeParse(parsed(stored)).data;
			if (!unsent) unreadable = true;
			if (!unsent || take(unsent)) local.removeItem(key);
		});
	}
	if (unreadable) notify({ kind: "unreadable" });
}

/** The only field that entries of other projects, which may have another form, are read for. */
const Dated = z.object({ at: z.number() });

function oldestFirst(local: Storage): { key: string; at: number | null }[] {
	return keysOf(local, PREFIX)
		.map((key) => ({ key, at: Dated.safeParse(parsed(local.getItem(key) ?? "")).data?.at ?? null }))
		.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

const tabId = (session: Storage): string => session.getItem(TAB_KEY) ?? newTabId(session);

function newTabId(session: Storage): string {
	const made = newId();
	session.setItem(TAB_KEY, made);
	return made;
}

const keysOf = (storage: Storage, prefix: string): string[] =>
	Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "").filter((key) => key.startsWith(prefix));

/** Null: it is no JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

const NOTHING_KEPT: UnsentStore = {
	hold: () => () => {},
	keep: () => {},
	isKept: () => false,
	takenOver: () => false,
	takeOver: async () => {},
};

/** The browser's own storage; one that keeps nothing where it is closed to the page, or has no locks (plain HTTP). */
export function openBrowserUnsent(options: Pick<Options, "projectId" | "restored" | "notify">): UnsentStore {
	if (!("locks" in navigator)) return NOTHING_KEPT;
	try {
		return openUnsent({ ...options, local: localStorage, session: sessionStorage, locks: navigator.locks, now: Date.now });
	} catch {
		return NOTHING_KEPT;
	}
}
