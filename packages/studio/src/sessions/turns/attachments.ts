import { createHash } from "node:crypto";
import { MAX_ATTACHMENTS, StoryDreamError } from "@storydream/protocol";
import { fileTypeFromBuffer } from "file-type";
import type { Objects } from "../../objects/objects.ts";
import type { AttachmentStore } from "../ports.ts";
import type { SendMessage } from "../sessions.ts";

/** A conversation's pictures under `repos/{projectId}/attachments/{sha256}`; those of a person are put there by `projects`. */
export function createAttachments(objects: Objects): AttachmentStore {
	const place = (projectId: string, sha256: string) => `repos/${projectId}/attachments/${sha256}`;
	return {
		async put(projectId, { bytes, mediaType }) {
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			await objects.put(place(projectId, sha256), bytes, { mode: "write-once", contentType: mediaType });
			return { sha256, url: `/api/projects/${projectId}/attachments/${sha256}` };
		},
		read: (projectId, sha256) => objects.read(place(projectId, sha256)),
	};
}

/**
 * The pictures that a message names, as what they really are: they were checked when they were uploaded.
 * @throws `too_large` for too many, `not_found` for one that was not uploaded to this project
 */
export async function findAttachments(
	attachments: SendMessage["attachments"] = [],
	read: (sha256: string) => Promise<Buffer | null>,
): Promise<{ name: string; mediaType: string; sha256: string }[]> {
	if (attachments.length > MAX_ATTACHMENTS) {
		throw new StoryDreamError(
			"too_large",
			`A message takes at most ${MAX_ATTACHMENTS} pictures; this one has ${attachments.length}.`,
			{
				hint: "Send the others with the next message.",
			},
		);
	}
	const found = [];
	// One after the other: each is read whole.
	for (const { name, sha256 } of attachments) {
		const bytes = await read(sha256);
		const mediaType = bytes === null ? undefined : (await fileTypeFromBuffer(bytes))?.mime;
		if (mediaType === undefined) {
			throw new StoryDreamError("not_found", `“${name.slice(0, 80)}” is not there (any more).`, {
				hint: "Add the picture to the message again.",
			});
		}
		found.push({ name, mediaType, sha256 });
	}
	return found;
}
