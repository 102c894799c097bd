import type { SandboxEvent } from "@storydream/protocol";
import type { NewEvent } from "../ports.ts";

/** Events of ended runs are dropped, oldest first, once the log holds more than this (bytes of JSON, about). */
const DEFAULT_LIMIT = 24_000_000;

interface Entry {
	event: SandboxEvent;
	/** The frame as it is sent: made once, however many sockets follow. */
	frame: string;
}

/**
 * The numbered log of a sandbox: numbers start at 1, rise by one and are never given twice. It lives in memory, as long
 * as the sandbox. Old runs shrink to their end when it grows too big: a reader sees that as a jump in the numbers.
 */
export class EventLog {
	#entries: Entry[] = [];
	#seq = 0;
	#bytes = 0;
	readonly #limit: number;
	readonly #listeners = new Set<() => void>();

	constructor(limit = DEFAULT_LIMIT) {
		this.#limit = limit;
	}

	/** Newest number; 0 while nothing has happened. */
	get seq(): number {
		return this.#seq;
	}

	append(event: NewEvent): SandboxEvent {
		this.#seq += 1;
		// The union of events without `seq` plus `seq` is the union of events: TypeScript can't see that through Omit.
		const numbered = { ...event, seq: this.#seq } as SandboxEvent;
		const frame = JSON.stringify(numbered);
		this.#entries.push({ event: numbered, frame });
		this.#bytes += frame.length;
		if (this.#bytes > this.#limit) this.#shrink();
		for (const listener of this.#listeners) listener();
		return numbered;
	}

	/** Frames after number `after`, at most `count` of them, each with its number. */
	after(after: number, count: number): { seq: number; frame: string }[] {
		const start = this.#firstAfter(after);
		return this.#entries.slice(start, start + count).map(({ event, frame }) => ({ seq: event.seq, frame }));
	}

	/** Calls back after every append. Returns a function that stops it. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#firstAfter(seq: number): number {
		let low = 0;
		let high = this.#entries.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const entry = this.#entries[middle];
			if (entry && entry.event.seq <= seq) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** Drops the inner events of the oldest ended runs until half of the limit is free; ends of runs always stay. */
	#shrink(): void {
		const ended = this.#entries.flatMap(({ event }) => (event.type === "run:ended" ? [event.runId] : []));
		for (const runId of ended) {
			if (this.#bytes <= this.#limit / 2) return;
			this.#entries = this.#entries.filter(({ event, frame }) => {
				const drop = event.type === "run:event" && event.runId === runId;
				if (drop) this.#bytes -= frame.length;
				return !drop;
			});
		}
	}
}
