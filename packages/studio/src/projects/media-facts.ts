import { Worker } from "node:worker_threads";
import { createSerialQueue } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

const ContainerFacts = z.object({
	/** Pixels as they are seen: rotation and the shape of a pixel applied. */
	width: z.number().nullable(),
	height: z.number().nullable(),
	/** Seconds. */
	duration: z.number().nullable(),
	/** `avc`, `hevc`, … of the first picture track, or the container's own name of a codec (`avc1`) that is not known. Null: no picture. */
	video: z.string().nullable(),
	/** Likewise of the first sound track. Null: no sound. */
	audio: z.string().nullable(),
	/** True when pixels can be transparent. */
	hasAlpha: z.boolean(),
});
/** What a container holds, as far as its headers say. */
export type ContainerFacts = z.infer<typeof ContainerFacts>;

const THREAD = new URL("./media-facts-thread.ts", import.meta.url);
const FACTS_DEADLINE_MS = 10_000;
/** Files that are read at the same time: one that takes long does not keep all others waiting. */
const LANES = 2;
/** A thread without work ends: the reader is large, and most studios idle. */
const IDLE_MS = 10_000;
const MEMORY_MB = 256;

/** Reads one file after the other in a thread, which is made anew when it had to be ended. */
class Lane {
	waiting = 0;
	readonly #queue = createSerialQueue();
	#thread: Worker | null = null;
	#idle: NodeJS.Timeout | undefined;

	async read(file: string, deadlineMs: number): Promise<ContainerFacts | null> {
		this.waiting += 1;
		try {
			return await this.#queue.run(() => this.#readNext(file, deadlineMs));
		} finally {
			this.waiting -= 1;
		}
	}

	async #readNext(file: string, deadlineMs: number): Promise<ContainerFacts | null> {
		clearTimeout(this.#idle);
		this.#thread ??= startThread();
		const answer = await ask(this.#thread, file, deadlineMs);
		if (answer === "lost") {
			this.#end();
			throw unreadable();
		}
		this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
		return answer;
	}

	#end(): void {
		void this.#thread?.terminate();
		this.#thread = null;
	}
}

const lanes = Array.from({ length: LANES }, () => new Lane());

/**
 * Facts of a video or a sound, read from its headers, as far as they are found within ten seconds; null when there are none.
 * It decodes nothing. A few bytes of a container can name so many samples that its reader does nothing else for minutes, so it
 * works in a thread: one that does not answer after twice the time is ended.
 * @throws StoryDreamError bad_request for a file whose reader did not answer
 */
export async function containerFacts(file: string, deadlineMs = FACTS_DEADLINE_MS): Promise<ContainerFacts | null> {
	const lane = lanes.reduce((least, one) => (one.waiting < least.waiting ? one : least));
	return lane.read(file, deadlineMs);
}

function unreadable(): StoryDreamError {
	return new StoryDreamError("bad_request", "A file can't be read: its headers name far more than it holds.", {
		hint: "Save or convert it again with another program, and add it once more.",
	});
}

function startThread(): Worker {
	const thread = new Worker(THREAD, {
		// Nothing of the studio's own: no environment, no options of its process.
		env: {},
		execArgv: ["--disable-warning=ExperimentalWarning"],
		resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
	});
	thread.unref();
	// Heard of by whoever waits for an answer; between two of them it is nobody's.
	thread.on("error", () => undefined);
	return thread;
}

/** Asks a thread for the facts of a file; `lost`: it has ended, or has not answered twice the time after it began to read. */
function ask(thread: Worker, file: string, deadlineMs: number): Promise<ContainerFacts | null | "lost"> {
	return new Promise((resolve) => {
		let deadline: NodeJS.Timeout | undefined;
		const end = (answer: ContainerFacts | null | "lost"): void => {
			clearTimeout(deadline);
			thread.off("message", take).off("error", lose).off("exit", lose);
			thread.unref();
			resolve(answer);
		};
		const take = (message: unknown): void => {
			if (message === "reading") deadline = setTimeout(lose, 2 * deadlineMs);
			else end(ContainerFacts.nullable().safeParse(message).data ?? null);
		};
		const lose = (): void => end("lost");
		thread.on("message", take).once("error", lose).once("exit", lose);
		thread.ref();
		thread.postMessage({ file, deadlineMs });
	});
}
