import { StoryDreamError } from "@storydream/protocol";
import type { Records, StudioRecord } from "../records/records.ts";
import type { Peers } from "../sessions/index.ts";
import type { Logger } from "../telemetry/index.ts";
import { type Probed, probe } from "./probe.ts";

/** In ms. A studio must notice that it may have been given up (`sureMs`) well before others give it up (`silentMs`). */
export interface MembershipTimings {
	/** Between two questions to each of the others. */
	probeMs: number;
	/** An answer must be there by then. */
	answerMs: number;
	/** One that has not answered for so long is dead. */
	silentMs: number;
	/** Between two looks at which studios there are. */
	listMs: number;
	/** So old may the last look be that a write relies on. */
	sureMs: number;
}

const DEADLINES: MembershipTimings = { probeMs: 2_000, answerMs: 2_000, silentMs: 15_000, listMs: 4_000, sureMs: 8_000 };
/** One question may have met a moment's trouble. */
const REFUSED_TIMES = 2;
const SILENT_TIMES = 4;
const OWN_TRIES = 3;

interface Peer extends StudioRecord {
	/** Questions in a row that it did not answer, and when the first of them was asked. */
	silent: number;
	silentSince: number;
	refused: number;
}

/**
 * Which studios there are on the same stores, and which of them live. Each has a document from its start to its orderly
 * end; nobody writes to it in between. That one lives is asked of itself. One that is found dead loses its document, and
 * from then on, if it should live after all, whatever it owned: that is the fence.
 */
export interface Membership extends Peers {
	readonly id: string;
	/** Makes this studio known, and begins to look after the others. Throws when its address does not lead to it. */
	enter(): Promise<void>;
	/** Nothing is this studio's any more. Safe to repeat. */
	leave(): Promise<void>;
	/** Where a studio is; `unsure` when it does not answer just now; null when there is none of this id (any more). */
	find(id: string): Promise<{ address: string; state: "alive" | "unsure" } | null>;
}

export function createMembership(options: {
	records: Pick<Records, "studios">;
	id: string;
	address: string;
	logger: Logger;
	deadlines?: Partial<MembershipTimings>;
	/** A studio is gone, for good: what it owned is anybody's. May be reported more than once. */
	onGone: (id: string) => void;
	/** This studio was taken for dead: what it owned is no longer its own. Reported once. */
	onFenced: () => void;
}): Membership {
	const { records, id, address, logger } = options;
	const deadlines = { ...DEADLINES, ...options.deadlines };
	const peers = new Map<string, Peer>();
	const timers: NodeJS.Timeout[] = [];
	let entered = false;
	let fenced = false;
	/** When the newest look began that found this studio among the others. */
	let seenAt = 0;
	let refreshing: Promise<ReadonlySet<string>> | null = null;

	function fence(): void {
		if (fenced) return;
		fenced = true;
		stop();
		logger.error({}, "other studios have taken this one for dead, and taken over what it owned: it lets go of everything");
		options.onFenced();
	}

	const cast = () =>
		new StoryDreamError("shutting_down", "Another studio continues this: this one was away for too long.", {
			hint: "Try again: the other one is found by itself.",
		});

	async function refreshOnce(): Promise<ReadonlySet<string>> {
		if (fenced) throw cast();
		const began = performance.now();
		let listed = await records.studios.list();
		// An answer without this studio is one that would end it, and rob all others: it must be given twice.
		if (entered && !listed.some((studio) => studio.id === id)) {
			listed = await records.studios.list();
			if (entered && !listed.some((studio) => studio.id === id)) {
				fence();
				throw cast();
			}
		}
		const present = new Set(listed.map((studio) => studio.id));
		seenAt = began;
		for (const studio of listed) {
			if (studio.id !== id && !peers.has(studio.id)) peers.set(studio.id, { ...studio, silent: 0, silentSince: 0, refused: 0 });
		}
		for (const known of [...peers.keys()]) if (!present.has(known)) forget(known, "has left");
		return present;
	}

	/** A look that begins from now on; who asks while one waits to begin shares it. */
	function refresh(): Promise<ReadonlySet<string>> {
		if (refreshing) return refreshing;
		// A tick later, so that those who ask at the same moment share it.
		refreshing = Promise.resolve().then(() => {
			refreshing = null;
			return refreshOnce();
		});
		return refreshing;
	}

	function forget(gone: string, why: string): void {
		if (!peers.delete(gone)) return;
		logger.info({ studio: gone, why }, "a studio is gone: its sessions are taken over");
		options.onGone(gone);
	}

	async function ask(peer: Peer): Promise<void> {
		const asked = performance.now();
		const answer = await probe(peer.address, peer.id, deadlines.answerMs);
		if (peers.get(peer.id) !== peer || fenced) return;
		if (!isDead(peer, answer, asked)) return;
		// From here on it is dead for everybody, whatever it does.
		await records.studios.remove(peer.id);
		forget(peer.id, answer);
	}

	function isDead(peer: Peer, answer: Probed, asked: number): boolean {
		if (answer === "itself") {
			peer.silent = 0;
			peer.refused = 0;
			return false;
		}
		if (peer.silent === 0) peer.silentSince = asked;
		peer.silent += 1;
		peer.refused = answer === "silent" ? 0 : peer.refused + 1;
		logger.warn({ studio: peer.id, answer, times: peer.silent }, "a studio does not answer");
		if (peer.refused >= REFUSED_TIMES) return true;
		return peer.silent >= SILENT_TIMES && performance.now() - peer.silentSince >= deadlines.silentMs;
	}

	/** Does something again and again, one at a time. `slept` is called when much more time has passed than should have. */
	function every(ms: number, what: string, work: (slept: boolean) => Promise<void>): void {
		let busy = false;
		let last = performance.now();
		const timer = setInterval(() => {
			const now = performance.now();
			const slept = now - last > ms + deadlines.sureMs / 2;
			last = now;
			if (busy || fenced) return;
			busy = true;
			work(slept)
				.catch((error: unknown) => logger.warn({ err: error }, `${what} failed; it is tried again`))
				.finally(() => {
					busy = false;
				});
		}, ms);
		timer.unref();
		timers.push(timer);
	}

	function stop(): void {
		for (const timer of timers.splice(0)) clearInterval(timer);
	}

	async function proveOwnAddress(): Promise<void> {
		let answer: Probed = "silent";
		for (let tries = 0; tries < OWN_TRIES; tries++) {
			answer = await probe(address, id, deadlines.answerMs);
			if (answer === "other") break;
			if (answer === "itself") return;
		}
		const leads = answer === "other" ? "leads to another studio" : "does not lead to this studio";
		throw new StoryDreamError("bad_request", `STUDIO_ADDRESS is ${address}, which ${leads}.`, {
			hint: "Give each studio the address at which the others reach it and no other, such as the address of its pod.",
		});
	}

	return {
		id,
		async enter() {
			await proveOwnAddress();
			await records.studios.create({ id, address, startedAt: new Date().toISOString() });
			entered = true;
			await refresh();
			every(deadlines.listMs, "looking which studios there are", async () => void (await refresh()));
			every(deadlines.probeMs, "asking the other studios whether they live", async (slept) => {
				if (slept) {
					// It was this one that was away: what the others did not answer meanwhile says nothing of them.
					for (const peer of peers.values()) Object.assign(peer, { silent: 0, refused: 0 });
					await refresh();
				}
				await Promise.all([...peers.values()].map(ask));
			});
		},
		async leave() {
			stop();
			if (!entered || fenced) return;
			entered = false;
			await records.studios.remove(id);
		},
		present: refresh,
		async sure() {
			if (fenced) throw cast();
			if (entered && performance.now() - seenAt > deadlines.sureMs) await refresh();
		},
		async find(wanted) {
			if (!peers.has(wanted)) await refresh();
			const peer = peers.get(wanted);
			return peer ? { address: peer.address, state: peer.silent >= 2 ? "unsure" : "alive" } : null;
		},
	};
}
