import {
	ATTACHMENT_TYPES,
	MAX_ATTACHMENT_BYTES,
	type MessageContext,
	type StartRun,
	StoryDreamError,
} from "@storydream/protocol";
import type { TurnContent } from "./session.ts";

/** What the person points at, in words, as it stands before their message; "" when they point at nothing. */
export function contextSentence(context: MessageContext | undefined, fps: number): string {
	if (!context) return "";
	const seconds = (frame: number) => `${(frame / fps).toFixed(1)} s`;
	const parts: string[] = [];
	if (context.sceneId !== undefined) parts.push(`scene ${context.sceneId}`);
	if (context.range) {
		parts.push(
			`frames ${context.range.from} to ${context.range.to} (${seconds(context.range.from)} to ${seconds(context.range.to)})`,
		);
	} else if (context.frame !== undefined) {
		parts.push(`frame ${context.frame} (${seconds(context.frame)})`);
	}
	if (context.element) {
		const text = context.element.text?.replace(/\s+/g, " ").trim();
		parts.push(
			`the element ${text ? `“${text}” ` : ""}at ${context.element.file}:${context.element.line}:${context.element.column}`,
		);
	}
	return parts.length === 0 ? "" : `[The person points at ${parts.join(", ")}]`;
}

/** The prompt as the SDK takes it; `note` is what the host has to say before it, or "". Throws `unsupported_media` or `too_large` for a picture no model could look at. */
export function promptContent(run: Pick<StartRun, "content" | "context" | "attachments">, fps: number, note = ""): TurnContent {
	const pointing = contextSentence(run.context, fps);
	// A message that starts with a slash is no command of the SDK's program.
	const words = /^\s*\//.test(run.content) ? `The person writes: ${run.content}` : run.content;
	const content: TurnContent[number][] = [];
	for (const attachment of run.attachments) {
		const type = ATTACHMENT_TYPES.find((known) => known === attachment.mediaType);
		if (!type)
			throw new StoryDreamError(
				"unsupported_media",
				`“${attachment.name}” is a file of a kind that can't be looked at (${attachment.mediaType}).`,
			);
		if (Buffer.byteLength(attachment.data, "base64") > MAX_ATTACHMENT_BYTES) {
			throw new StoryDreamError("too_large", `“${attachment.name}” is bigger than ${MAX_ATTACHMENT_BYTES / 1_000_000} MB.`);
		}
		content.push({ type: "image", source: { type: "base64", media_type: type, data: attachment.data } });
	}
	content.push({ type: "text", text: [note, pointing, words].filter((part) => part !== "").join("\n") });
	return content;
}
