import { createHash } from "node:crypto";
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, StoryDreamError } from "@storydream/protocol";
import { fileTypeFromBuffer } from "file-type";
import type { Objects } from "../objects/objects.ts";
import type { AttachmentStore } from "./ports.ts";
import type { SendMessage } from "./sessions.ts";

/** Keeps a conversation's pictures under `repos/{projectId}/attachments/{sha256}`. */
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

export interface CheckedAttachment {
	name: string;
	mediaType: string;
	bytes: Buffer;
}

/**
 * The pictures of a message, as what they really are: the type is read from the bytes, not from what was said.
 * @throws `too_large`, `unsupported_media`
 */
export async function checkAttachments(attachments: SendMessage["attachments"] = []): Promise<CheckedAttachment[]> {
	if (attachments.length > MAX_ATTACHMENTS) {
		throw new StoryDreamError(
			"too_large",
			`A message takes at most ${MAX_ATTACHMENTS} pictures; this one has ${attachments.length}.`,
			{
				hint: "Send the others with the next message.",
			},
		);
	}
	return Promise.all(
		attachments.map(async ({ name, data }) => {
			const shown = `“${name.slice(0, 80)}”`;
			if (data.length > (MAX_ATTACHMENT_BYTES * 4) / 3 + 4) throw tooLarge(shown);
			const bytes = Buffer.from(data, "base64");
			if (bytes.byteLength > MAX_ATTACHMENT_BYTES) throw tooLarge(shown);
			const mediaType = (await fileTypeFromBuffer(bytes))?.mime;
			if (mediaType === undefined || !ATTACHMENT_TYPES.some((type) => type === mediaType)) {
				throw new StoryDreamError("unsupported_media", `${shown} is not a picture that a model can look at.`);
			}
			return { name, mediaType, bytes };
		}),
	);
}

function tooLarge(shown: string): StoryDreamError {
	return new StoryDreamError(
		"too_large",
		`${shown} is larger than ${MAX_ATTACHMENT_BYTES / 1_000_000} MB, the most a picture may have.`,
		{
			hint: "Make it smaller: about 2000 pixels on the longer side are enough.",
		},
	);
}
