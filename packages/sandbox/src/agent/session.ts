import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { type Options, type Query, query, type SDKMessage, type SDKUserMessage } from "@anthropic-ai/claude-agent-sdk";
import { resolveWithin, withDeadline } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import { killTree } from "../processes.ts";

export type TurnContent = Exclude<SDKUserMessage["message"]["content"], string>;
type ResultMessage = Extract<SDKMessage, { type: "result" }>;

/** How a turn came to its end: with the SDK's own result, or because its program died. */
export type TurnEnd = { kind: "result"; result: ResultMessage } | { kind: "lost"; reason: string };

export interface SessionLog {
	info(fields: object, text: string): void;
	warn(fields: object, text: string): void;
}

export interface SessionOptions {
	/** Everything of the SDK's options but what a session sets itself. */
	options: () => Omit<Options, "resume" | "sessionId" | "spawnClaudeCodeProcess" | "abortController">;
	/** Whether a session of this id can be resumed. */
	hasTranscript: (sessionId: string) => Promise<boolean>;
	log: SessionLog;
	/** Takes secrets out of what is logged. */
	redact: (text: string) => string;
}

const START_DEADLINE_MS = 30_000;
const CLOSE_GRACE_MS = 300;

/**
 * One conversation with the agent, kept open: the SDK's program starts once and takes prompt after prompt. When it dies
 * it is started again by the next turn, and goes on from its transcript.
 */
export class AgentSession {
	readonly #options: SessionOptions;
	#live: Live | null = null;
	#starting: Promise<Live> | null = null;
	#sessionId: string | null;
	#forgot = false;
	#closed = false;

	constructor(options: SessionOptions, resume: string | null) {
		this.#options = options;
		this.#sessionId = resume;
	}

	/** Id of the conversation; null before the first start. */
	get sessionId(): string | null {
		return this.#sessionId;
	}

	/** Process ids of what runs, for the one who ends it. */
	get pid(): number | null {
		return this.#live?.pid ?? null;
	}

	/** True once when the last conversation could not be taken up again and a new one was begun. */
	takeForgot(): boolean {
		const forgot = this.#forgot;
		this.#forgot = false;
		return forgot;
	}

	/** Resolves when the agent waits for a prompt. Safe to call again. Throws `model_failed` when it can't be started. */
	async start(): Promise<void> {
		await this.#ensure();
	}

	/**
	 * Hands a prompt over and follows the turn to its end. `onMessage` gets everything the SDK says on the way. Only one
	 * turn at a time.
	 */
	async turn(content: TurnContent, onMessage: (message: SDKMessage) => void): Promise<TurnEnd> {
		const live = await this.#ensure();
		return live.turn(content, onMessage);
	}

	/** Stops the running turn; the conversation stays open. */
	async interrupt(): Promise<void> {
		await this.#live?.interrupt();
	}

	/** Ends the program at once with all it has started; a running turn ends as lost. */
	async kill(): Promise<void> {
		const live = this.#live;
		this.#live = null;
		await live?.kill();
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.kill();
	}

	async #ensure(): Promise<Live> {
		if (this.#closed) throw new StoryDreamError("shutting_down", "The session is ending.");
		if (this.#live?.alive) return this.#live;
		this.#starting ??= this.#startLive().finally(() => {
			this.#starting = null;
		});
		return this.#starting;
	}

	async #startLive(): Promise<Live> {
		const previous = this.#sessionId;
		const resumable = previous !== null && (await this.#options.hasTranscript(previous));
		if (previous !== null && !resumable) this.#forgot = true;
		if (previous !== null && resumable) {
			try {
				return await this.#launch({ resume: previous });
			} catch (error) {
				if (this.#closed) throw error;
				this.#options.log.warn({ error: String(error) }, "the last conversation can't be resumed: starting a new one");
				this.#forgot = true;
			}
		}
		return this.#launch({ sessionId: randomUUID() });
	}

	async #launch(which: { resume: string } | { sessionId: string }): Promise<Live> {
		const live = new Live({ ...this.#options.options(), ...which }, this.#options);
		try {
			await live.ready();
		} catch (error) {
			await live.kill();
			throw error;
		}
		if (this.#closed) {
			await live.kill();
			throw new StoryDreamError("shutting_down", "The session is ending.");
		}
		this.#live = live;
		this.#sessionId = "resume" in which ? which.resume : which.sessionId;
		return live;
	}
}

/** One run of the SDK's program. */
class Live {
	readonly #query: Query;
	readonly #inbox = new Inbox();
	readonly #log: SessionLog;
	#child: ChildProcess | null = null;
	#turn: { onMessage: (message: SDKMessage) => void; end: (end: TurnEnd) => void } | null = null;
	#lost: string | null = null;
	#lastWords = "";
	readonly #ended: Promise<void>;

	constructor(options: Options, session: SessionOptions) {
		this.#log = session.log;
		this.#query = query({
			prompt: this.#inbox,
			options: {
				...options,
				// Spawned here, so that its process id is known: whoever ends a session ends everything it started.
				spawnClaudeCodeProcess: ({ command, args, cwd, env }) => {
					const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
					this.#child = child;
					child.stderr.on("data", (chunk: Buffer) => {
						this.#lastWords = session.redact(`${this.#lastWords}${chunk.toString("utf8")}`).slice(-2000);
					});
					return child;
				},
			},
		});
		this.#ended = this.#follow();
	}

	get alive(): boolean {
		return this.#lost === null && this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	get pid(): number | null {
		return this.#child?.pid ?? null;
	}

	async ready(): Promise<void> {
		const gone = this.#ended.then(() => {
			throw new Error(this.#lost ?? "the agent ended while starting");
		});
		// When starting succeeds nobody waits for it any more.
		gone.catch(() => undefined);
		const late = () => new Error("the agent did not start in time");
		try {
			await withDeadline(Promise.race([this.#query.initializationResult(), gone]), START_DEADLINE_MS, late);
		} catch (error) {
			this.#log.warn({ error: String(error), lastWords: this.#lastWords }, "the agent could not be started");
			throw new StoryDreamError("model_failed", "The agent could not be started.", { cause: error });
		}
	}

	turn(content: TurnContent, onMessage: (message: SDKMessage) => void): Promise<TurnEnd> {
		return new Promise((resolve) => {
			if (this.#lost !== null) return resolve({ kind: "lost", reason: this.#lost });
			this.#turn = { onMessage, end: resolve };
			this.#inbox.push({ type: "user", message: { role: "user", content }, parent_tool_use_id: null });
		});
	}

	async interrupt(): Promise<void> {
		await this.#query.interrupt();
	}

	async kill(): Promise<void> {
		this.#lose("the agent was ended");
		this.#inbox.end();
		const pid = this.#child?.pid;
		if (pid !== undefined) await killTree(pid);
		await resolveWithin(this.#ended, CLOSE_GRACE_MS, undefined);
	}

	async #follow(): Promise<void> {
		try {
			for await (const message of this.#query) {
				const turn = this.#turn;
				turn?.onMessage(message);
				if (message.type === "result" && turn) {
					this.#turn = null;
					turn.end({ kind: "result", result: message });
				}
			}
			this.#lose("the agent's program ended");
		} catch (error) {
			this.#lose(error instanceof Error ? error.message : String(error));
		}
	}

	#lose(reason: string): void {
		if (this.#lost === null) this.#lost = reason;
		const turn = this.#turn;
		this.#turn = null;
		turn?.end({ kind: "lost", reason });
	}
}

/** Prompts on their way to the SDK: an endless list that can be added to. */
class Inbox implements AsyncIterable<SDKUserMessage> {
	readonly #waiting: SDKUserMessage[] = [];
	#wake: (() => void) | null = null;
	#ended = false;

	push(message: SDKUserMessage): void {
		this.#waiting.push(message);
		this.#wake?.();
	}

	end(): void {
		this.#ended = true;
		this.#wake?.();
	}

	async *[Symbol.asyncIterator](): AsyncIterator<SDKUserMessage> {
		while (!this.#ended) {
			const next = this.#waiting.shift();
			if (next) {
				yield next;
				continue;
			}
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
			this.#wake = null;
		}
	}
}
