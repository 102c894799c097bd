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
/** So many of the newest messages are looked through for a picture: those of the day it was uploaded are among them. */
const MESSAGES_SEARCHED = 200;

export function createPictures(
	core: Pick<ProjectsCore, "record">,
	deps: { objects: Objects; records: Pick<Records, "messages">; now?: () => number },
): Pictures {
	const now = deps.now ?? Date.now;
	/** When pictures were uploaded that nothing had named before, by their path, for each project. Owned by `add`. */
	const unsent = new Map<string, Map<string, number>>();
	const pathOf = (projectId: string, sha256: string) => `repos/${projectId}/attachments/${sha256}`;

	async function namedIn(projectId: string): Promise<Set<string>> {
		const { items } = await deps.records.messages.list({ projectId, limit: MESSAGES_SEARCHED });
		return new Set(items.flatMap(({ attachments }) => attachments.map(({ sha256 }) => sha256)));
	}

	/** Forgets pictures that have been sent, and removes those that have waited for too long. */
	async function sweep(projectId: string): Promise<void> {
		const waiting = unsent.get(projectId);
		if (waiting === undefined) return;
		const old = [...waiting].filter(([, at]) => now() - at > UNSENT_MS);
		if (old.length === 0 && waiting.size < MAX_UNSENT) return;
		const named = await namedIn(projectId);
		for (const sha256 of [...waiting.keys()]) if (named.has(sha256)) waiting.delete(sha256);
		for (const [sha256] of old) {
			if (!waiting.delete(sha256)) continue;
			await deps.objects.remove(pathOf(projectId, sha256));
		}
		if (waiting.size === 0) unsent.delete(projectId);
	}

	return {
		async open(user, projectId, sha256) {
			await core.record(user, projectId);
			const bytes = await deps.objects.read(pathOf(projectId, sha256));
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
			await sweep(projectId);
			if ((unsent.get(projectId)?.size ?? 0) >= MAX_UNSENT) {
				throw new StoryDreamError("too_many", `${MAX_UNSENT} pictures wait for a message already.`, {
					hint: "Send the message that they are for, or try again tomorrow.",
				});
			}
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			const path = pathOf(projectId, sha256);
			const isNew = (await deps.objects.head(path)) === null;
			await deps.objects.put(path, bytes, { mode: "write-once", contentType: mediaType });
			if (isNew) unsent.set(projectId, (unsent.get(projectId) ?? new Map<string, number>()).set(sha256, now()));
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
