// Without zod, as limits.ts and ratios.ts: the dashboard needs these before it may load the schemas.

/**
 * Every error a person or a program can meet, by its stable code.
 * `status` is the HTTP status it travels with; `hint` is the one next step when the thrower has no better one.
 * @example ERRORS.busy.status // 409
 */
export const ERRORS = {
	bad_request: { status: 400, hint: "Check the fields named in the message and send it again." },
	bad_frame: { status: 400, hint: "Send one JSON object per WebSocket frame." },
	unknown_message: { status: 400, hint: "See docs/protocol.md for the messages the studio understands." },
	unauthorized: { status: 401, hint: "Open the studio page again." },
	forbidden: { status: 403, hint: "Open the studio at the address it printed when it started." },
	not_found: { status: 404, hint: "Go back to the list of projects; it may have been deleted." },
	project_not_found: { status: 404, hint: "Go back to the list of projects; it may have been deleted." },
	conflict: { status: 409, hint: "Load the page again to see what changed, then repeat the change." },
	stale_head: { status: 409, hint: "Load the page again to see what changed, then repeat the change." },
	busy: { status: 409, hint: "Wait for the running turn to end, or stop it first." },
	session_required: { status: 409, hint: "Send session:start first." },
	too_large: { status: 413, hint: "Send less: shorten the text or attach it as a file." },
	unsupported_media: { status: 415, hint: "Use a PNG, JPEG, WebP or GIF picture." },
	storyboard_invalid: { status: 422, hint: "Correct the field named in the message." },
	too_many: { status: 429, hint: "Wait a moment and try again." },
	budget_exceeded: { status: 402, hint: "Raise the budget in the project's settings." },
	export_failed: { status: 500, hint: "Open the preview at the frame named in the message, mend it, and export again." },
	browser_missing: { status: 503, hint: "Run `npx storydream doctor`: it says how to get a headless browser." },
	sandbox_failed: { status: 503, hint: "Try again; if it happens twice, look at the studio's log." },
	sandbox_timeout: { status: 504, hint: "Try again; if it happens twice, the machine may be too busy." },
	session_limit: { status: 429, hint: "Close another project, or raise MAX_SESSIONS." },
	model_auth: { status: 502, hint: "Check ANTHROPIC_API_KEY and start the studio again." },
	model_billing: { status: 502, hint: "Add credit to the provider's account, then send the message again." },
	model_unavailable: { status: 502, hint: "Choose another model with STORYDREAM_MODEL and start the studio again." },
	model_rate_limited: { status: 502, hint: "Wait a minute and send the message again." },
	model_unreachable: { status: 502, hint: "Check the network and ANTHROPIC_BASE_URL, then send the message again." },
	model_failed: { status: 502, hint: "Send the message again." },
	storage_full: { status: 507, hint: "Free some disk space, then repeat the change: nothing was lost." },
	storage_failed: { status: 500, hint: "Try again; if it happens twice, look at the studio's log." },
	version_broken: { status: 500, hint: "Open the project again; if it happens twice, look at the studio's log." },
	restricted: { status: 403, hint: "Install bubblewrap and ripgrep to lift the restriction." },
	shutting_down: { status: 503, hint: "The studio is restarting: the page connects again by itself." },
	internal: { status: 500, hint: "Try again; if it happens twice, look at the studio's log." },
} as const satisfies Record<string, { status: number; hint: string }>;

export type ErrorCode = keyof typeof ERRORS;

/**
 * An error that is meant to be read by a person: a stable code, one sentence, one next step.
 * @example throw new StoryDreamError("busy", "A turn runs.", { hint: "Wait for it to end." })
 */
export class StoryDreamError extends Error {
	readonly code: ErrorCode;
	readonly hint: string;
	readonly status: number;
	constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = "StoryDreamError";
		this.code = code;
		this.hint = options.hint ?? ERRORS[code].hint;
		this.status = ERRORS[code].status;
	}
}

/**
 * The sentence a person sees for anything thrown: typed errors as they are, all others without their inner text.
 * @example toStoryDreamError(new Error("x is undefined")).code // "internal"
 */
export function toStoryDreamError(error: unknown): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	return new StoryDreamError("internal", "Something went wrong inside the studio.", { cause: error });
}
