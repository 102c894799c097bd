import { isSameJson, type Storyboard, type StoryboardState, StoryDreamError } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import type { EditorCommand, EditorEvent, EditorModel, Notice, VersionFacts } from "./editor-state.ts";
import { initialModel } from "./editor-state.ts";
import { EDITOR_TABLE, editorTransition, viewOf } from "./editor-transition.ts";
import { changeScene, removeScene, trimScene } from "./edits.ts";
import { savedEditsOf } from "./saved-edits.ts";

const sha = (number: number) => number.toString(16).padStart(40, "0");
const film = sampleFilm(["a", "b", "c", "d"].map((id) => ({ id, scene: "Title", durationInFrames: 90, props: {} })));
const framesOf = (storyboard: Storyboard | null | undefined, id: string) =>
	storyboard?.scenes.find((scene) => scene.id === id)?.durationInFrames;
const OFFLINE = new StoryDreamError("internal", "The studio can't be reached.");

const STALE: EditorEvent = {
	type: "refused",
	problem: new StoryDreamError("stale_head", "The film has changed."),
	offline: false,
};

type Request = Extract<EditorCommand, { type: "save" | "restore" | "load" }>;

/** A page and a studio that talk only when a test says so. */
class World {
	/** Versions of the studio, oldest first. */
	versions: { facts: VersionFacts; storyboard: Storyboard; run?: string | undefined }[] = [
		{ facts: { sha: sha(0), parentSha: null, title: "Start", kind: "start" }, storyboard: film },
	];
	model: EditorModel = initialModel();
	requests: Request[] = [];
	notices: Notice[] = [];
	timer = false;
	/** Which storyboards the studio refuses. */
	refuses: (storyboard: Storyboard) => boolean = () => false;

	constructor() {
		this.send({ type: "base", state: this.state });
		this.hear();
	}

	get head() {
		const newest = this.versions.at(-1);
		if (!newest) throw new Error("there is always a version");
		return newest;
	}
	get state(): StoryboardState {
		return { commitSha: this.head.facts.sha, storyboard: this.head.storyboard, catalog: null, problem: null };
	}
	get view() {
		return viewOf(this.model);
	}

	send(event: EditorEvent): void {
		const result = editorTransition(this.model, event);
		this.model = result.model;
		for (const command of result.commands) {
			if (command.type === "wait") this.timer = true;
			else if (command.type === "stop-waiting") this.timer = false;
			else if (command.type === "notify") this.notices.push(command.notice);
			else this.requests.push(command);
		}
	}
	trim(id: string, frames: number, key = `trim:${id}`): void {
		this.send({ type: "edit", edit: { key, title: `Trim ${id} to ${frames}`, apply: (s) => trimScene(s, id, frames) } });
	}
	undo = () => this.send({ type: "undo", running: false });
	redo = () => this.send({ type: "redo", running: false });
	/** The hand rests. */
	rest(): void {
		if (!this.timer) return;
		this.timer = false;
		this.send({ type: "flush" });
	}
	/** The page hears of the studio's versions: without autosaves that a later version of their turn follows, as the studio lists them. */
	hear(running = false): void {
		const listed = this.versions.filter(
			({ facts, run }, at) =>
				facts.kind !== "autosave" || !run || !this.versions.slice(at + 1).some((later) => later.run === run),
		);
		this.send({ type: "versions", list: listed.map((version) => version.facts).reverse(), running });
	}
	/** Somebody else makes a version. */
	commit(
		storyboard: Storyboard,
		kind: VersionFacts["kind"] = "edit",
		title = `By somebody else ${this.versions.length}`,
		run?: string,
	): void {
		const facts = { sha: sha(this.versions.length), parentSha: this.head.facts.sha, title, kind };
		this.versions.push({ facts, storyboard, run });
	}

	/** The studio does what was requested first, and answers. */
	answer(): void {
		const request = this.requests.shift();
		if (request) this.send(this.#serve(request));
	}
	/** It does it, but its answer is lost. */
	loseAnswer(): void {
		const request = this.requests.shift();
		if (!request) return;
		this.#serve(request);
		this.send({ type: "refused", problem: OFFLINE, offline: true });
	}
	loseRequest(): void {
		if (this.requests.shift()) this.send({ type: "refused", problem: OFFLINE, offline: true });
	}
	#serve(request: Request): EditorEvent {
		if (request.type === "load") return { type: "loaded", state: this.state };
		if (request.type === "restore") {
			const old = this.versions.find((version) => version.facts.sha === request.sha);
			if (!old) throw new Error("only versions that are there are restored");
			const storyboard = request.then?.storyboard ?? old.storyboard;
			if (isSameJson(storyboard, this.head.storyboard)) return { type: "restored", sha: this.head.facts.sha };
			if (request.base !== this.head.facts.sha) return STALE;
			this.commit(storyboard, "restore", request.then?.title ?? `Restore “${old.facts.title}”`);
			return { type: "restored", sha: this.head.facts.sha };
		}
		if (request.base !== this.head.facts.sha) {
			return STALE;
		}
		expect(request.storyboard, "a save changes something").not.toEqual(this.head.storyboard);
		if (this.refuses(request.storyboard)) {
			return { type: "refused", problem: new StoryDreamError("storyboard_invalid", "Too short."), offline: false };
		}
		this.commit(request.storyboard, "edit", request.title);
		return { type: "saved", state: this.state };
	}
	reload(requestArrives: boolean): void {
		const [request] = this.requests;
		if (request && requestArrives) this.#serve(request);
		this.requests = [];
		this.timer = false;
		this.model = initialModel(JSON.parse(JSON.stringify(savedEditsOf(this.model))));
		this.send({ type: "base", state: this.state });
	}
	/** Everything is answered until nothing waits. */
	settle(): void {
		for (let round = 0; round < 200; round += 1) {
			if (this.requests.length > 0) this.answer();
			else if (this.timer) this.rest();
			else if (this.model.phase.status === "held" || this.model.phase.status === "failed") this.send({ type: "resume" });
			else return;
		}
		throw new Error("the editor does not come to rest");
	}
	/** Everything is answered until nothing waits, or the studio refuses what does. */
	settleOrFail(): void {
		for (let round = 0; round < 200; round += 1) {
			if (this.requests.length > 0) this.answer();
			else if (this.timer) this.rest();
			else if (this.model.phase.status === "held") this.send({ type: "resume" });
			else return;
		}
		throw new Error("the editor does not come to rest");
	}
}

describe("undo and redo", () => {
	test("undo at once after an edit takes back that edit, and the edit becomes a version of its own", () => {
		const world = new World();
		world.trim("b", 60);
		world.settle();
		world.trim("a", 30);
		world.undo();
		expect(framesOf(world.view, "a")).toBe(90);
		expect(framesOf(world.view, "b")).toBe(60);
		world.settle();
		expect(framesOf(world.head.storyboard, "a")).toBe(90);
		expect(world.versions.map((version) => version.facts.title)).toEqual([
			"Start",
			"Trim b to 60",
			"Trim a to 30",
			"Undo “Trim a to 30”",
		]);
	});

	test("five presses in a row are one version", () => {
		const world = new World();
		for (const frames of [10, 20, 30, 40, 50]) {
			world.trim("a", frames);
			world.settle();
		}
		const before = world.versions.length;
		for (let press = 0; press < 5; press += 1) world.undo();
		expect(framesOf(world.view, "a")).toBe(90);
		world.settle();
		expect(world.versions.length).toBe(before + 1);
		expect(world.head.storyboard).toEqual(film);
	});

	test("as many redos as undos before anything is saved make no version", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.trim("b", 30);
		world.settle();
		const before = world.versions.length;
		world.undo();
		world.undo();
		world.redo();
		world.redo();
		world.settle();
		expect(world.versions.length).toBe(before);
	});

	test("an edit that changes nothing is no version and no step", () => {
		const world = new World();
		world.trim("a", 90);
		expect(world.model.history.past).toEqual([]);
		expect(world.timer).toBe(false);
	});

	test("edits of one kind in one go are one step, and none when they end where they began", () => {
		const world = new World();
		world.trim("a", 30);
		world.trim("a", 40);
		expect(world.model.history.past).toHaveLength(1);
		world.trim("a", 90);
		expect(world.model.history.past).toHaveLength(0);
		world.settle();
		expect(world.versions).toHaveLength(1);
	});

	test("a new edit ends redo", () => {
		const world = new World();
		world.trim("a", 30);
		world.undo();
		world.trim("b", 30);
		world.redo();
		expect(world.notices.at(-1)).toEqual({ kind: "nothing-left", action: "redo" });
	});

	test("undo survives a reload, and so does an edit that was not saved", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.trim("b", 40);
		world.reload(false);
		world.settle();
		expect(framesOf(world.head.storyboard, "b")).toBe(40);
		world.undo();
		world.undo();
		world.settle();
		expect(world.head.storyboard).toEqual(film);
		world.reload(false);
		world.redo();
		expect(framesOf(world.view, "a")).toBe(30);
	});

	test("what was changed by somebody else at another place stays", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.commit(trimScene(world.head.storyboard, "d", 200) ?? film);
		world.undo();
		world.settle();
		expect([framesOf(world.head.storyboard, "a"), framesOf(world.head.storyboard, "d")]).toEqual([90, 200]);
	});

	test("a step whose place was changed since is dropped, reported, and the next press takes the one before it", () => {
		const world = new World();
		world.trim("b", 60);
		world.settle();
		world.trim("a", 30);
		world.settle();
		world.send({ type: "base", state: { ...world.state, storyboard: trimScene(world.head.storyboard, "a", 77) } });
		world.undo();
		expect(world.notices.at(-1)).toEqual({ kind: "no-longer-applies", action: "undo", title: "Trim a to 30" });
		world.undo();
		expect(framesOf(world.view, "b")).toBe(90);
	});

	test("a step whose scene is gone by the time it is saved is dropped, reported by name, and nothing else is lost", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.undo();
		world.commit(removeScene(world.head.storyboard, "a") ?? film);
		world.settle();
		expect(world.notices).toContainEqual({ kind: "rebased", dropped: ["Trim a to 30"] });
		expect(world.head.storyboard.scenes.map((scene) => scene.id)).toEqual(["b", "c", "d"]);
		expect(world.view).toEqual(world.head.storyboard);
	});

	test("a turn is taken back as one step, then the edit before it, and both can be made again", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.commit(trimScene(world.head.storyboard, "a", 11) ?? film, "autosave", "Make it shorter", "run-1");
		world.hear(true);
		world.commit(trimScene(world.head.storyboard, "b", 22) ?? film, "turn", "Make it shorter", "run-1");
		world.hear();
		expect(world.notices, "the autosave that is no longer listed").toEqual([]);
		world.send({ type: "base", state: world.state });
		world.undo();
		expect([framesOf(world.view, "a"), framesOf(world.view, "b")]).toEqual([30, 90]);
		world.settle();
		world.hear();
		expect(framesOf(world.head.storyboard, "a")).toBe(30);
		world.undo();
		world.settle();
		expect(world.head.storyboard).toEqual(film);
		world.redo();
		world.redo();
		world.settle();
		expect([framesOf(world.head.storyboard, "a"), framesOf(world.head.storyboard, "b")]).toEqual([11, 22]);
	});

	test("undos in a row that cross a turn are one version, and so are the redos that make them again", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.hear();
		world.commit(trimScene(world.head.storyboard, "b", 22) ?? film, "turn", "Make it shorter", "run-1");
		world.send({ type: "base", state: world.state });
		world.hear();
		world.trim("c", 40);
		world.settle();
		world.hear();
		const newest = world.head.storyboard;
		const made = world.versions.length;
		for (let press = 0; press < 3; press += 1) world.undo();
		world.settle();
		world.hear();
		expect(world.head.storyboard).toEqual(film);
		expect(world.versions.slice(made).map(({ facts }) => facts.title)).toEqual([
			"Undo 3 changes: “Trim c to 40”, “Make it shorter”, “Trim a to 30”",
		]);
		for (let press = 0; press < 3; press += 1) world.redo();
		world.settle();
		expect(world.head.storyboard).toEqual(newest);
		expect(world.versions).toHaveLength(made + 2);
	});

	test("an undo behind a turn whose film before it was never seen here is made once that film is read", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.hear();
		world.commit(
			changeScene(world.head.storyboard, "a", (scene) => ({ ...scene, durationInFrames: 11 })) ?? film,
			"turn",
			"Shorter",
		);
		world.hear();
		const unseen = world.model.history.past.map((entry) => ("sha" in entry ? { ...entry, shownBefore: null } : entry));
		world.model = { ...world.model, history: { ...world.model.history, past: unseen } };
		world.send({ type: "base", state: world.state });
		world.undo();
		world.undo();
		world.settle();
		expect(world.notices.map(({ kind }) => kind)).not.toContain("no-longer-applies");
		expect(world.head.storyboard).toEqual(film);
	});

	test("the film before a turn is still known when the turn saved by itself many times", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.hear();
		for (let save = 1; save <= 8; save += 1) {
			world.commit(trimScene(world.head.storyboard, "b", 10 + save) ?? film, "autosave", "Shorter", "run-1");
			world.send({ type: "base", state: world.state });
			world.hear(true);
		}
		world.commit(trimScene(world.head.storyboard, "b", 22) ?? film, "turn", "Shorter", "run-1");
		world.send({ type: "base", state: world.state });
		world.hear();
		const made = world.versions.length;
		world.undo();
		world.undo();
		world.settle();
		expect(world.head.storyboard).toEqual(film);
		expect(world.versions).toHaveLength(made + 1);
	});

	test("a turn can't be taken back while another one runs, and the person is notified", () => {
		const world = new World();
		world.commit(trimScene(film, "a", 30) ?? film, "turn", "Make it shorter");
		world.hear();
		world.send({ type: "undo", running: true });
		expect(world.notices.at(-1)).toMatchObject({ kind: "turn-running" });
		expect(world.requests).toEqual([]);
	});

	test("a turn that broke off is what undo takes back, not the change before it", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.commit(trimScene(world.head.storyboard, "b", 33) ?? film, "autosave", "Make it shorter");
		world.hear(false);
		world.undo();
		world.settle();
		expect([framesOf(world.head.storyboard, "a"), framesOf(world.head.storyboard, "b")]).toEqual([30, 90]);
	});

	test("undo of a turn keeps what was saved before it, and the next undo takes that back", () => {
		const world = new World();
		world.commit(trimScene(world.head.storyboard, "a", 11) ?? film, "turn", "First");
		world.hear(false);
		world.commit(trimScene(world.head.storyboard, "b", 22) ?? film, "autosave", "Save what was open");
		world.hear(false);
		world.commit(trimScene(world.head.storyboard, "c", 33) ?? film, "autosave", "Third", "run-3");
		world.hear(true);
		// The page hears that the turn has ended before it hears of the turn's version.
		world.hear(false);
		world.commit(trimScene(world.head.storyboard, "d", 44) ?? film, "turn", "Third", "run-3");
		world.hear(false);
		world.send({ type: "base", state: world.state });
		const lengths = () => ["a", "b", "c", "d"].map((id) => framesOf(world.head.storyboard, id));
		const pressed = [world.undo, world.undo, world.undo, world.redo, world.redo, world.redo].map((press) => {
			press();
			world.settle();
			world.hear(false);
			return lengths();
		});
		expect(pressed).toEqual([
			[11, 22, 90, 90],
			[11, 90, 90, 90],
			[90, 90, 90, 90],
			[11, 90, 90, 90],
			[11, 22, 90, 90],
			[11, 22, 33, 44],
		]);
	});

	test("an autosave of a turn that broke off, heard of while it ran, is kept by the undo of the next turn", () => {
		const world = new World();
		world.commit(trimScene(world.head.storyboard, "a", 11) ?? film, "turn", "First");
		world.hear(false);
		world.commit(trimScene(world.head.storyboard, "b", 22) ?? film, "autosave", "Second", "run-2");
		world.hear(true);
		world.hear(false);
		world.commit(trimScene(world.head.storyboard, "c", 33) ?? film, "turn", "Third", "run-3");
		world.hear(false);
		world.undo();
		world.settle();
		expect(["a", "b", "c"].map((id) => framesOf(world.head.storyboard, id))).toEqual([11, 22, 90]);
	});

	test("a tab without a history of its own takes it from the versions", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.model = initialModel();
		world.send({ type: "base", state: world.state });
		world.hear();
		world.undo();
		world.settle();
		expect(world.head.storyboard).toEqual(film);
	});

	test("an own version whose answer was lost is no second step", () => {
		const world = new World();
		world.trim("a", 30);
		world.rest();
		world.loseAnswer();
		world.hear();
		world.settle();
		world.hear();
		expect(world.model.history.past).toHaveLength(1);
		expect(world.versions).toHaveLength(2);
	});

	test("undo of an edit that the studio refuses takes the edit away", () => {
		const world = new World();
		world.trim("a", 30);
		world.rest();
		world.requests = [];
		world.send({ type: "refused", problem: new StoryDreamError("storyboard_invalid", "Too short."), offline: false });
		world.undo();
		expect(world.model.phase.status).toBe("idle");
		expect(world.view).toEqual(film);
	});

	test("two refused edits are taken back by two undos, and the next edit is saved", () => {
		const world = new World();
		world.refuses = (storyboard) => framesOf(storyboard, "a") === 7;
		world.trim("a", 7);
		world.settleOrFail();
		world.trim("b", 40);
		world.settleOrFail();
		world.undo();
		world.undo();
		expect(world.view).toEqual(film);
		world.settleOrFail();
		expect(world.model.phase.status).toBe("idle");
		world.trim("c", 40);
		world.settleOrFail();
		expect(world.head.storyboard).toEqual(trimScene(film, "c", 40));
	});

	const resume: EditorEvent = { type: "resume" };
	test.each<[string, ((world: World) => void)[]]>([
		["while it is being saved", [(world) => world.rest()]],
		["while it is being tried again", [(world) => world.settleOrFail(), (world) => world.send(resume)]],
		[
			"while it is sent again after a lost connection",
			[(world) => world.rest(), (world) => world.loseRequest(), (world) => world.send(resume)],
		],
	])("an edit that is undone %s is not sent again once the studio has refused it", (_when, acts) => {
		const world = new World();
		world.refuses = (storyboard) => framesOf(storyboard, "a") === 7;
		world.trim("a", 7);
		for (const act of acts) act(world);
		world.undo();
		world.trim("b", 40);
		world.settleOrFail();
		expect(world.model.phase.status).toBe("idle");
		expect(world.head.storyboard).toEqual(trimScene(film, "b", 40));
		expect(world.view).toEqual(world.head.storyboard);
	});

	test("an undo that the studio refuses is left out and reported, and the edit behind it is saved", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.refuses = (storyboard) => framesOf(storyboard, "a") === 90;
		world.undo();
		world.settleOrFail();
		world.trim("b", 40);
		world.settleOrFail();
		expect(world.model.phase.status).toBe("idle");
		expect(world.notices).toContainEqual(expect.objectContaining({ kind: "refused", action: "undo", title: "Trim a to 30" }));
		expect([framesOf(world.head.storyboard, "a"), framesOf(world.head.storyboard, "b")]).toEqual([30, 40]);
		expect(world.view).toEqual(world.head.storyboard);
		expect(world.model.history.past.map((entry) => entry.title)).toEqual(["Trim b to 40"]);
	});

	test("undo of a turn takes back no version that nobody has seen here", () => {
		const world = new World();
		world.commit(trimScene(film, "a", 30) ?? film, "turn", "Make it shorter");
		world.hear();
		world.send({ type: "base", state: world.state });
		world.undo();
		world.commit(trimScene(world.head.storyboard, "b", 40) ?? film);
		world.settleOrFail();
		expect([framesOf(world.head.storyboard, "a"), framesOf(world.head.storyboard, "b")]).toEqual([30, 40]);
		expect(world.notices).toContainEqual(expect.objectContaining({ kind: "refused", title: "Make it shorter" }));
		expect([world.model.phase.status, world.view]).toEqual(["idle", world.head.storyboard]);
	});

	test("undo of a turn right after its end needs no newer storyboard than the list of versions", () => {
		const world = new World();
		world.commit(trimScene(film, "a", 30) ?? film, "turn", "Make it shorter");
		world.hear();
		world.undo();
		world.settle();
		expect(world.head.storyboard).toEqual(film);
		expect(world.notices.map(({ kind }) => kind)).toEqual(["done"]);
	});

	test("what is thrown away leaves the history as it was", () => {
		const world = new World();
		world.trim("a", 30);
		world.settle();
		world.undo();
		world.rest();
		world.requests = [];
		world.send({ type: "refused", problem: new StoryDreamError("storage_full", "Full."), offline: false });
		world.send({ type: "discard" });
		world.settle();
		expect(framesOf(world.view, "a")).toBe(30);
		expect(world.model.history.past).toHaveLength(1);
		expect(world.model.history.future).toHaveLength(0);
	});
});

type Action =
	| { do: "edit"; id: string; frames: number }
	| { do: "undo" | "redo" | "rest" | "answer" | "loseAnswer" | "loseRequest" | "resume" }
	| { do: "reload"; arrives: boolean }
	| { do: "elsewhere"; frames: number };

const action: fc.Arbitrary<Action> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant("edit" as const),
			id: fc.constantFrom("a", "b", "c"),
			frames: fc.integer({ min: 5, max: 9 }),
		}),
	},
	{ weight: 6, arbitrary: fc.record({ do: fc.constantFrom("undo" as const, "redo" as const) }) },
	{ weight: 6, arbitrary: fc.record({ do: fc.constantFrom("rest" as const, "answer" as const, "resume" as const) }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom("loseAnswer" as const, "loseRequest" as const) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("reload" as const), arrives: fc.boolean() }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("elsewhere" as const), frames: fc.integer({ min: 5, max: 99 }) }) },
);

/** What a person expects: a film of four numbers, and two stacks. */
class Expected {
	frames: Record<string, number> = { a: 90, b: 90, c: 90, d: 90 };
	past: { id: string; before: number; after: number }[] = [];
	future: { id: string; before: number; after: number }[] = [];
	edit(id: string, after: number): void {
		const before = this.frames[id] ?? 0;
		if (before === after) return;
		this.past.push({ id, before, after });
		this.future = [];
		this.frames[id] = after;
	}
	undo(): void {
		const entry = this.past.pop();
		if (!entry) return;
		this.future.push(entry);
		this.frames[entry.id] = entry.before;
	}
	redo(): void {
		const entry = this.future.pop();
		if (!entry) return;
		this.past.push(entry);
		this.frames[entry.id] = entry.after;
	}
}

test("any order of edits, undos, saves, lost answers, reloads and edits of others ends as a simple model says", () => {
	fc.assert(
		fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
			const world = new World();
			const expected = new Expected();
			for (const [number, one] of actions.entries()) {
				if (one.do === "edit") {
					world.trim(one.id, one.frames, `edit ${number}`);
					expected.edit(one.id, one.frames);
				} else if (one.do === "undo" || one.do === "redo") {
					world[one.do]();
					expected[one.do]();
				} else if (one.do === "elsewhere") {
					world.commit(trimScene(world.head.storyboard, "d", one.frames) ?? film);
					expected.frames.d = one.frames;
				} else if (one.do === "reload") world.reload(one.arrives);
				else if (one.do === "resume") world.send({ type: "resume" });
				else world[one.do]();
				for (const id of ["a", "b", "c"]) expect(framesOf(world.view, id), `${id} is shown at once`).toBe(expected.frames[id]);
			}
			world.settle();
			world.send({ type: "base", state: world.state });
			expect(world.view).toEqual(world.head.storyboard);
			for (const [id, frames] of Object.entries(expected.frames)) expect(framesOf(world.head.storyboard, id), id).toBe(frames);
			expect(world.model.history.past.length).toBe(expected.past.length);
			expect(world.model.history.future.length).toBe(expected.future.length);
			expect(world.notices.filter((notice) => notice.kind === "rebased" && notice.dropped.length > 0)).toEqual([]);
		}),
		{ numRuns: 2000 },
	);
});

test("any number of undos at once, across edits and turns in any order, is one version and the film of that many steps ago", () => {
	const made = fc.record({ by: fc.constantFrom("hand" as const, "turn" as const), id: fc.constantFrom("a", "b", "c") });
	const lost = fc.constantFrom("nothing" as const, "answer" as const, "request" as const, "reload" as const);
	fc.assert(
		fc.property(fc.array(made, { minLength: 1, maxLength: 8 }), fc.nat(7), lost, (changes, presses, loss) => {
			const world = new World();
			const films = [world.head.storyboard];
			for (const [number, { by, id }] of changes.entries()) {
				if (by === "hand") world.trim(id, 10 + number, `edit ${number}`);
				else {
					world.commit(trimScene(world.head.storyboard, id, 10 + number) ?? film, "turn", `Turn ${number}`);
					world.send({ type: "base", state: world.state });
				}
				world.settle();
				world.hear();
				films.push(world.head.storyboard);
			}
			const count = Math.min(presses + 1, changes.length);
			const before = world.versions.length;
			for (let press = 0; press < count; press += 1) world.undo();
			expect(world.view, "it is shown at once").toEqual(films.at(-1 - count));
			world.rest();
			if (loss === "answer") world.loseAnswer();
			else if (loss === "request") world.loseRequest();
			else if (loss === "reload") world.reload(true);
			world.settle();
			expect(world.head.storyboard).toEqual(films.at(-1 - count));
			expect(world.versions.length - before).toBe(1);
			for (let press = 0; press < count; press += 1) world.redo();
			world.settle();
			expect(world.head.storyboard).toEqual(films.at(-1));
			expect(world.versions.length - before).toBe(2);
		}),
		{ numRuns: 1000 },
	);
});

test("whatever the studio refuses, undo leads back to a film that it stores", () => {
	fc.assert(
		fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
			const world = new World();
			world.refuses = (storyboard) => framesOf(storyboard, "c") === 7;
			const expected = new Expected();
			// An undo that was refused is not in the film once an edit has followed it: the two stacks know nothing of that.
			const leftOut = () => world.notices.some(({ kind }) => kind === "refused");
			const press = (which: "undo" | "redo") => {
				world[which]();
				expected[which]();
			};
			for (const [number, one] of actions.entries()) {
				if (one.do === "edit") {
					world.trim(one.id, one.frames, `edit ${number}`);
					expected.edit(one.id, one.frames);
				} else if (one.do === "undo" || one.do === "redo") press(one.do);
				else if (one.do === "elsewhere") {
					world.commit(trimScene(world.head.storyboard, "d", one.frames) ?? film);
					expected.frames.d = one.frames;
				} else if (one.do === "reload") world.reload(one.arrives);
				else if (one.do === "resume") world.send({ type: "resume" });
				else world[one.do]();
				if (leftOut()) continue;
				for (const id of ["a", "b", "c"]) expect(framesOf(world.view, id), `${id} is shown at once`).toBe(expected.frames[id]);
			}
			world.settleOrFail();
			for (let left = actions.length; left > 0 && world.model.phase.status === "failed"; left -= 1) {
				press("undo");
				world.settleOrFail();
			}
			expect(world.model.phase.status).toBe("idle");
			world.send({ type: "base", state: world.state });
			expect(world.view).toEqual(world.head.storyboard);
			if (leftOut()) return;
			for (const [id, frames] of Object.entries(expected.frames)) expect(framesOf(world.head.storyboard, id), id).toBe(frames);
		}),
		{ numRuns: 1000 },
	);
});

test("whatever others do to the same places, the editor comes to rest showing what the studio has", () => {
	const other = fc.record({
		do: fc.constantFrom("foreign" as const, "gone" as const, "turn" as const, "hear" as const),
		at: fc.constantFrom("a", "b", "c"),
	});
	fc.assert(
		fc.property(fc.array(fc.oneof(action, other), { maxLength: 60 }), (actions) => {
			const world = new World();
			for (const [number, one] of actions.entries()) {
				const now = world.head.storyboard;
				if (one.do === "edit") world.trim(one.id, one.frames, `edit ${number}`);
				else if (one.do === "undo" || one.do === "redo") world[one.do]();
				else if (one.do === "foreign")
					world.commit(changeScene(now, one.at, (scene) => ({ ...scene, durationInFrames: 200 + number })) ?? now);
				else if (one.do === "gone") world.commit(removeScene(now, one.at) ?? now);
				else if (one.do === "turn") world.commit(trimScene(now, one.at, 300 + number) ?? now, "turn");
				else if (one.do === "hear") world.hear();
				else if (one.do === "elsewhere") world.commit(trimScene(now, "d", one.frames) ?? now);
				else if (one.do === "reload") world.reload(one.arrives);
				else if (one.do === "resume") world.send({ type: "resume" });
				else world[one.do]();
			}
			world.settle();
			world.hear();
			world.send({ type: "base", state: world.state });
			expect(world.view).toEqual(world.head.storyboard);
			expect(world.model.waiting).toEqual([]);
		}),
		{ numRuns: 500 },
	);
});

test("every phase has an answer for every event", () => {
	const events = Object.keys(EDITOR_TABLE.idle).sort();
	for (const [phase, row] of Object.entries(EDITOR_TABLE)) expect(Object.keys(row).sort(), phase).toEqual(events);
});
