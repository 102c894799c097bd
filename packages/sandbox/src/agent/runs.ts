import { setTimeout } from "node:timers/promises";
import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import {
	type AgentEvent,
	type LeftOutList,
	leftOutSentence,
	type RunOutcome,
	type StartRun,
	StoryDreamError,
	toStoryDreamError,
	Usage,
} from "@storydream/protocol";
import type { NewEvent } from "../ports.ts";
import type { LeftOutPaths } from "../project/index.ts";
import { failureSentence, type ModelFailure, mayBeContinued, modelError } from "./failures.ts";
import { LeftOutReports } from "./left-out.ts";
import { EventMapper } from "./mapper.ts";
import { promptContent } from "./prompt.ts";
import type { AgentSession, SessionLog, TurnContent, TurnEnd } from "./session.ts";
import { ModelWatch } from "./watch.ts";

/** How long a stopped turn may take to end by itself before its program is ended. */
const STOP_GRACE_MS = 3000;
const WATCH_EVERY_MS = 1000;
/** How often a turn whose stream failed is continued, and after what pause the first time; each pause is twice the one before. */
const MAX_CONTINUED = 3;
const CONTINUE_AFTER_MS = 500;
const CONTINUE: TurnContent = [
	{
		type: "text",
		text: "The connection to the model broke off before your answer was complete. Go on with my last request where it stopped; what is done already stays.",
	},
];
/** Answers to repeated requests are remembered for so many runs. */
const REMEMBERED = 200;

/** What a run needs of the project. */
export interface RunProject {
	readonly dir: string;
	readonly head: string;
	save(
		note: { title: string; kind: "turn" | "autosave"; runId: string; outcome?: RunOutcome },
		options?: { always?: boolean },
	): Promise<{ head: string | null; leftOut: LeftOutPaths }>;
	/** What the next save would leave out. */
	leftOut(): Promise<LeftOutPaths>;
	filesChanged(from: string, to: string): Promise<number>;
}

export interface RunsOptions {
	project: RunProject;
	session: () => Promise<AgentSession>;
	/** Puts an event into the log and answers its number. */
	emit: (event: NewEvent) => number;
	hasTranscript: (sessionId: string) => Promise<boolean>;
	fps: () => Promise<number>;
	/** Ends the commands that still run. */
	endCommands: () => Promise<void>;
	/** What the host has to say before the next prompt, once; "" for nothing. */
	takeNote: () => string;
	/** Called after the end of a run was written down. */
	onEnded: () => void;
	deadlineMs: number;
	autosaveMs: number;
	log: SessionLog & { error(fields: object, text: string): void };
}

interface CurrentRun {
	runId: string;
	stop: () => void;
	done: Promise<void>;
}

/** Runs of the agent: one at a time, each with exactly one end, each ending with what it wrote being committed. */
export class Runs {
	readonly #options: RunsOptions;
	readonly #accepted = new Map<string, number>();
	readonly #leftOut = new LeftOutReports();
	#current: CurrentRun | null = null;
	#closed = false;

	constructor(options: RunsOptions) {
		this.#options = options;
	}

	get runId(): string | null {
		return this.#current?.runId ?? null;
	}

	/** Starts a run, or answers the one of this id. Throws `busy` while another one goes on. */
	start(run: StartRun): { runId: string; seq: number } {
		const known = this.#accepted.get(run.runId);
		if (known !== undefined) return { runId: run.runId, seq: known };
		if (this.#closed) throw new StoryDreamError("shutting_down", "The session is ending.");
		if (this.#current) throw new StoryDreamError("busy", "Another turn is running.");
		// Refused here, before anything is written down, when a picture can't be sent.
		promptContent(run, 30);
		const seq = this.#options.emit({ type: "run:event", runId: run.runId, event: { type: "started" } });
		this.#remember(run.runId, seq);
		let stop = () => {};
		const stopped = new Promise<void>((resolve) => {
			stop = resolve;
		});
		const done = this.#run(run, stopped).finally(() => {
			this.#current = null;
			this.#options.onEnded();
		});
		this.#current = { runId: run.runId, stop, done };
		return { runId: run.runId, seq };
	}

	/** Stops the run, if it still goes on; its end comes as an event. Throws `not_found` for a run that never was. */
	stop(runId: string): void {
		if (this.#current?.runId === runId) this.#current.stop();
		else if (!this.#accepted.has(runId)) throw new StoryDreamError("not_found", "There is no such turn.");
	}

	/** What a save left out and no turn has named yet; it counts as named from then on. */
	newlyLeftOut(leftOut: LeftOutPaths): LeftOutList {
		return this.#leftOut.takeNew(leftOut);
	}

	/** Stops what runs and waits for its end. */
	async close(): Promise<void> {
		this.#closed = true;
		const current = this.#current;
		current?.stop();
		await current?.done;
	}

	#remember(runId: string, seq: number): void {
		this.#accepted.set(runId, seq);
		const oldest = this.#accepted.keys().next();
		if (this.#accepted.size > REMEMBERED && !oldest.done) this.#accepted.delete(oldest.value);
	}

	async #run(run: StartRun, stopped: Promise<void>): Promise<void> {
		const { project, log } = this.#options;
		const { runId, title } = run;
		const tell = (event: AgentEvent): void => {
			this.#options.emit({ type: "run:event", runId, event });
		};
		const headBefore = project.head;
		const autosave = this.#autosave(runId, title);
		const mapper = new EventMapper(project.dir);
		let usage = Usage.parse({});
		let outcome: RunOutcome = "done";
		let error: StoryDreamError | null = null;
		try {
			const ended = await this.#converse(run, stopped, mapper, (event) => {
				if (event.type === "usage") usage = event.usage;
				tell(event);
			});
			outcome = ended.outcome;
			error = ended.error;
		} catch (thrown) {
			log.error({ err: thrown, runId }, "a run failed");
			outcome = "failed";
			error = toStoryDreamError(thrown);
		}
		for (const event of mapper.finish()) tell(event);
		const autosaves = await autosave.end();
		let changed = false;
		try {
			const { head, leftOut } = await project.save({ title, kind: "turn", runId, outcome }, { always: autosaves > 0 });
			changed = head !== null;
			const fresh = this.#leftOut.takeNew(leftOut);
			if (fresh.count > 0) tell({ type: "notice", text: leftOutSentence(fresh), leftOut: fresh });
			if (head !== null) tell({ type: "saved", commitSha: head, files: await project.filesChanged(headBefore, head) });
		} catch (thrown) {
			log.error({ err: thrown, runId }, "a turn could not be saved");
			outcome = "failed";
			error = notSaved(thrown);
			changed = project.head !== headBefore;
		}
		const agentSessionId = await this.#sessionIdOnDisk();
		this.#options.emit({
			type: "run:ended",
			runId,
			outcome,
			head: project.head,
			changed,
			usage,
			agentSessionId,
			...(error ? { error: { code: error.code, message: error.message, hint: error.hint } } : {}),
		});
		log.info(
			{ runId, outcome, changed, code: error?.code, cause: error?.cause instanceof Error ? error.cause.message : error?.cause },
			"run ended",
		);
	}

	/** Sends the prompt and follows the answer to its end. */
	async #converse(
		run: StartRun,
		stopped: Promise<void>,
		mapper: EventMapper,
		tell: (event: AgentEvent) => void,
	): Promise<{ outcome: RunOutcome; error: StoryDreamError | null }> {
		let stopping = false;
		const stoppedEarly = stopped.then(() => {
			stopping = true;
			return "stopped" as const;
		});
		const ready = this.#options.session().then(async (session) => {
			await session.start();
			return session;
		});
		ready.catch(() => undefined);
		const session = await Promise.race([ready, stoppedEarly]);
		if (session === "stopped" || stopping) return { outcome: "stopped", error: null };
		if (session.takeForgot()) {
			tell({ type: "notice", text: "The earlier conversation could not be loaded, so I only know the film as it stands." });
		}
		const note = [this.#leftOut.takeNote(), this.#options.takeNote()].filter((part) => part !== "").join("\n");
		const content = promptContent(run, await this.#options.fps(), note);
		const watch = new ModelWatch(this.#options.deadlineMs, performance.now());
		let givenUp: StoryDreamError | null = null;
		let giveUp: NodeJS.Timeout | undefined;
		const end = () => {
			session
				.interrupt()
				.catch((error: unknown) => this.#options.log.warn({ error: String(error) }, "the agent did not take the stop"));
			void this.#options.endCommands();
			giveUp ??= globalThis.setTimeout(() => void session.kill(), STOP_GRACE_MS);
		};
		const abandon = (error: StoryDreamError | null) => {
			if (error === null || givenUp || stopping) return;
			givenUp = error;
			end();
		};
		let usage = Usage.parse({});
		const follow = (message: SDKMessage) => {
			abandon(watch.see(message, performance.now()));
			// What comes after a stop is the sound of things ending: only results and usage still count.
			const events = mapper.map(message);
			for (const event of events) {
				// Reported once, at the end: a turn that is continued has used tokens each time.
				if (event.type === "usage") {
					usage = sumOf(usage, event.usage);
					continue;
				}
				if ((stopping || givenUp) && (event.type === "retrying" || event.type === "text" || event.type === "thinking")) continue;
				// A person who stops keeps what they have read so far.
				if (stopping && event.type === "discard") continue;
				tell(event);
			}
		};
		/** Why the model failed last, when it did: says more than that it is silent. */
		let known: ModelFailure | null = null;
		const over = () => stopping || givenUp !== null;
		const watching = setInterval(() => {
			const silent = watch.check(performance.now(), mapper.openTools);
			abandon(silent && known ? modelError(known) : silent);
		}, WATCH_EVERY_MS);
		void stoppedEarly.then(end);
		try {
			let ended = await session.turn(content, follow);
			for (let attempt = 1; attempt <= MAX_CONTINUED && !over(); attempt++) {
				const failure = failureOf(ended);
				const waitMs = CONTINUE_AFTER_MS * 2 ** (attempt - 1);
				known = failure;
				if (!failure || !mayBeContinued(failure) || !watch.mayContinue(performance.now(), waitMs)) break;
				tell({ type: "retrying", attempt, maxAttempts: MAX_CONTINUED, inMs: waitMs, reason: failureSentence(failure) });
				await Promise.race([setTimeout(waitMs), stoppedEarly]);
				if (!over()) ended = await session.turn(CONTINUE, follow);
			}
			return verdict(ended, stopping, givenUp);
		} finally {
			tell({ type: "usage", usage });
			clearInterval(watching);
			clearTimeout(giveUp);
			// The agent's program may have died while one ran. What is committed next, nobody writes to any more.
			await this.#options.endCommands();
		}
	}

	#autosave(runId: string, title: string): { end(): Promise<number> } {
		const { project, emit, log } = this.#options;
		let saves = 0;
		let last: Promise<void> = Promise.resolve();
		const save = async (): Promise<void> => {
			try {
				const { head } = await project.save({ title, kind: "autosave", runId });
				if (head === null) return;
				saves += 1;
				emit({ type: "autosaved", runId, head });
			} catch (error) {
				// Not the end of the turn: the next save, or the turn's own, tells when it still fails.
				log.warn({ err: error, runId }, "autosave failed");
			}
		};
		const timer = setInterval(() => {
			last = last.then(save);
		}, this.#options.autosaveMs);
		return {
			end: async () => {
				clearInterval(timer);
				await last;
				return saves;
			},
		};
	}

	/** The conversation's id, once there is something on disk to resume: an id without its transcript breaks every later turn. */
	async #sessionIdOnDisk(): Promise<string | null> {
		const id = (await this.#options.session().catch(() => null))?.sessionId ?? null;
		return id !== null && (await this.#options.hasTranscript(id)) ? id : null;
	}
}

/** The work of the turn stays in the folder; the session is not ended before it is saved. */
function notSaved(thrown: unknown): StoryDreamError {
	const cause = toStoryDreamError(thrown);
	if (cause.code === "storage_full") return cause;
	return new StoryDreamError("storage_failed", "What this turn wrote could not be saved as a version.", {
		hint: "It stays in the open project and is saved with the next turn. Send any message to try again.",
		cause: thrown,
	});
}

/** Why the model failed in a turn; null for a turn that ended otherwise. */
function failureOf(end: TurnEnd): ModelFailure | null {
	if (end.kind === "lost") return null;
	const { result } = end;
	if (result.subtype !== "success") return { status: null, text: `${result.subtype}: ${result.errors.join("; ")}` };
	return result.is_error ? { status: result.api_error_status ?? null, text: result.result } : null;
}

function sumOf(one: Usage, other: Usage): Usage {
	return {
		inputTokens: one.inputTokens + other.inputTokens,
		outputTokens: one.outputTokens + other.outputTokens,
		cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
		cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
		costUsd: one.costUsd + other.costUsd,
	};
}

/** What the end of a turn means. */
function verdict(
	end: TurnEnd,
	stopping: boolean,
	givenUp: StoryDreamError | null,
): { outcome: RunOutcome; error: StoryDreamError | null } {
	if (givenUp) return { outcome: "failed", error: givenUp };
	if (stopping) return { outcome: "stopped", error: null };
	if (end.kind === "lost") {
		const error = new StoryDreamError("model_failed", "The agent ended unexpectedly. What was done so far is kept.", {
			cause: end.reason,
		});
		return { outcome: "failed", error };
	}
	const failure = failureOf(end);
	return failure ? { outcome: "failed", error: modelError(failure) } : { outcome: "done", error: null };
}
