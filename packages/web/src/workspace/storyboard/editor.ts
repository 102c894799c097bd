import { type Storyboard, type StoryboardState, StoryDreamError, toStoryDreamError } from "@storydream/protocol";

/**
 * One change by hand, kept as a function, so that it can be put on top of a newer storyboard when somebody else (the agent,
 * another tab) was faster. `apply` gives null when it makes no sense there any more. A later edit with the same `key` takes
 * the place of one that waits: apply must therefore set values, not add to them.
 */
export interface Edit {
	key: string;
	title: string;
	apply(storyboard: Storyboard): Storyboard | null;
}

export interface EditorState {
	/** The storyboard with everything that waits already in it; null when there is none to edit. */
	view: Storyboard | null;
	commitSha: string | null;
	status: "clean" | "waiting" | "saving" | "held" | "failed";
	/** Why the edits are held back or were refused. */
	problem: StoryDreamError | null;
}

export interface Editor {
	getState(): EditorState;
	subscribe(listener: () => void): () => void;
	/** The storyboard as the studio has it, whenever it is heard of. */
	setBase(base: StoryboardState): void;
	edit(edit: Edit): void;
	/** Tries again what was held back (the turn has ended) or failed. */
	resume(): void;
	discard(): void;
	/** Saves now what waits for the hand to rest: the page is being left. */
	saveNow(): void;
}

interface Options {
	load(): Promise<StoryboardState>;
	/** Answers the storyboard as it stands now. */
	save(baseCommitSha: string, storyboard: Storyboard, title: string): Promise<StoryboardState>;
	/** Someone else changed the film meanwhile; `dropped` are the titles of edits that made no sense any more. */
	onRebased(dropped: string[]): void;
	/** Changes that come within this many ms become one version. */
	quietMs?: number;
}

const TITLE_MAX = 200;
/** Times a save is put on top of a newer version before the person is asked. */
const REBASES = 3;

/** Gathers edits by hand, shows them at once, and saves them as one version when the hand rests. */
export function createEditor({ load, save, onRebased, quietMs = 600 }: Options): Editor {
	let base: StoryboardState | null = null;
	/** A base that came while a save was under way: it may already hold what is being saved, so it waits for the answer. */
	let nextBase: StoryboardState | null = null;
	let waiting: Edit[] = [];
	let inFlight: Edit[] = [];
	let status: EditorState["status"] = "clean";
	let problem: StoryDreamError | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let state: EditorState = { view: null, commitSha: null, status, problem };
	const listeners = new Set<() => void>();

	function publish(): void {
		const view = base?.storyboard ? applyAll(base.storyboard, [...inFlight, ...waiting]).storyboard : null;
		state = { view, commitSha: base?.commitSha ?? null, status, problem };
		for (const listener of listeners) listener();
	}

	function plan(): void {
		clearTimeout(timer);
		timer = setTimeout(() => void flush(), quietMs);
	}

	async function flush(): Promise<void> {
		clearTimeout(timer);
		if (status === "saving" || waiting.length === 0 || !base?.storyboard) return;
		inFlight = waiting;
		waiting = [];
		status = "saving";
		problem = null;
		publish();
		try {
			await saveOnTop(inFlight);
			inFlight = [];
			status = "clean";
		} catch (error) {
			waiting = [...inFlight, ...waiting];
			inFlight = [];
			problem = toStoryDreamError(error);
			status = problem.code === "busy" ? "held" : "failed";
		}
		if (nextBase && status === "clean") base = nextBase;
		nextBase = null;
		publish();
		if (status === "clean" && waiting.length > 0) {
			status = "waiting";
			plan();
		}
	}

	async function saveOnTop(edits: readonly Edit[]): Promise<void> {
		for (let attempt = 0; ; attempt += 1) {
			if (!base?.storyboard) throw new StoryDreamError("conflict", base?.problem ?? "The film can't be edited here any more.");
			const { storyboard, dropped } = applyAll(base.storyboard, edits);
			if (attempt > 0) onRebased(dropped);
			if (storyboard === base.storyboard) return;
			try {
				base = await save(base.commitSha, storyboard, titleOf(edits));
				nextBase = null;
				return;
			} catch (error) {
				if (!(error instanceof StoryDreamError) || error.code !== "stale_head" || attempt >= REBASES) throw error;
				base = await load();
			}
		}
	}

	return {
		getState: () => state,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		setBase: (next) => {
			if (status === "saving") nextBase = next;
			else {
				base = next;
				publish();
			}
		},
		edit: (edit) => {
			waiting = [...waiting.filter((one) => one.key !== edit.key), edit];
			if (status === "clean" || status === "failed") status = "waiting";
			publish();
			if (status === "waiting") plan();
		},
		resume: () => {
			if (waiting.length === 0 || status === "saving") return;
			status = "waiting";
			void flush();
		},
		discard: () => {
			waiting = [];
			problem = null;
			if (status !== "saving") status = "clean";
			clearTimeout(timer);
			publish();
		},
		saveNow: () => void flush(),
	};
}

function applyAll(storyboard: Storyboard, edits: readonly Edit[]): { storyboard: Storyboard; dropped: string[] } {
	const dropped: string[] = [];
	let result = storyboard;
	for (const edit of edits) {
		const next = edit.apply(result);
		if (next) result = next;
		else dropped.push(edit.title);
	}
	return { storyboard: result, dropped };
}

function titleOf(edits: readonly Edit[]): string {
	const title = [...new Set(edits.map((edit) => edit.title))].join("; ");
	return title.length > TITLE_MAX ? `${title.slice(0, TITLE_MAX - 1)}…` : title;
}
