import { createHash } from "node:crypto";
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES, StoryDreamError, type UploadedPicture } from "@storydream/protocol";
import { fileTypeFromBuffer } from "file-type";
import type { User } from "../access/index.ts";
import type { Objects } from "../objects/objects.ts";
import type { Records } from "../records/records.ts";
import type { ProjectsCore } from "./projects.ts";

/** Pictures of a conversation: those a person sends, and those the agent looked at. */
export interface Pictures {
	/** Null when it is not there. */
	open(user: User, projectId: string, sha256: string): Promise<{ bytes: Buffer; mediaType: string } | null>;
	/**
	 * Keeps a picture for a message that will name it; durable when it resolves, and safe to repeat.
	 * @throws `too_large`, `unsupported_media`; `too_many` when many pictures wait for their message
	 */
	add(user: User, projectId: string, bytes: Buffer): Promise<UploadedPicture>;
}

/** A picture waits so long for its message. */
const UNSENT_MS = 24 * 60 * 60_000;
/** Of one project. */
const MAX_UNSENT = 100;
/** Messages that are looked through at a time. */
const PAGE = 100;

export function createPictures(
	core: Pick<ProjectsCore, "record">,
	deps: { objects: Objects; records: Pick<Records, "messages">; now?: () => number },
): Pictures {
	const { objects, records, now = Date.now } = deps;
	const pathOf = (projectId: string, sha256: string) => `repos/${projectId}/attachments/${sha256}`;
	/** An empty object beside each picture that nothing had named when it was uploaded: written before it, removed after it. */
	const unsentFolder = (projectId: string) => `repos/${projectId}/unsent/`;

	/** Those of the pictures that a message names, be it the person's or something that the agent looked at. */
	async function namedOf(projectId: string, pictures: readonly string[]): Promise<Set<string>> {
		const named = new Set<string>();
		let cursor: string | null = null;
		do {
			const page = await records.messages.list({ projectId, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
			for (const { attachments, events } of page.items) {
				const text = JSON.stringify([attachments, events]);
				for (const sha256 of pictures) if (text.includes(sha256)) named.add(sha256);
			}
			cursor = page.nextCursor;
		} while (cursor !== null && named.size < pictures.length);
		return named;
	}

	/** Forgets pictures that have been sent, and removes those that have waited for too long. @returns those that still wait */
	async function sweep(projectId: string): Promise<Set<string>> {
		const folder = unsentFolder(projectId);
		const waiting = new Map<string, number>();
		for await (const { path, createdAt } of objects.list(folder)) waiting.set(path.slice(folder.length), Date.parse(createdAt));
		const isOld = (at: number) => now() - at > UNSENT_MS;
		if (waiting.size < MAX_UNSENT && ![...waiting.values()].some(isOld)) return new Set(waiting.keys());
		const named = await namedOf(projectId, [...waiting.keys()]);
		for (const [sha256, at] of waiting) {
			if (!named.has(sha256) && !isOld(at)) continue;
			if (!named.has(sha256)) await objects.remove(pathOf(projectId, sha256));
			await objects.remove(folder + sha256);
			waiting.delete(sha256);
		}
		return new Set(waiting.keys());
	}

	return {
		async open(user, projectId, sha256) {
			await core.record(user, projectId);
			const bytes = await objects.read(pathOf(projectId, sha256));
			if (bytes === null) return null;
			const type = (await fileTypeFromBuffer(bytes))?.mime;
			// Only pictures are ever kept there; what is none is not given to a browser as one.
			return { bytes, mediaType: type?.startsWith("image/") ? type : "application/octet-stream" };
		},
		async add(user, projectId, bytes) {
			await core.record(user, projectId);
			if (bytes.byteLength > MAX_ATTACHMENT_BYTES) throw pictureTooLarge();
			const mediaType = (await fileTypeFromBuffer(bytes))?.mime;
			if (mediaType === undefined || !ATTACHMENT_TYPES.some((type) => type === mediaType)) {
				throw new StoryDreamError("unsupported_media", "This is not a picture that a model can look at.", {
					hint: "Use a PNG, JPEG, WebP or GIF picture. Other files go to the project's assets.",
				});
			}
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			const waiting = await sweep(projectId);
			if (waiting.size >= MAX_UNSENT && !waiting.has(sha256)) {
				throw new StoryDreamError("too_many", `${MAX_UNSENT} pictures wait for a message already.`, {
					hint: "Send the message that they are for, or try again tomorrow.",
				});
			}
			const path = pathOf(projectId, sha256);
			// One that waits already begins to wait anew.
			if (waiting.has(sha256) || (await objects.head(path)) === null)
				await objects.put(unsentFolder(projectId) + sha256, Buffer.alloc(0), { mode: "replace" });
			await objects.put(path, bytes, { mode: "write-once", contentType: mediaType });
			return { sha256, mediaType, bytes: bytes.byteLength, url: `/api/projects/${projectId}/attachments/${sha256}` };
		},
	};
}

/** A picture that is larger than any may be. */
export function pictureTooLarge(): StoryDreamError {
	return new StoryDreamError(
		"too_large",
		`The picture is larger than ${MAX_ATTACHMENT_BYTES / 1_000_000} MB, the most one may have.`,
		{ hint: "Make it smaller: about 2000 pixels on the longer side are enough." },
	);
}
