import type { SegmentFacts, WantedSegment } from "@storydream/protocol";
import type { SessionsOptions } from "../ports.ts";
import type { SandboxClient } from "./client.ts";

/** A sandbox waits a minute for segments; what is not under way by then would come too late. */
const GIVE_MS = 50_000;
/** Taking the segments of one export: what is not there by then is taken after the next one. */
const TAKE_MS = 10 * 60_000;
/** While a film is drawn, its finished segments are taken at most so often: a sandbox that is lost leaves them to the next one. */
const TAKE_EVERY_MS = 30_000;

/** The sandbox of a session, until it is given up. */
interface Live {
	client: Pick<SandboxClient, "exportSegments" | "putSegment" | "segment" | "segmentsGiven">;
	signal: AbortSignal;
}

/** Segments between the project's store and its sandbox. A failure is logged, and costs a segment that is drawn again. */
export interface SegmentExchange {
	/** Puts what is kept of `missing` into the sandbox, then says that no more will come. Never rejects. */
	give(live: Live, exportId: string, missing: WantedSegment[]): Promise<void>;
	/** Keeps what an export is made of and the store has not got. Never rejects. */
	take(live: Live, exportId: string): Promise<void>;
	/** Like `take`, in the background and only now and then. */
	takeMeanwhile(live: Live, exportId: string): void;
}

export function createSegmentExchange(
	projectId: string,
	{ segments, logger }: Pick<SessionsOptions, "segments" | "logger">,
): SegmentExchange {
	/** The newest taking; each begins after the one before. Owned by `take`. */
	let taking: Promise<void> = Promise.resolve();
	let takenAt = performance.now();

	async function giveAll({ client, signal }: Live, missing: WantedSegment[]): Promise<void> {
		const until = performance.now() + GIVE_MS;
		for (const { key } of await segments.known(projectId, missing)) {
			signal.throwIfAborted();
			if (performance.now() > until) return;
			const kept = await segments.open(projectId, key);
			if (kept === null) continue;
			await client
				.putSegment(kept.facts, kept.body)
				.catch((error: unknown) => logger.warn({ err: error, projectId, key }, "a segment could not be given to a sandbox"));
		}
	}

	async function takeOne({ client }: Live, facts: SegmentFacts, ended: AbortSignal): Promise<void> {
		let stop: () => void = () => undefined;
		try {
			await segments.keep(projectId, facts, async () => {
				const body = await client.segment(facts.key);
				stop = () => body.destroy(new Error("taking the segments takes too long"));
				ended.addEventListener("abort", stop, { once: true });
				return body;
			});
		} finally {
			ended.removeEventListener("abort", stop);
		}
	}

	async function takeAll(live: Live, exportId: string, ended: AbortSignal): Promise<void> {
		const made = await live.client.exportSegments(exportId);
		const known = new Set((await segments.known(projectId, made)).map(({ key }) => key));
		for (const facts of made) {
			ended.throwIfAborted();
			if (!known.has(facts.key)) await takeOne(live, facts, ended);
		}
		await segments.prune(projectId, Date.now());
	}

	function take(live: Live, exportId: string): Promise<void> {
		takenAt = performance.now();
		taking = taking
			.then(() => takeAll(live, exportId, AbortSignal.any([live.signal, AbortSignal.timeout(TAKE_MS)])))
			.catch((error: unknown) => logger.warn({ err: error, projectId, exportId }, "segments of an export were not kept"));
		return taking;
	}

	return {
		async give(live, exportId, missing) {
			try {
				await giveAll(live, missing);
			} catch (error) {
				logger.warn({ err: error, projectId, exportId }, "segments could not be given to a sandbox");
			}
			await live.client
				.segmentsGiven(exportId)
				.catch((error: unknown) => logger.debug({ err: error, projectId, exportId }, "an export waits for segments in vain"));
		},
		take,
		takeMeanwhile(live, exportId) {
			if (performance.now() - takenAt > TAKE_EVERY_MS) void take(live, exportId);
		},
	};
}
