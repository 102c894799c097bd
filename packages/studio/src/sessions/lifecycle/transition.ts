import type { StoryDreamError } from "@storydream/protocol";

/**
 * The life of a project's session as a pure table: state and event give the next state and what is to be done.
 *
 *     none -> acquiring -> starting -> loading -> previewing -> ready -> saving -> removing -> none
 *                 \____warm spare_____/                 any failure, loss or early end -> removing
 *
 * An event that belongs to an incarnation carries its id: a late answer of an old sandbox can't move a new one.
 */
export const PHASES = ["none", "acquiring", "starting", "loading", "previewing", "ready", "saving", "removing"] as const;
export type Phase = (typeof PHASES)[number];

/** Why a session ends. `failed`: it never became ready. `lost`: its sandbox ended by itself. */
export type EndCode = "ended" | "idle" | "deleted" | "shutdown" | "lost" | "failed";
export interface Ending {
	code: EndCode;
	error: StoryDreamError | null;
}

export interface Life {
	phase: Phase;
	/** Null until there is an intent, and when nothing is there. */
	incarnation: string | null;
	/** Set once it is clear that it ends: reported when nothing is left. */
	ending: Ending | null;
	/** Somebody requested the session while it was ending: it begins anew once nothing is left. */
	again: boolean;
}

export const NO_LIFE: Life = { phase: "none", incarnation: null, ending: null, again: false };

export type LifeEvent =
	/** Somebody needs the session. */
	| { type: "need" }
	/** The intent is written, or a warm spare is claimed (which is reachable already). */
	| { type: "acquired"; incarnation: string; warm: boolean }
	/** Neither could be done; nothing is left of it. */
	| { type: "refused"; error: StoryDreamError }
	/** The agent host answers. */
	| { type: "reachable"; incarnation: string }
	/** The sandbox holds the project, at the right commit. */
	| { type: "opened"; incarnation: string }
	| { type: "previewing"; incarnation: string }
	/** A step failed, or its deadline passed. */
	| { type: "failed"; incarnation: string; error: StoryDreamError }
	/** The sandbox ended by itself, or can't be reached any more. */
	| { type: "lost"; incarnation: string; error: StoryDreamError }
	| { type: "end"; code: "ended" | "idle" | "deleted" | "shutdown" }
	| { type: "saved"; incarnation: string }
	| { type: "unsaved"; incarnation: string; error: StoryDreamError }
	/** Sandbox and record are gone. */
	| { type: "removed"; incarnation: string }
	/** Found at the studio's start: ready, or in the middle of an end. */
	| { type: "adopted"; incarnation: string; as: "ready" | "saving" | "removing" };
export type LifeEventType = LifeEvent["type"];

export type Command =
	/** Claim a spare or write the intent. */
	| "acquire"
	| "start"
	| "open"
	| "await-preview"
	/** Route the preview, take up events and queue, tell everybody. */
	| "announce-ready"
	/** Stop the run, pull what is new, keep transcript and archive. */
	| "save"
	/** Tell that saving failed and the session stays. */
	| "announce-unsaved"
	/** Close the route and everything that waits for the sandbox; a running turn ends as failed. */
	| "abandon"
	/** End the sandbox, forget the record. */
	| "remove"
	/** Tell why there is no session any more. */
	| "announce-end";

export interface Moved {
	life: Life;
	commands: Command[];
	/** What `announce-end` tells. */
	ended?: Ending;
	/** Why nothing happened, when nothing did. */
	ignored?: string;
}

/** Never throws: an event that has no place in a state is ignored, with the reason. */
export function transition(life: Life, event: LifeEvent): Moved {
	if ("incarnation" in event && event.type !== "acquired" && event.type !== "adopted" && event.incarnation !== life.incarnation) {
		return ignore(life, "it belongs to another incarnation");
	}
	switch (life.phase) {
		case "none":
			return whileNone(life, event);
		case "acquiring":
			return whileAcquiring(life, event);
		case "starting":
			return event.type === "reachable" ? move(life, "loading", ["open"]) : whileComingUp(life, event);
		case "loading":
			return event.type === "opened" ? move(life, "previewing", ["await-preview"]) : whileComingUp(life, event);
		case "previewing":
			return event.type === "previewing" ? move(life, "ready", ["announce-ready"]) : whileComingUp(life, event);
		case "ready":
			return whileReady(life, event);
		case "saving":
			return whileSaving(life, event);
		case "removing":
			return whileRemoving(life, event);
	}
}

function whileNone(life: Life, event: LifeEvent): Moved {
	if (event.type === "need") return { life: { ...NO_LIFE, phase: "acquiring" }, commands: ["acquire"] };
	if (event.type === "adopted") {
		const adopted = { ...NO_LIFE, phase: event.as, incarnation: event.incarnation };
		if (event.as === "ready") return { life: adopted, commands: ["announce-ready"] };
		const ending: Ending = { code: "ended", error: null };
		return { life: { ...adopted, ending }, commands: [event.as === "saving" ? "save" : "remove"] };
	}
	return ignore(life, event.type === "end" ? "there is nothing to end" : "there is no session");
}

function whileAcquiring(life: Life, event: LifeEvent): Moved {
	switch (event.type) {
		case "need":
			return life.ending ? { life: { ...life, again: true }, commands: [] } : ignore(life, "it joins the start under way");
		case "acquired": {
			const named = { ...life, incarnation: event.incarnation };
			if (life.ending) return move(named, "removing", ["remove"]);
			return event.warm ? move(named, "loading", ["open"]) : move(named, "starting", ["start"]);
		}
		case "refused":
			return gone({ ...life, ending: life.ending ?? { code: "failed", error: event.error } });
		case "end":
			// What is being claimed or written can't be taken back half-way: it is removed once it has a name.
			return { life: { ...life, ending: { code: event.code, error: null }, again: false }, commands: [] };
		default:
			return ignore(life, "the session has no incarnation yet");
	}
}

/** In starting, loading and previewing, whatever is not the step's own success. */
function whileComingUp(life: Life, event: LifeEvent): Moved {
	switch (event.type) {
		case "need":
			return ignore(life, "it joins the start under way");
		case "failed":
		case "lost":
			return leave(life, { code: "failed", error: event.error });
		case "end":
			return leave(life, { code: event.code, error: null });
		default:
			return ignore(life, "this step is not under way");
	}
}

function whileReady(life: Life, event: LifeEvent): Moved {
	switch (event.type) {
		case "need":
			return ignore(life, "the session is ready");
		case "lost":
		case "failed":
			return leave(life, { code: "lost", error: event.error });
		case "end": {
			const ending: Ending = { code: event.code, error: null };
			return event.code === "deleted" ? leave(life, ending) : move({ ...life, ending }, "saving", ["save"]);
		}
		default:
			return ignore(life, "the session is ready");
	}
}

function whileSaving(life: Life, event: LifeEvent): Moved {
	switch (event.type) {
		case "need":
			return { life: { ...life, again: true }, commands: [] };
		case "saved":
			return move(life, "removing", ["abandon", "remove"]);
		case "unsaved":
			return { life: { ...life, phase: "ready", ending: null, again: false }, commands: ["announce-unsaved", "announce-ready"] };
		case "lost":
		case "failed":
			return leave(life, { code: "lost", error: event.error });
		case "end":
			if (event.code === "deleted") return leave({ ...life, again: false }, { code: "deleted", error: null });
			return life.again ? { life: { ...life, again: false }, commands: [] } : ignore(life, "it is ending already");
		default:
			return ignore(life, "the session is being saved");
	}
}

function whileRemoving(life: Life, event: LifeEvent): Moved {
	switch (event.type) {
		case "need":
			return { life: { ...life, again: true }, commands: [] };
		case "removed":
			return gone(life);
		case "end":
			return life.again ? { life: { ...life, again: false }, commands: [] } : ignore(life, "it is ending already");
		default:
			return ignore(life, "the sandbox is being removed");
	}
}

function gone(life: Life): Moved {
	const commands: Command[] = life.again ? ["announce-end", "acquire"] : ["announce-end"];
	const ended = life.ending ?? { code: "ended", error: null };
	return { life: { ...NO_LIFE, phase: life.again ? "acquiring" : "none" }, commands, ended };
}

function leave(life: Life, ending: Ending): Moved {
	return move({ ...life, ending }, "removing", ["abandon", "remove"]);
}

function move(life: Life, phase: Phase, commands: Command[]): Moved {
	return { life: { ...life, phase }, commands };
}

function ignore(life: Life, ignored: string): Moved {
	return { life, commands: [], ignored };
}
