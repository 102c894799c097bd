export { createAttachments } from "./attachments.ts";
export { createSessions } from "./create-sessions.ts";
export { type PreviewTarget, previewTargetOf } from "./doors.ts";
export type { AssetBytes, AttachmentStore, Peers, SessionLimits, SessionsOptions, Shapes, Timings } from "./ports.ts";
export type { ExportStep, Follower, SendMessage, Sessions } from "./sessions.ts";
