import http from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { backoff, retry } from "@storydream/kit";
import {
	CommitSha,
	type ErrorCode,
	ExportSettings,
	type ExportStep,
	type ExportWarning,
	KeptSegments,
	type SegmentFacts,
	Sha256,
	StoryDreamError,
	type WantedSegment,
} from "@storydream/protocol";
import { z } from "zod";

/** What is to be made, as the studio says it. */
export const JobDescription = z.object({
	exportId: z.string(),
	commitSha: CommitSha,
	settings: ExportSettings.omit({ commitSha: true }),
	assets: z.array(z.object({ name: z.string(), sha256: Sha256, bytes: z.int().nonnegative() })),
	remotionLicenseKey: z.string().nullable(),
});
export type JobDescription = z.infer<typeof JobDescription>;

/** The studio has an end for this export already, or knows nothing of it: there is nothing more to do. */
export class NotWanted extends Error {}

/** The studio does not know this job's token. */
export class NotKnown extends Error {}

/** The studio's side of a job. Everything is tried again for `deadlineMs`, except progress (the next one says more) and segments. */
export interface JobStudio {
	describe(): Promise<JobDescription>;
	/** `read` gets the body, anew with every try. */
	source(read: (body: Readable) => Promise<void>): Promise<void>;
	asset(sha256: string, read: (body: Readable) => Promise<void>): Promise<void>;
	/** Once; throws `NotWanted`, and nothing else. */
	progress(step: ExportStep): Promise<void>;
	warnings(warnings: ExportWarning[]): Promise<void>;
	/** `open` gives the whole film, anew with every try. */
	film(film: { bytes: number; sha256: string; open: () => Readable }): Promise<void>;
	/** Those of `wanted` that the studio keeps; null for a studio of an earlier release, which keeps none. Once. */
	keptSegments(wanted: WantedSegment[]): Promise<SegmentFacts[] | null>;
	/** Once: a segment that does not come is drawn. */
	segment(key: string, read: (body: Readable) => Promise<void>): Promise<void>;
	/** Once. */
	keepSegment(facts: SegmentFacts, open: () => Readable): Promise<void>;
	failed(error: { code: ErrorCode; message: string; hint: string }): Promise<void>;
}

/** What the studio sent could not be used: it may have been cut short. */
class NotRead extends Error {
	constructor(cause: unknown) {
		super(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

/** What can't be used so many times is not mended by another. */
const MOST_READS = 3;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** The longest silence of a request under way. */
const SILENCE_MS = 60_000;

interface Ask {
	method: "GET" | "POST" | "PUT";
	path: string;
	headers?: http.OutgoingHttpHeaders;
	body?: () => Buffer | Readable;
	/** A studio of an earlier release has no such route, and the export is done without it. */
	isOptional?: boolean;
	/** What is done with a good answer's body; failing, the whole is tried again. */
	read?: (body: Readable) => Promise<void>;
}

/** @param options.ending aborted when this process ends: what fails from then on is not the film's failure, and not reported */
export function jobStudio(options: {
	studioUrl: string;
	exportId: string;
	token: string;
	deadlineMs: number;
	ending: AbortSignal;
}): JobStudio {
	const base = `${options.studioUrl}/jobs/${options.exportId}`;

	/** Throws `NotWanted` and `NotKnown`, a `StoryDreamError` for what no repetition mends, and anything else for what one may. */
	async function once(ask: Ask): Promise<void> {
		// The process is about to exit.
		if (options.ending.aborted) await new Promise(() => undefined);
		const payload = ask.body?.();
		const { answer, sent } = send(`${base}${ask.path}`, ask, payload, options.token);
		const incoming = await answer;
		const status = incoming.statusCode ?? 0;
		if (status >= 200 && status < 300) {
			const read = ask.read ?? drop;
			await read(incoming).catch((cause: unknown) => {
				throw new NotRead(cause);
			});
			await sent;
			return;
		}
		const text = await textOf(incoming).finally(() => {
			// An answer that came before everything was sent is the last word.
			if (payload instanceof Readable) payload.destroy();
		});
		await sent.catch(() => undefined);
		if (status === 404 && ask.isOptional) return;
		if (status === 410) throw new NotWanted(text);
		if (status === 401) throw new NotKnown(text);
		if (status === 404 && ask.method === "GET")
			throw new StoryDreamError("not_found", "The studio has not got what the film needs.");
		throw new Error(`the studio answered ${status}: ${text.slice(0, 300)}`);
	}

	async function again(ask: Ask): Promise<void> {
		let notRead = 0;
		await retry(() => once(ask), {
			deadlineMs: options.deadlineMs,
			pauseMs: backoff({
				firstMs: FIRST_PAUSE_MS,
				longestMs: LONGEST_PAUSE_MS,
				mayRetry: (error) => {
					if (error instanceof NotRead && ++notRead >= MOST_READS) throw error.cause;
					return !(error instanceof NotWanted || error instanceof NotKnown || error instanceof StoryDreamError);
				},
			}),
			onRetry: ({ error, pauseMs }) =>
				process.stderr.write(
					`${ask.method} ${ask.path}: ${error instanceof Error ? error.message : String(error)}; again in ${Math.round(pauseMs)} ms\n`,
				),
		});
	}

	const json = (value: unknown) => ({
		headers: { "content-type": "application/json" },
		body: () => Buffer.from(JSON.stringify(value)),
	});

	return {
		async describe() {
			let text = "";
			await again({
				method: "GET",
				path: "",
				read: async (body) => {
					text = await textOf(body);
				},
			});
			return JobDescription.parse(JSON.parse(text));
		},
		source: (read) => again({ method: "GET", path: "/source", read }),
		asset: (sha256, read) => again({ method: "GET", path: `/assets/${sha256}`, read }),
		async progress(step) {
			try {
				await once({ method: "POST", path: "/progress", ...json(step) });
			} catch (error) {
				if (error instanceof NotWanted || error instanceof NotKnown) throw error;
				process.stderr.write(`progress was not reported: ${error instanceof Error ? error.message : String(error)}\n`);
			}
		},
		async warnings(warnings) {
			try {
				await once({ method: "POST", path: "/warnings", isOptional: true, ...json(warnings) });
			} catch (error) {
				if (error instanceof NotWanted || error instanceof NotKnown) throw error;
				process.stderr.write(`warnings were not reported: ${error instanceof Error ? error.message : String(error)}\n`);
			}
		},
		film: ({ bytes, sha256, open }) =>
			again({
				method: "PUT",
				path: "/film",
				headers: { "content-type": "application/octet-stream", "content-length": bytes, "x-film-sha256": sha256 },
				body: open,
			}),
		async keptSegments(wanted) {
			let text: string | null = null;
			const segments = wanted.map(({ key, frames }) => ({ key, frames }));
			const read = async (body: Readable) => {
				text = await textOf(body);
			};
			await once({ method: "POST", path: "/segments", isOptional: true, ...json({ segments }), read });
			return text === null ? null : KeptSegments.parse(JSON.parse(text)).segments;
		},
		segment: (key, read) => once({ method: "GET", path: `/segments/${key}`, read }),
		keepSegment: ({ key, frames, sha256, bytes }, open) =>
			once({
				method: "PUT",
				path: `/segments/${key}?${new URLSearchParams({ frames: String(frames), sha256, bytes: String(bytes) })}`,
				headers: { "content-type": "application/octet-stream", "content-length": bytes },
				body: open,
			}),
		failed: (error) => again({ method: "POST", path: "/failed", ...json(error) }),
	};
}

function send(
	url: string,
	{ method, headers }: Ask,
	payload: Buffer | Readable | undefined,
	token: string,
): { answer: Promise<http.IncomingMessage>; sent: Promise<void> } {
	// A connection for each: one that was kept may lead to a studio that is gone.
	const outgoing = http.request(url, {
		method,
		agent: false,
		timeout: SILENCE_MS,
		headers: {
			authorization: `Bearer ${token}`,
			...headers,
			...(Buffer.isBuffer(payload) ? { "content-length": payload.byteLength } : {}),
		},
	});
	const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
		outgoing.once("response", (incoming) => {
			incoming.setTimeout(SILENCE_MS, () => incoming.destroy(new Error("the studio fell silent")));
			resolve(incoming);
		});
		outgoing.once("timeout", () => outgoing.destroy(new Error("the studio is silent")));
		outgoing.once("error", reject);
	});
	if (payload === undefined || Buffer.isBuffer(payload)) {
		outgoing.end(payload);
		return { answer, sent: Promise.resolve() };
	}
	const sent = pipeline(payload, outgoing);
	// Its failure is the answer's, or is looked at after it.
	sent.catch(() => undefined);
	return { answer, sent };
}

async function drop(body: Readable): Promise<void> {
	for await (const _chunk of body) {
		// Read to its end, so that the connection closes by itself.
	}
}

async function textOf(body: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
		bytes += part.length;
		if (bytes > 10_000_000) throw new Error("the studio's answer is too long");
		chunks.push(part);
	}
	return Buffer.concat(chunks).toString("utf8");
}
