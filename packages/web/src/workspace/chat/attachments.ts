import { ATTACHMENT_TYPES, type Attachment, MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_PROMPT_BYTES } from "@storydream/protocol";
import { uploadPicture } from "../../api/index.ts";
import { bytes, newId } from "../../ui/index.ts";

/** A picture in the composer: the studio has it, and the message will name it. */
export interface Waiting extends Attachment {
	id: string;
	url: string;
}

/** Why a file can't go with a message, in a sentence with a next step; null when it can. */
export function refusalOf(file: { name: string; type: string; size: number }, waiting: readonly unknown[]): string | null {
	const name = file.name || "The picture";
	if (!ATTACHMENT_TYPES.some((type) => type === file.type)) {
		return `${name} can't be looked at: use a PNG, JPEG, WebP or GIF picture. Other files go to Assets.`;
	}
	if (file.size > MAX_ATTACHMENT_BYTES) {
		return `${name} is ${bytes(file.size)}; a picture may have ${bytes(MAX_ATTACHMENT_BYTES)}. Make it smaller and try again.`;
	}
	if (file.size === 0) return `${name} is empty. Choose another picture.`;
	if (waiting.length >= MAX_ATTACHMENTS) return `A message takes ${MAX_ATTACHMENTS} pictures. Send these first, then the rest.`;
	return null;
}

/** Why a text can't be sent; null when it can. */
export function textRefusal(text: string): string | null {
	const size = new TextEncoder().encode(text).length;
	if (size <= MAX_PROMPT_BYTES) return null;
	return `This is ${bytes(size)} of text; a message may have ${bytes(MAX_PROMPT_BYTES)}. Shorten it, or add it as a file in Assets.`;
}

/** Uploads a picture. Throws the studio's own sentence when it does not take it, or does not answer. */
export async function addPicture(projectId: string, file: File): Promise<Waiting> {
	const name = (file.name || "picture.png").slice(0, 200);
	const { sha256, url } = await uploadPicture(projectId, file);
	return { id: newId(), name, sha256, url };
}
