import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { OpenFile } from "../files/index.ts";

const MediaFacts = z.object({
	width: z.number().optional(),
	height: z.number().optional(),
	/** Seconds. */
	duration: z.number().optional(),
	codecs: z.array(z.string()),
});
export type MediaFacts = z.infer<typeof MediaFacts>;

const THREAD = new URL("./media-facts-thread.ts", import.meta.url);
const DEADLINE_MS = 5_000;
const MEMORY_MB = 256;

/**
 * Facts of a medium; none where its bytes do not say in time. It is read by its handle: a playlist in it that names other
 * files reaches none. A few bytes of a container can keep its reader busy for minutes, so it works in a thread of its own,
 * which has ended when this resolves.
 */
export async function mediaFacts({ handle, stats }: OpenFile, deadlineMs = DEADLINE_MS): Promise<MediaFacts | null> {
	const thread = new Worker(THREAD, {
		workerData: { fd: handle.fd, size: stats.size },
		env: {},
		execArgv: ["--disable-warning=ExperimentalWarning"],
		resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
	});
	try {
		return await answerOf(thread, deadlineMs);
	} finally {
		await thread.terminate();
	}
}

/** What a thread says first after it has begun to read; null when it ends before that, or is late. */
function answerOf(thread: Worker, deadlineMs: number): Promise<MediaFacts | null> {
	return new Promise((resolve) => {
		let deadline: NodeJS.Timeout | undefined;
		const end = (facts: MediaFacts | null): void => {
			clearTimeout(deadline);
			resolve(facts);
		};
		thread.on("message", (message: unknown) => {
			if (message === "reading") deadline = setTimeout(() => end(null), deadlineMs);
			else end(MediaFacts.nullable().safeParse(message).data ?? null);
		});
		// Not every file is what its name says: its size and kind are reported all the same.
		thread.on("error", () => end(null));
		thread.once("exit", () => end(null));
	});
}
