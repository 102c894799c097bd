import { StoryDreamError } from "@storydream/protocol";
import Dockerode from "dockerode";
import type { DockerDriverOptions } from "./options.ts";

const TIMEOUT_MS = 20_000;

export function connectEngine({ engine, engineTimeoutMs = TIMEOUT_MS }: DockerDriverOptions): Dockerode {
	return new Dockerode({ ...engine, timeout: engineTimeoutMs });
}

/** What the engine answered; null when it gave no answer: then nothing is known. */
export function statusOf(error: unknown): number | null {
	if (typeof error !== "object" || error === null || !("statusCode" in error)) return null;
	return typeof error.statusCode === "number" ? error.statusCode : null;
}

export function textOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** Null instead of the error when the engine says that there is no such thing. */
export async function orNone<T>(asked: Promise<T>): Promise<T | null> {
	try {
		return await asked;
	} catch (error) {
		if (statusOf(error) === 404) return null;
		throw error;
	}
}

/** The same for answers that say that it is so already. */
export async function unless(asked: Promise<unknown>, ...statuses: number[]): Promise<void> {
	try {
		await asked;
	} catch (error) {
		const status = statusOf(error);
		if (status === null || !statuses.includes(status)) throw error;
	}
}

/** What a person reads when the engine refuses, or is not there. */
export function asDriverError(error: unknown, sentence: string, image: string): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const status = statusOf(error);
	if (status === null) {
		return new StoryDreamError("sandbox_failed", `${sentence} The Docker engine does not answer.`, {
			hint: "See that it runs (`docker info`) and that the studio may use its socket; sandboxes that run go on without it.",
			cause: error,
		});
	}
	if (status === 404 && /no such image/i.test(textOf(error))) {
		return new StoryDreamError("sandbox_failed", `${sentence} The image ${image} is not on this engine.`, {
			hint: "Build it or pull it, see docs/operations.md, or set SANDBOX_IMAGE to one that is there.",
			cause: error,
		});
	}
	if (/no space left|disk quota/i.test(textOf(error))) {
		return new StoryDreamError("storage_full", "The engine's disk is full: no sandbox can be started.", { cause: error });
	}
	return new StoryDreamError("sandbox_failed", sentence, {
		hint: "The studio's log says what the Docker engine answered.",
		cause: error,
	});
}
