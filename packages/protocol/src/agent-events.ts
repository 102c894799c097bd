import { z } from "zod";
import { LeftOutList } from "./project-tree.ts";

/**
 * Money and tokens of a run or a project. Money in US dollars; 0 with the demo model.
 * @example { inputTokens: 1200, outputTokens: 300, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0.012 }
 */
export const Usage = z.object({
	inputTokens: z.int().nonnegative().default(0),
	outputTokens: z.int().nonnegative().default(0),
	cacheReadTokens: z.int().nonnegative().default(0),
	cacheWriteTokens: z.int().nonnegative().default(0),
	costUsd: z.number().nonnegative().default(0),
});
export type Usage = z.infer<typeof Usage>;

/**
 * A picture in a turn: its bytes, or the path under which the studio stored it.
 * @example { mediaType: "image/jpeg", url: "/api/projects/k3v9q2m4/pictures/1.jpg", frame: 45, alt: "Frame 45" }
 */
export const Picture = z.object({
	/** `image/jpeg` or `image/png`. */
	mediaType: z.string(),
	/** Base 64, or a path on the studio when it was stored apart. */
	data: z.string().optional(),
	url: z.string().optional(),
	/** Frame of the film, if it is one. */
	frame: z.int().nonnegative().optional(),
	alt: z.string().default(""),
});
export type Picture = z.infer<typeof Picture>;

/**
 * What went wrong in the preview, once per distinct `key`.
 * @example { key: "render:1", kind: "render", message: "x is undefined", frame: 12, sceneId: "title-1", file: "src/scenes/Title.tsx:12:3" }
 */
export const PreviewError = z.object({
	/** Same error, same key: kind, first line and component, hashed. */
	key: z.string(),
	kind: z.enum(["render", "unhandled", "build", "storyboard", "asset"]),
	message: z.string(),
	frame: z.int().nonnegative().optional(),
	/** Component or scene the error came from, as far as it is known. */
	component: z.string().optional(),
	sceneId: z.string().optional(),
	/** `src/scenes/Title.tsx:12:3` */
	file: z.string().optional(),
	stack: z.string().optional(),
});
export type PreviewError = z.infer<typeof PreviewError>;

/**
 * How a tool call looks in the chat, whatever tool it was.
 * @example "edit"
 */
export const ToolKind = z.enum([
	"read",
	"write",
	"edit",
	"search",
	"command",
	"check",
	"look",
	"assets",
	"skill",
	"plan",
	"other",
]);
export type ToolKind = z.infer<typeof ToolKind>;

/**
 * The agent's own small language: what a page needs to draw a turn, and nothing of any SDK's shape.
 * `text` and `thinking` are pieces of a block: append all pieces of the same `blockId`. `discard` takes a block back
 * (the provider dropped the stream and the answer starts anew).
 * @example { type: "text", blockId: "b1", text: "I made the title " }
 */
export const AgentEvent = z.discriminatedUnion("type", [
	z.object({ type: z.literal("started") }),
	z.object({ type: z.literal("text"), blockId: z.string(), text: z.string() }),
	z.object({ type: z.literal("thinking"), blockId: z.string(), text: z.string() }),
	z.object({ type: z.literal("discard"), blockId: z.string() }),
	z.object({
		type: z.literal("tool:started"),
		toolId: z.string(),
		kind: ToolKind,
		/** A human title such as "Writing the storyboard". */
		title: z.string(),
		/** File, command or pattern, short. */
		detail: z.string().optional(),
	}),
	z.object({
		type: z.literal("tool:finished"),
		toolId: z.string(),
		ok: z.boolean(),
		/** First lines of what came back, for the open card; at most 4,000 characters. */
		summary: z.string().optional(),
		/** What changed in a file, for write and edit. */
		change: z.object({ path: z.string(), before: z.string().optional(), after: z.string().optional() }).optional(),
	}),
	z.object({ type: z.literal("picture"), toolId: z.string().optional(), picture: Picture }),
	z.object({ type: z.literal("retrying"), attempt: z.int(), maxAttempts: z.int(), inMs: z.int(), reason: z.string() }),
	z.object({ type: z.literal("saved"), commitSha: z.string(), files: z.int() }),
	/**
	 * A sentence for the person. `leftOut`: it is about paths that the turn's version does not hold, named there with the
	 * reasons; `text` says the same for a reader who does not draw them.
	 */
	z.object({ type: z.literal("notice"), text: z.string(), leftOut: LeftOutList.optional() }),
	z.object({ type: z.literal("usage"), usage: Usage }),
]);
export type AgentEvent = z.infer<typeof AgentEvent>;

/**
 * How a turn ended: complete, stopped by a person, or with an error.
 * @example "done"
 */
export const RunOutcome = z.enum(["done", "stopped", "failed"]);
export type RunOutcome = z.infer<typeof RunOutcome>;
