import {
	ATTACHMENT_TYPES,
	type Attachment,
	MAX_ATTACHMENT_BYTES,
	MAX_PROMPT_BYTES,
	type MessageContext,
	StoryDreamError,
} from "@storydream/protocol";
import { fileTypeFromBuffer } from "file-type";
import type { SendMessage } from "../sessions/sessions.ts";

const TYPES: readonly string[] = ATTACHMENT_TYPES;
/** Control characters that no keyboard types: they would reach a terminal, a commit and a model. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Throws `too_large` with both figures when a prompt is over its limit. */
export function checkPrompt(content: string): string {
	const bytes = Buffer.byteLength(content, "utf8");
	if (bytes > MAX_PROMPT_BYTES) {
		throw new StoryDreamError(
			"too_large",
			`The message has ${Math.ceil(bytes / 1000).toLocaleString("en")} kB; a message may have ${MAX_PROMPT_BYTES / 1000} kB.`,
		);
	}
	const clean = content.replace(CONTROL, "");
	if (clean.trim() === "") throw new StoryDreamError("bad_request", "content: a message can't be empty.");
	return clean;
}

/**
 * A message as it came, checked: length, and pictures by their bytes (what a sender calls them is not believed). The same
 * rules for the socket and for REST.
 */
export async function checkMessage(input: {
	id: string;
	content: string;
	attachments?: Attachment[] | undefined;
	context?: MessageContext | undefined;
}): Promise<SendMessage> {
	const content = checkPrompt(input.content);
	const attachments = await Promise.all((input.attachments ?? []).map(checkAttachment));
	return {
		id: input.id,
		content,
		...(attachments.length > 0 ? { attachments } : {}),
		...(input.context === undefined ? {} : { context: input.context }),
	};
}

async function checkAttachment(attachment: Attachment): Promise<Attachment> {
	const name = attachment.name.replace(CONTROL, "").slice(0, 200) || "picture";
	const bytes = Math.floor((attachment.data.length * 3) / 4);
	if (bytes > MAX_ATTACHMENT_BYTES + 3) {
		throw new StoryDreamError(
			"too_large",
			`“${name}” has ${(bytes / 1_000_000).toFixed(1)} MB; a picture may have ${MAX_ATTACHMENT_BYTES / 1_000_000} MB.`,
			{ hint: "Make the picture smaller, or add it to the project as an asset." },
		);
	}
	const data = Buffer.from(attachment.data, "base64");
	const found = await fileTypeFromBuffer(data.subarray(0, 8_192));
	const type = found?.mime === "image/apng" ? "image/png" : found?.mime;
	if (type === undefined || !TYPES.includes(type)) {
		throw new StoryDreamError("unsupported_media", `“${name}” is not a picture that the model can look at.`);
	}
	return { name, mediaType: type, data: data.toString("base64") };
}
