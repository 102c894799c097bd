import { pipeline, type Readable } from "node:stream";
import { verifiedBytes } from "@storydream/kit";
import { SegmentFacts, StoryDreamError } from "@storydream/protocol";
import { segmentFactsPath, segmentPath, segmentsFolder } from "../objects/layout.ts";
import type { Objects } from "../objects/objects.ts";
import type { KeptSegments } from "../sessions/index.ts";

/** Bounds of what is kept of one project, oldest first out. */
export interface SegmentBounds {
	bytes: number;
	ageMs: number;
}

const BOUNDS: SegmentBounds = { bytes: 1024 ** 3, ageMs: 30 * 24 * 60 * 60_000 };
/** Facts are looked up at the same time, at most so many. */
const LOOK_UPS = 8;

/** Segments among the objects. A segment is there when its facts are: they are written after its bytes. */
export function createSegments(objects: Objects, bounds: SegmentBounds = BOUNDS): KeptSegments {
	/** Bytes kept since the last prune, by project: what is sent between two prunes is bounded as well. Owned by `keep`. */
	const added = new Map<string, number>();

	async function factsOf(projectId: string, key: string): Promise<SegmentFacts | null> {
		const stored = await objects.read(segmentFactsPath(projectId, key));
		if (stored === null) return null;
		const facts = parseFacts(stored);
		if (facts?.key === key) return facts;
		await remove(projectId, key);
		return null;
	}

	/** Facts first: bytes without facts are no segment. */
	async function remove(projectId: string, key: string): Promise<void> {
		await objects.remove(segmentFactsPath(projectId, key));
		await objects.remove(segmentPath(projectId, key));
	}

	async function prune(projectId: string, now: number): Promise<void> {
		added.delete(projectId);
		let bytes = 0;
		for (const segment of await newestFirst(objects, projectId)) {
			bytes += segment.bytes;
			const isOld = now - segment.createdAt > bounds.ageMs;
			if (isOld || bytes > bounds.bytes) await remove(projectId, segment.key);
		}
	}

	return {
		async known(projectId, wanted) {
			const known: SegmentFacts[] = [];
			for (let at = 0; at < wanted.length; at += LOOK_UPS) {
				const some = wanted.slice(at, at + LOOK_UPS);
				const found = await Promise.all(
					some.map(async ({ key, frames }) => {
						const facts = await factsOf(projectId, key);
						return facts?.frames === frames ? [facts] : [];
					}),
				);
				known.push(...found.flat());
			}
			return known;
		},
		async open(projectId, key) {
			const facts = await factsOf(projectId, key);
			if (facts === null) return null;
			const opened = await objects.open(segmentPath(projectId, key));
			if (opened === null || opened.info.bytes !== facts.bytes) {
				opened?.body.destroy();
				await remove(projectId, key);
				return null;
			}
			return { facts, body: checked(opened.body, facts, () => remove(projectId, key)) };
		},
		async keep(projectId, facts, open) {
			if ((await factsOf(projectId, facts.key)) !== null) return;
			const whole = verifiedBytes(facts, notWhole);
			// Whoever reads it gets the error, also one that came before.
			whole.on("error", () => undefined);
			pipeline(await open(), whole, () => undefined);
			// Bytes without facts are of a writer that was ended in between.
			await objects.put(segmentPath(projectId, facts.key), whole, { mode: "replace", contentType: "video/mp4" });
			await objects.put(segmentFactsPath(projectId, facts.key), Buffer.from(JSON.stringify(facts)), { mode: "replace" });
			const since = (added.get(projectId) ?? 0) + facts.bytes;
			added.set(projectId, since);
			if (since > bounds.bytes / 4) await prune(projectId, Date.now());
		},
		prune,
	};
}

/** Bytes that are compared with their facts on the way: the stream of a damaged segment fails at its end. */
function checked(body: Readable, facts: SegmentFacts, remove: () => Promise<void>): Readable {
	const damaged = new StoryDreamError("storage_failed", "A segment has not the bytes that were kept.", {
		hint: "It will be drawn.",
	});
	const whole = verifiedBytes(facts, () => damaged);
	// Whoever reads it gets the error, also one that came before.
	whole.on("error", () => undefined);
	pipeline(body, whole, (error) => {
		// One that can't be removed is found damaged again.
		if (error === damaged) remove().catch(() => undefined);
	});
	return whole;
}

interface Listed {
	key: string;
	bytes: number;
	createdAt: number;
}

/** What lies in a project's folder, the newest first: also bytes without facts. */
async function newestFirst(objects: Objects, projectId: string): Promise<Listed[]> {
	const found = new Map<string, Listed>();
	for await (const { path, bytes, createdAt } of objects.list(segmentsFolder(projectId))) {
		const key = /([0-9a-f]{64})\.(mp4|json)$/.exec(path)?.[1];
		if (key === undefined) continue;
		const at = new Date(createdAt).getTime();
		const known = found.get(key);
		found.set(key, { key, bytes: bytes + (known?.bytes ?? 0), createdAt: Math.max(at, known?.createdAt ?? 0) });
	}
	return [...found.values()].sort((a, b) => b.createdAt - a.createdAt);
}

function notWhole(): StoryDreamError {
	return new StoryDreamError("bad_request", "The segment has not the bytes that were promised.", { hint: "It will be drawn." });
}

function parseFacts(stored: Buffer): SegmentFacts | null {
	try {
		return SegmentFacts.parse(JSON.parse(stored.toString("utf8")));
	} catch {
		// Not whole, or of another release: the segment is drawn again.
		return null;
	}
}
