export { createSessions } from "./create-sessions.ts";
export { type PreviewTarget, previewTargetOf } from "./lifecycle/tokens.ts";
export type {
	AssetBytes,
	AttachmentStore,
	Deadlines,
	KeptSegments,
	Peers,
	SessionLimits,
	SessionsOptions,
	Shapes,
} from "./ports.ts";
export type { Follower, SendMessage, Sessions } from "./sessions.ts";
export { createAttachments } from "./turns/attachments.ts";
