import { newId } from "../../ui/index.ts";
import type { Step } from "./editor-state.ts";
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
	/** Whether another tab took over what this one had kept before it was closed: it must not be sent twice. */
	takenOver(): boolean;
	/** Offers each entry of a closed tab; one that is taken (`true`) is removed. */
	takeOver(take: (unsent: UnsentEdits) => boolean): Promise<void>;
}

interface Options {
	projectId: string;
	local: Storage;
	/** The tab's own storage, which lives through a reload. */
	session: Storage;
	locks: Pick<LockManager, "request">;
	now(): number;
}

const PREFIX = "storydream:unsent:";
const TAB_KEY = "storydream:tab";
/** A reloaded page gives its lock back within this time; a lock that is held for longer is that of a copied tab. */
const RELOAD_MS = 1_000;
/** Entries that nobody came back for are removed. */
const FORGOTTEN_MS = 60 * 24 * 3600 * 1000;

/** @throws when the browser closes its storage to the page */
export function openUnsent({ projectId, local, session, locks, now }: Options): UnsentStore {
	const prefix = `${PREFIX}${projectId}:`;
	const keptFlag = `${prefix}kept`;
	let key = `${prefix}${tabId(session)}`;
	/** What to write as soon as the entry is this tab's own. */
	let pending: { base: string | null; steps: readonly Step[] } | null = null;
	let owned = false;

	const write = (base: string | null, steps: readonly Step[]) => {
		if (steps.length === 0) {
			local.removeItem(key);
			session.removeItem(keptFlag);
			return;
		}
		const unsent: UnsentEdits = { base, steps: [...steps], at: now() };
		local.setItem(key, JSON.stringify(unsent));
		session.setItem(keptFlag, "yes");
	};
	const own = (released: Promise<void>) => {
		owned = true;
		if (pending) keepNow(pending.base, pending.steps);
		pending = null;
		return released;
	};
	const keepNow = (base: string | null, steps: readonly Step[]) => {
		try {
			write(base, steps);
		} catch {
			// No room: the changes still live in this page's memory and in the tab's own storage.
		}
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
			if (owned) keepNow(base, steps);
			else pending = { base, steps };
		},
		takenOver: () => session.getItem(keptFlag) !== null && local.getItem(key) === null,
		async takeOver(take) {
			const oldestFirst = keysOf(local, PREFIX).sort((a, b) => (read(local, a)?.at ?? 0) - (read(local, b)?.at ?? 0));
			for (const other of oldestFirst) {
				if (isForgotten(read(local, other), now())) local.removeItem(other);
				if (!other.startsWith(prefix) || other === key) continue;
				await locks.request(other, { ifAvailable: true }, (lock) => {
					const unsent = lock && read(local, other);
					if (unsent && take(unsent)) local.removeItem(other);
				});
			}
		},
	};
}

const isForgotten = (unsent: UnsentEdits | null, now: number) => unsent === null || now - unsent.at > FORGOTTEN_MS;

const tabId = (session: Storage): string => session.getItem(TAB_KEY) ?? newTabId(session);

function newTabId(session: Storage): string {
	const made = newId();
	session.setItem(TAB_KEY, made);
	return made;
}

const keysOf = (storage: Storage, prefix: string): string[] =>
	Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "").filter((key) => key.startsWith(prefix));

function read(local: Storage, key: string): UnsentEdits | null {
	try {
		return UnsentEdits.safeParse(JSON.parse(local.getItem(key) ?? "null")).data ?? null;
	} catch {
		return null;
	}
}

const NOTHING_KEPT: UnsentStore = {
	hold: () => () => {},
	keep: () => {},
	takenOver: () => false,
	takeOver: async () => {},
};

/** The browser's own storage; one that keeps nothing where it is closed to the page, or has no locks (plain HTTP). */
export function openBrowserUnsent(projectId: string): UnsentStore {
	if (!("locks" in navigator)) return NOTHING_KEPT;
	try {
		return openUnsent({ projectId, local: localStorage, session: sessionStorage, locks: navigator.locks, now: Date.now });
	} catch {
		return NOTHING_KEPT;
	}
}
