import type { AgentEvent } from "@storydream/protocol";

/** Most that a message's events take in records, as JSON. */
export const MAX_EVENTS_BYTES = 256_000;
const THINKING_CHARACTERS = 2_000;

/**
 * Gathers the events of one turn as a person will read them later: pieces of a text joined, what was taken back left
 * out, only the newest usage, no retries that went well.
 */
export interface Collector {
	add(event: AgentEvent): void;
	/** What was gathered, as events that draw the turn so far; pictures as they came. */
	events(): AgentEvent[];
	/** A picture's bytes are stored now: only its address is kept. */
	storedPicture(data: string, url: string): void;
}

export function createCollector(): Collector {
	let events: AgentEvent[] = [];

	return {
		add(event) {
			const last = events.at(-1);
			switch (event.type) {
				case "started":
					events = [];
					return;
				case "text":
				case "thinking":
					if (last?.type === event.type && last.blockId === event.blockId) {
						events[events.length - 1] = { ...last, text: last.text + event.text };
					} else {
						events.push(event);
					}
					return;
				case "discard":
					events = events.filter((one) => !((one.type === "text" || one.type === "thinking") && one.blockId === event.blockId));
					return;
				case "retrying":
				case "usage":
					events = events.filter((one) => one.type !== event.type);
					events.push(event);
					return;
				default:
					events = events.filter((one) => one.type !== "retrying");
					events.push(event);
			}
		},
		events: () => [...events],
		storedPicture(data, url) {
			events = events.map((one) => {
				if (one.type !== "picture" || one.picture.data !== data) return one;
				const { data: _stored, ...picture } = one.picture;
				return { ...one, picture: { ...picture, url } };
			});
		},
	};
}

/** Cuts a turn's events to what records take: the least missed goes first, the words to the person last. */
export function compactEvents(events: AgentEvent[], maxBytes = MAX_EVENTS_BYTES): AgentEvent[] {
	let kept = events
		.filter((event) => event.type !== "usage" && event.type !== "retrying")
		.map(withoutBytes)
		.map(shortThinking);
	const steps: ((all: AgentEvent[]) => AgentEvent[])[] = [
		(all) => all.map((event) => shortDetails(event, 2_000)),
		(all) => all.map((event) => shortDetails(event, 300)),
		(all) => all.filter((event) => event.type !== "thinking"),
		(all) => all.map((event) => shortDetails(event, 0)),
		(all) => dropMiddle(all, maxBytes),
	];
	for (const step of steps) {
		if (bytesOf(kept) <= maxBytes) return kept;
		kept = step(kept);
	}
	return kept;
}

function bytesOf(value: unknown): number {
	return Buffer.byteLength(JSON.stringify(value));
}

/** A picture that could not be stored apart is named, not kept. */
function withoutBytes(event: AgentEvent): AgentEvent {
	if (event.type !== "picture" || event.picture.data === undefined) return event;
	const { data: _data, ...picture } = event.picture;
	return { ...event, picture };
}

function shortThinking(event: AgentEvent): AgentEvent {
	return event.type === "thinking" ? { ...event, text: cut(event.text, THINKING_CHARACTERS) } : event;
}

function shortDetails(event: AgentEvent, characters: number): AgentEvent {
	if (event.type === "text") return { ...event, text: cut(event.text, Math.max(characters * 10, 10_000)) };
	if (event.type === "thinking") return { ...event, text: cut(event.text, characters) };
	if (event.type !== "tool:finished") return event;
	const { summary, change, ...rest } = event;
	return {
		...rest,
		...(summary === undefined || characters === 0 ? {} : { summary: cut(summary, characters) }),
		...(change === undefined
			? {}
			: {
					change: {
						path: change.path,
						...(change.before === undefined || characters === 0 ? {} : { before: cut(change.before, characters) }),
						...(change.after === undefined || characters === 0 ? {} : { after: cut(change.after, characters) }),
					},
				}),
	};
}

/** Beginning and end of a turn say most of it. */
function dropMiddle(events: AgentEvent[], maxBytes: number): AgentEvent[] {
	const room = maxBytes - 500;
	const first: AgentEvent[] = [];
	const last: AgentEvent[] = [];
	let used = 0;
	for (let low = 0, high = events.length - 1; low <= high; ) {
		const fromEnd = last.length <= first.length;
		const event = events[fromEnd ? high : low];
		if (event === undefined) break;
		used += bytesOf(event) + 1;
		if (used > room) break;
		if (fromEnd) {
			last.unshift(event);
			high -= 1;
		} else {
			first.push(event);
			low += 1;
		}
	}
	const dropped = events.length - first.length - last.length;
	return [...first, { type: "notice", text: `${dropped} steps of this turn are not shown: it was very long.` }, ...last];
}

function cut(text: string, characters: number): string {
	return text.length <= characters ? text : `${text.slice(0, characters).toWellFormed()}…`;
}
