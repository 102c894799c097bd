import type { Turn } from "@storydream/client";
import type {
	Attachment,
	ClientMessage,
	ErrorCode,
	Message,
	MessageContext,
	PreviewError,
	RunOutcome,
	SessionPhase,
	StudioMessage,
	Usage,
} from "@storydream/protocol";

/** Types only. What a page knows about its connection, its session and the turns; `transition.ts` is how it changes. */

/**
 * `socket` numbers the sockets of this page: an event of an old socket can't move the state of a new one.
 * `attempt` counts the tries since the last good connection.
 */
export type Connection =
	| { status: "idle" }
	| { status: "connecting"; socket: number; attempt: number }
	| { status: "open"; socket: number }
	| { status: "waiting"; socket: number; attempt: number; delayMs: number }
	| { status: "left"; socket: number };

export interface Refusal {
	code: ErrorCode;
	message: string;
	hint: string;
}

export type Session =
	/** Nothing was received yet. */
	| { status: "none" }
	/** `passed` are the phases so far with the moment (ms) each began, the running one last. */
	| { status: "starting"; detail: string; passed: readonly { phase: SessionPhase; at: number }[] }
	| {
			status: "ready";
			sessionId: string;
			previewUrl: string;
			restricted: string | null;
			model: { demo: boolean; name: string };
			/** When it is put away because nobody uses it, in milliseconds of this page's clock; null while that is far. */
			idleEndsAt: number | null;
	  }
	| { status: "failed"; error: Refusal }
	| { status: "ended"; reason: string; code: "ended" | "idle" | "deleted" | "lost" | "shutdown" };

/** A message of this tab that the studio has not acknowledged yet. Sent again on every new connection, under the same id. */
export interface OutboxItem {
	id: string;
	content: string;
	attachments: Attachment[];
	context?: MessageContext | undefined;
	createdAt: string;
	/** Why the studio refused it: it stays, for the person to mend or throw away. */
	refusal?: Refusal | undefined;
}

export interface Run {
	runId: string;
	turn: Turn;
	status: "running" | RunOutcome;
	usage: Usage | null;
	error: Refusal | null;
	commitSha: string | null;
}

export interface SessionState {
	projectId: string;
	connection: Connection;
	session: Session;
	/** Newest event seen; those up to it are ignored. */
	lastSeq: number;
	messages: Readonly<Record<string, Message>>;
	queue: readonly Message[];
	outbox: readonly OutboxItem[];
	runs: Readonly<Record<string, Run>>;
	/** Errors of the preview as the studio knows them. */
	previewErrors: readonly PreviewError[];
	/** The person pressed stop and the turn has not ended yet. */
	stopping: boolean;
	/** Troubles to tell, each with a rising number so that the page tells each once. */
	troubles: readonly (Refusal & { number: number })[];
	/** What the studio reported of the whole project; numbers rise, so that the page knows which ones the person has closed. */
	notices: readonly { number: number; text: string }[];
	/** Times the connection was lost and found again. */
	reconnects: number;
	/** Rises whenever the stored conversation must be read again because something of it was missed. */
	missed: number;
}

export type SessionEvent =
	| { type: "open" }
	| { type: "socket:opened"; socket: number }
	/** `random`, 0 to 1, spreads the retries of many tabs; given from outside so that the table stays pure. */
	| { type: "socket:lost"; socket: number; random: number }
	/** The browser has no network (any more): what its socket says is not waited for. */
	| { type: "offline"; random: number }
	| { type: "retry:due"; socket: number }
	| { type: "received"; socket: number; message: StudioMessage; at: number }
	| { type: "history"; messages: readonly Message[] }
	| { type: "send"; item: OutboxItem }
	/** Something of the outbox waits for too long. */
	| { type: "overdue" }
	| { type: "forget"; id: string }
	| { type: "send:again"; id: string }
	| { type: "queue:edit"; id: string; content: string }
	| { type: "queue:remove"; id: string }
	| { type: "stop" }
	/** Messages that a stop has paused wait for their turn again. */
	| { type: "queue:continue" }
	| { type: "writing" }
	/** Somebody is there: the session is not to be put away. */
	| { type: "keep" }
	| { type: "restart" }
	| { type: "leave" };

/** What the transport has to do after a transition. */
export type SessionCommand =
	| { type: "connect"; socket: number }
	| { type: "send"; frame: ClientMessage }
	| { type: "retry"; socket: number; delayMs: number }
	| { type: "close" };

export interface Step {
	state: SessionState;
	commands: readonly SessionCommand[];
	/** Why nothing happened, when nothing did. */
	ignored?: string;
}

export function initialState(projectId: string, outbox: readonly OutboxItem[] = []): SessionState {
	return {
		projectId,
		connection: { status: "idle" },
		session: { status: "none" },
		lastSeq: 0,
		messages: {},
		queue: [],
		outbox,
		runs: {},
		previewErrors: [],
		stopping: false,
		troubles: [],
		notices: [],
		reconnects: 0,
		missed: 0,
	};
}
