import type { StudioMessage } from "@storydream/protocol";
import type { Logger } from "../ports.ts";
import type { Broadcast, Follower } from "../sessions.ts";

type Ready = Extract<StudioMessage, { type: "session:ready" }>;
type Numbered = Exclude<Extract<StudioMessage, { seq: number }>, Ready>;
type Unnumbered = Exclude<StudioMessage, { seq: number }>;

/** Kept for those who come back: so many messages, of so many characters in all, are enough for minutes of a busy turn. */
const RING_MESSAGES = 20_000;
const RING_CHARACTERS = 24_000_000;

/** Numbers begin at a studio's clock: so far ahead of ours may another one's be. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

interface Kept {
	message: Numbered;
	characters: number;
	/** Of messages with the same key only the newest is worth keeping. */
	key: string | null;
}

/**
 * What a follower gets who can't be given what it missed: enough to draw the present. First whatever must be read, then
 * a picture of this very moment.
 */
export type SessionSnapshot = () => Promise<() => Broadcast[]>;

/** Everything that is said to the followers of one project, in order, with a rising `seq`. */
export interface Channel {
	/** Newest number given out. */
	readonly seq: number;
	readonly followers: number;
	/** Numbers it, keeps it for replay, sends it to everybody who is up to date. */
	publish(message: Broadcast): Numbered;
	/** To every follower (or only this one), also those still waiting for the session. Not numbered, not kept. */
	notify(message: Unnumbered, only?: Follower): void;
	/** From here on it gets what is published; numbered messages only once it is `catchUp`. */
	attach(follower: Follower, lastSeq: number | undefined): void;
	detach(follower: Follower): void;
	has(follower: Follower): boolean;
	/**
	 * Sends `ready` (if any), then to those who wait what they missed, and from then on all that comes.
	 * @param only this follower; absent: all of them
	 */
	catchUp(ready: Ready | null, only?: Follower): Promise<void>;
	/** Tells every follower that another studio has the session from now on. */
	moved(): void;
	/** Changes a kept message in place: a picture's bytes give way to the address where they were stored. */
	replace(seq: number, message: Broadcast): void;
}

interface Attached {
	follower: Follower;
	lastSeq: number | undefined;
	/** `catching-up`: what it missed is being gathered. */
	state: "waiting" | "catching-up" | "live";
}

/**
 * @param options.firstSeq greater than any number given out for this project before, also by an earlier studio
 * @param options.present see `SessionSnapshot`
 */
export function createChannel(options: { firstSeq: number; present: SessionSnapshot; logger: Logger }): Channel {
	let seq = options.firstSeq;
	let characters = 0;
	/** Newest number that is not kept any more. */
	let forgotten = options.firstSeq;
	let ring: Kept[] = [];
	const attached = new Map<Follower, Attached>();

	function deliver(follower: Follower, message: StudioMessage): void {
		try {
			follower.send(message);
		} catch (error) {
			options.logger.error({ err: error }, "a follower refused a message");
		}
	}

	function number(message: Broadcast): Numbered {
		seq += 1;
		// `Broadcast` is exactly a numbered message without its number.
		return { ...message, seq } as Numbered;
	}

	function keep(message: Numbered): void {
		const key = keyOf(message);
		if (key !== null) {
			const older = ring.findIndex((kept) => kept.key === key);
			if (older >= 0) characters -= ring.splice(older, 1)[0]?.characters ?? 0;
		}
		const size = sizeOf(message);
		ring.push({ message, characters: size, key });
		characters += size;
		if (ring.length <= RING_MESSAGES && characters <= RING_CHARACTERS) return;
		// In big steps, so that a busy turn does not shift a long list at every word.
		let drop = 0;
		while (drop < ring.length && (ring.length - drop > RING_MESSAGES * 0.8 || characters > RING_CHARACTERS * 0.8)) {
			const kept = ring[drop];
			characters -= kept?.characters ?? 0;
			forgotten = Math.max(forgotten, kept?.message.seq ?? forgotten);
			drop += 1;
		}
		ring = ring.slice(drop);
	}

	const since = (last: number) => ring.filter((kept) => kept.message.seq > last).map((kept) => kept.message);

	/** Sends what one follower missed and lets it through. From the last `await` on nothing can come in between. */
	async function bringUp(one: Attached): Promise<void> {
		one.state = "catching-up";
		const last = one.lastSeq;
		if (last !== undefined && last >= forgotten && last <= seq) {
			for (const message of since(last)) deliver(one.follower, message);
		} else {
			const before = seq;
			const draw = await options.present();
			if (attached.get(one.follower) !== one) return;
			for (const message of since(before)) deliver(one.follower, message);
			// New numbers, so that a reader who knows the old ones does not take them for something it has seen.
			for (const message of draw().map(number)) deliver(one.follower, message);
		}
		one.state = "live";
	}

	return {
		get seq() {
			return seq;
		},
		get followers() {
			return attached.size;
		},
		publish(message) {
			const numbered = number(message);
			keep(numbered);
			for (const one of attached.values()) if (one.state === "live") deliver(one.follower, numbered);
			return numbered;
		},
		notify(message, only) {
			for (const one of attached.values()) {
				if (!only || one.follower === only) deliver(one.follower, message);
			}
		},
		attach(follower, lastSeq) {
			// A studio whose clock is ahead has sent it to this follower before: what comes now must not look like old news.
			if (lastSeq !== undefined && lastSeq > seq && lastSeq < Date.now() + CLOCKS_DIFFER_MS) {
				seq = lastSeq + 1;
				forgotten = seq;
			}
			attached.set(follower, { follower, lastSeq, state: "waiting" });
		},
		detach(follower) {
			attached.delete(follower);
		},
		has: (follower) => attached.has(follower),
		async catchUp(ready, only) {
			for (const one of [...attached.values()]) {
				if (only && one.follower !== only) continue;
				if (ready !== null) deliver(one.follower, { ...ready, seq });
				if (one.state === "waiting") await bringUp(one);
			}
		},
		moved() {
			for (const { follower } of [...attached.values()]) follower.moved?.();
		},
		replace(replaced, message) {
			const kept = ring.findLast((one) => one.message.seq === replaced);
			if (!kept) return;
			characters -= kept.characters;
			kept.message = { ...message, seq: replaced } as Numbered;
			kept.characters = sizeOf(kept.message);
			characters += kept.characters;
		},
	};
}

function keyOf(message: Numbered): string | null {
	switch (message.type) {
		case "queue:changed":
		case "project:changed":
		case "preview:errors":
		case "checks:changed":
			return message.type;
		case "export:progress":
			return `${message.type} ${message.export.id}`;
		default:
			return null;
	}
}

/** About the characters of its JSON: exact for what can be big. */
function sizeOf(message: Numbered): number {
	if (message.type !== "agent:message") return 1_000;
	const event = message.event;
	switch (event.type) {
		case "text":
		case "thinking":
			return 150 + event.text.length;
		case "picture":
			return 300 + (event.picture.data?.length ?? 0);
		case "tool:finished":
			return 500 + (event.summary?.length ?? 0) + (event.change?.before?.length ?? 0) + (event.change?.after?.length ?? 0);
		default:
			return 500;
	}
}
