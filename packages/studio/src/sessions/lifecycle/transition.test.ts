import { StoryDreamError } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import {
	type Command,
	type Life,
	type LifeEvent,
	type LifeEventType,
	NO_LIFE,
	PHASES,
	type Phase,
	transition,
} from "./transition.ts";

const error = new StoryDreamError("sandbox_failed", "It broke.");
const incarnation = "inc-1";
const EVENTS: Record<LifeEventType, LifeEvent> = {
	need: { type: "need" },
	acquired: { type: "acquired", incarnation, warm: false },
	refused: { type: "refused", error },
	reachable: { type: "reachable", incarnation },
	opened: { type: "opened", incarnation },
	previewing: { type: "previewing", incarnation },
	failed: { type: "failed", incarnation, error },
	lost: { type: "lost", incarnation, error },
	end: { type: "end", code: "ended" },
	saved: { type: "saved", incarnation },
	unsaved: { type: "unsaved", incarnation, error },
	removed: { type: "removed", incarnation },
	adopted: { type: "adopted", incarnation, as: "ready" },
};
const TYPES = Object.keys(EVENTS) as LifeEventType[];

/** What happens; an event that is not named here is ignored, with a reason. */
type Cell = [next: Phase, ...commands: Command[]];
const TABLE: Record<Phase, Partial<Record<LifeEventType, Cell>>> = {
	none: { need: ["acquiring", "acquire"], adopted: ["ready", "announce-ready"] },
	acquiring: { acquired: ["starting", "start"], refused: ["none", "announce-end"], end: ["acquiring"] },
	starting: {
		reachable: ["loading", "open"],
		failed: ["removing", "abandon", "remove"],
		lost: ["removing", "abandon", "remove"],
		end: ["removing", "abandon", "remove"],
	},
	loading: {
		opened: ["previewing", "await-preview"],
		failed: ["removing", "abandon", "remove"],
		lost: ["removing", "abandon", "remove"],
		end: ["removing", "abandon", "remove"],
	},
	previewing: {
		previewing: ["ready", "announce-ready"],
		failed: ["removing", "abandon", "remove"],
		lost: ["removing", "abandon", "remove"],
		end: ["removing", "abandon", "remove"],
	},
	ready: {
		failed: ["removing", "abandon", "remove"],
		lost: ["removing", "abandon", "remove"],
		end: ["saving", "save"],
	},
	saving: {
		need: ["saving"],
		saved: ["removing", "abandon", "remove"],
		unsaved: ["ready", "announce-unsaved", "announce-ready"],
		failed: ["removing", "abandon", "remove"],
		lost: ["removing", "abandon", "remove"],
	},
	removing: { need: ["removing"], removed: ["none", "announce-end"] },
};

function lifeIn(phase: Phase): Life {
	if (phase === "none") return NO_LIFE;
	const ending = phase === "saving" || phase === "removing" ? { code: "ended" as const, error: null } : null;
	return { phase, incarnation: phase === "acquiring" ? null : incarnation, ending, again: false };
}

describe("the table of a session's life", () => {
	for (const phase of PHASES) {
		for (const type of TYPES) {
			const cell = TABLE[phase][type];
			const says = cell ? `goes to ${cell.join(", ")}` : "ignores it, with a reason";
			it(`${phase} + ${type}: ${says}`, () => {
				const before = lifeIn(phase);
				const moved = transition(before, EVENTS[type]);
				if (cell) {
					const [next, ...commands] = cell;
					expect(moved.life.phase).toBe(next);
					expect(moved.commands).toEqual(commands);
					expect(moved.ignored).toBeUndefined();
				} else {
					expect(moved.life).toEqual(before);
					expect(moved.commands).toEqual([]);
					expect(moved.ignored).toMatch(/\w+ \w+/);
				}
			});
		}
	}

	it("refuses what comes from another incarnation, in every state", () => {
		for (const phase of PHASES) {
			for (const type of TYPES) {
				const event = EVENTS[type];
				if (!("incarnation" in event) || type === "acquired" || type === "adopted") continue;
				const moved = transition(lifeIn(phase), { ...event, incarnation: "inc-0" });
				expect(moved).toMatchObject({ life: lifeIn(phase), commands: [], ignored: "it belongs to another incarnation" });
			}
		}
	});

	it("opens a claimed warm sandbox without starting one", () => {
		const moved = transition(lifeIn("acquiring"), { type: "acquired", incarnation, warm: true });
		expect(moved).toMatchObject({ life: { phase: "loading" }, commands: ["open"] });
	});

	it("removes a sandbox that was ended while its intent was being written", () => {
		const ending = transition(lifeIn("acquiring"), { type: "end", code: "ended" }).life;
		expect(transition(ending, EVENTS.acquired)).toMatchObject({ life: { phase: "removing" }, commands: ["remove"] });
	});

	it("begins anew after an end when somebody asked again in between", () => {
		for (const phase of ["saving", "removing"] as const) {
			const asked = transition(lifeIn(phase), EVENTS.need).life;
			expect(asked.again).toBe(true);
			const removed = transition({ ...asked, phase: "removing" }, EVENTS.removed);
			expect(removed).toMatchObject({ life: { phase: "acquiring" }, commands: ["announce-end", "acquire"] });
		}
	});

	it("does not begin anew when the one who asked again ended it too", () => {
		const asked = transition(lifeIn("removing"), EVENTS.need).life;
		const ended = transition(asked, EVENTS.end).life;
		expect(transition(ended, EVENTS.removed)).toMatchObject({ life: { phase: "none" }, commands: ["announce-end"] });
	});

	it("does not save what is being deleted, also when it was being saved", () => {
		for (const phase of ["ready", "saving"] as const) {
			const moved = transition(lifeIn(phase), { type: "end", code: "deleted" });
			expect(moved).toMatchObject({ life: { phase: "removing", ending: { code: "deleted" } }, commands: ["abandon", "remove"] });
		}
	});

	it("tells a failed start as failed and a loss of a ready session as lost", () => {
		expect(transition(lifeIn("loading"), EVENTS.lost).life.ending?.code).toBe("failed");
		expect(transition(lifeIn("ready"), EVENTS.lost).life.ending?.code).toBe("lost");
	});

	it("always comes to rest, whatever the order of starts, ends and answers", () => {
		// A small generator with a fixed seed: the same 500 stories every time.
		let seed = 7;
		const pick = (count: number) => {
			seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
			return seed % count;
		};
		for (let story = 0; story < 500; story++) {
			let life: Life = NO_LIFE;
			let sandboxes = 0;
			for (let step = 0; step < 60; step++) {
				const type = TYPES[pick(TYPES.length)] ?? "need";
				const event = EVENTS[type];
				// The answers of commands come only when the command was given; the table must not need that to stay sane.
				if (type === "adopted" && life.phase !== "none") continue;
				const moved = transition(life, event);
				for (const command of moved.commands) {
					if (command === "start" || (command === "open" && life.phase === "acquiring")) sandboxes += 1;
				}
				if (type === "removed" && life.phase === "removing" && moved.life.phase !== "removing") sandboxes = 0;
				life = moved.life;
				expect(sandboxes).toBeLessThanOrEqual(1);
			}
			for (const type of ["acquired", "end", "saved", "removed", "end", "acquired", "saved", "removed"] as const) {
				life = transition(life, EVENTS[type]).life;
			}
			expect(life.phase).toBe("none");
		}
	});
});
