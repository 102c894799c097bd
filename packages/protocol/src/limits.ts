/** A prompt has at most 100 kB of UTF-8. */
export const MAX_PROMPT_BYTES = 100_000;
/** A picture sent with a prompt has at most 10 MB. */
export const MAX_ATTACHMENT_BYTES = 10_000_000;
export const MAX_ATTACHMENTS = 8;
/** Types a model can look at. */
export const ATTACHMENT_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
/** A frame of the browser's socket, in bytes. Pictures are uploaded before, and named in the message. */
export const MAX_FRAME_BYTES = 1_000_000;
