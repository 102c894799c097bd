import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { StoryDreamError } from "@storydream/protocol";
import { silentModel, slowModel } from "./failures.ts";

/** A provider that asks for a longer wait than this is given up at once: the person decides. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Watches over the model during a run: it must show a sign of life within `deadlineMs` whenever it is its turn. Tools
 * take their own time. Times in ms, from any steady clock.
 */
export class ModelWatch {
	readonly #deadlineMs: number;
	/** Since when the model is silent; null while it is not its turn or its answer is coming in. */
	#silentSince: number | null;
	/** Since when its answers have been failing; null while they arrive whole. */
	#troubleSince: number | null = null;
	#lastSign: number;

	constructor(deadlineMs: number, now: number) {
		this.#deadlineMs = deadlineMs;
		this.#silentSince = now;
		this.#lastSign = now;
	}

	/** Takes in what the SDK says; answers the error to end the run with, if waiting on makes no sense. */
	see(message: SDKMessage, now: number): StoryDreamError | null {
		if (message.type === "stream_event") {
			if (message.event.type === "message_delta" && message.event.delta.stop_reason !== null) this.#troubleSince = null;
			this.#silentSince = null;
			this.#lastSign = now;
		} else if (message.type === "user") {
			this.#silentSince = now;
			this.#lastSign = now;
		} else if (message.type === "system" && message.subtype === "api_retry") {
			this.#troubleSince ??= this.#silentSince ?? this.#lastSign;
			this.#silentSince ??= now;
			if (message.retry_delay_ms > LONGEST_WAIT_MS) return slowModel(message.error_status, message.retry_delay_ms);
			if (message.error_status !== null && now + message.retry_delay_ms - this.#troubleSince > this.#deadlineMs) {
				return slowModel(message.error_status, message.retry_delay_ms);
			}
		}
		return null;
	}

	/**
	 * A turn has failed that may be continued in `waitMs`: notes since when there is trouble. False when that would be too
	 * late.
	 */
	mayContinue(now: number, waitMs: number): boolean {
		this.#troubleSince ??= this.#silentSince ?? this.#lastSign;
		this.#silentSince = now;
		return now + waitMs - this.#troubleSince <= this.#deadlineMs;
	}

	/** Asked every second: the error to end the run with when the model has been silent or failing for too long. */
	check(now: number, openTools: number): StoryDreamError | null {
		const silentMs = this.#silentSince === null || openTools > 0 ? 0 : now - this.#silentSince;
		const troubleMs = this.#troubleSince === null ? 0 : now - this.#troubleSince;
		const worst = Math.max(silentMs, troubleMs);
		return worst > this.#deadlineMs ? silentModel(Math.round(worst / 1000)) : null;
	}
}
