import {
	ATTACHMENT_TYPES,
	type Attachment,
	MAX_ATTACHMENT_BYTES,
	MAX_ATTACHMENTS,
	MAX_FRAME_BYTES,
	MAX_PROMPT_BYTES,
} from "@storydream/protocol";
import { bytes } from "../../ui/index.ts";

/** A picture waiting in the composer. */
export interface Waiting extends Attachment {
	id: string;
	bytes: number;
}

/** Base 64 is a third longer, and the words need room in the same frame. */
const MAX_TOGETHER = MAX_FRAME_BYTES - 2 * MAX_PROMPT_BYTES;

/** Why a file can't go with a message, in a sentence with a next step; null when it can. */
export function refusalOf(
	file: { name: string; type: string; size: number },
	waiting: readonly { bytes: number }[],
): string | null {
	const name = file.name || "The picture";
	if (!ATTACHMENT_TYPES.some((type) => type === file.type)) {
		return `${name} can't be looked at: use a PNG, JPEG, WebP or GIF picture. Other files go to Assets.`;
	}
	if (file.size > MAX_ATTACHMENT_BYTES) {
		return `${name} is ${bytes(file.size)}; a picture may have ${bytes(MAX_ATTACHMENT_BYTES)}. Make it smaller and try again.`;
	}
	if (file.size === 0) return `${name} is empty. Choose another picture.`;
	if (waiting.length >= MAX_ATTACHMENTS) return `A message takes ${MAX_ATTACHMENTS} pictures. Send these first, then the rest.`;
	const together = waiting.reduce((sum, one) => sum + one.bytes, file.size);
	if ((together * 4) / 3 > MAX_TOGETHER) {
		return `These pictures are ${bytes(together)} together, more than fits in one message. Send some of them first.`;
	}
	return null;
}

/** Why a text can't be sent; null when it can. */
export function textRefusal(text: string): string | null {
	const size = new TextEncoder().encode(text).length;
	if (size <= MAX_PROMPT_BYTES) return null;
	return `This is ${bytes(size)} of text; a message may have ${bytes(MAX_PROMPT_BYTES)}. Shorten it, or add it as a file in Assets.`;
}

/** A file's bytes in base 64. */
export async function readPicture(file: File): Promise<Waiting> {
	const url = await new Promise<string>((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
	const name = (file.name || "picture.png").slice(0, 200);
	return { id: crypto.randomUUID(), name, mediaType: file.type, data: url.slice(url.indexOf(",") + 1), bytes: file.size };
}
