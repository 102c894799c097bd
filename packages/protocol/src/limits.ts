/**
 * A prompt has at most 100 kB of UTF-8.
 * @example new TextEncoder().encode(prompt).length <= MAX_PROMPT_BYTES
 */
export const MAX_PROMPT_BYTES = 100_000;
/**
 * A picture sent with a prompt has at most 10 MB.
 * @example file.size <= MAX_ATTACHMENT_BYTES
 */
export const MAX_ATTACHMENT_BYTES = 10_000_000;
/**
 * Pictures that may go with one prompt.
 * @example attachments.length <= MAX_ATTACHMENTS
 */
export const MAX_ATTACHMENTS = 8;
/**
 * Types a model can look at.
 * @example ATTACHMENT_TYPES.includes("image/png") // true
 */
export const ATTACHMENT_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
/**
 * A frame of the browser's socket, in bytes. Pictures are uploaded before, and named in the message.
 * @example new WebSocketServer({ maxPayload: MAX_FRAME_BYTES })
 */
export const MAX_FRAME_BYTES = 1_000_000;
