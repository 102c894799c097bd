import type { PreviewError, SceneCatalog, Storyboard } from "@storydream/protocol";
import { sceneSpans } from "@storydream/protocol";
import type { ComponentType } from "react";
import { chooseComposition, type Film, type FoundComposition, filmOf, resolveFilm } from "./compositions.tsx";
import { describeThrown, keyOf } from "./errors.ts";
import { lettersWithoutFont } from "./glyphs.ts";
import { keepThroughReload } from "./kept.ts";
import { lettersSentence } from "./letters-sentence.ts";
import { TreeFacts } from "./messages.ts";
import { type Place, tellHost, tellParent } from "./parent-messages.ts";
import { checkStoryboard, describesFilm, makeCatalog, thrownSentence } from "./storyboard.ts";

export type PartName = "root" | "storyboard" | "scenes" | "fonts" | "transitions" | "looks" | "music";
type Module = Record<string, unknown>;
export type Loaders = { [name in PartName]?: () => Promise<Module> };

export interface PageSnapshot {
	root: ComponentType | null;
	film: Film | null;
	errors: PreviewError[];
	/** Rises with every change of the code: boundaries try again. */
	revision: number;
	loop: boolean;
	range: { from: number; to: number } | null;
	inspecting: boolean;
}

/** What the player can be asked, as far as the model needs it. */
export interface Playhead {
	frame(): number;
	playing(): boolean;
	pause(): void;
}

/** How long a page waits for its server, and how often it asks. */
const SERVER_DEADLINE_MS = 60_000;
const SERVER_PAUSE_MS = 500;
/** A module that can't be fetched though the server answers is tried so often; then it is reported as an error. */
const MOST_RETRIES = 3;
const LOST = { kind: "build" as const, message: "The preview lost its server. Load the page anew." };

/** What browsers throw when a module's file did not arrive at all. */
function isLost(thrown: unknown): boolean {
	return thrown instanceof TypeError && /dynamically imported module|module script failed/i.test(thrown.message);
}

/** How long letters wait for the film's fonts before they are looked at. */
const FONTS_DEADLINE_MS = 15_000;

/** Waits until the film has loaded its fonts: it holds its pictures back until then. */
async function fontsLoaded(): Promise<void> {
	const deadline = performance.now() + FONTS_DEADLINE_MS;
	const loading = () => window.remotion_delayRenderHandles.length > 0 || document.fonts.status !== "loaded";
	while (loading() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Everything the page knows of the film it shows. The view draws its snapshot; reports go out from here. */
export class PageModel {
	readonly tree: string;
	readonly capture: boolean;
	playhead: Playhead | null = null;
	storyboard: Storyboard | null = null;
	problem: string | null = null;
	catalog: SceneCatalog | null = null;
	readonly #loaders: Loaders;
	readonly #parts: { [name in PartName]?: Module } = {};
	readonly #errors = new Map<string, PreviewError>();
	/** Errors seen since the last change of the code. */
	#fresh = new Set<string>();
	#snapshot: PageSnapshot = { root: null, film: null, errors: [], revision: 0, loop: true, range: null, inspecting: false };
	readonly #listeners = new Set<() => void>();
	#resolving = new AbortController();
	#lastReady = "";
	#lastStoryboardError: string | null = null;
	#noted: Promise<void> = Promise.resolve();
	#paintedFrame: number | null = null;
	/** The storyboard whose letters were looked at last. Owned by `checkLetters`. */
	#lettersOf: Storyboard | null = null;
	#started = false;
	#retries: number;
	#waiting = false;

	constructor(tree: string, capture: boolean, loaders: Loaders, retries = 0) {
		this.#retries = retries;
		this.tree = tree;
		this.capture = capture;
		this.#loaders = loaders;
	}

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
	readonly snapshot = (): PageSnapshot => this.#snapshot;

	set(change: Partial<PageSnapshot>): void {
		this.#snapshot = { ...this.#snapshot, ...change };
		for (const listener of this.#listeners) listener();
	}

	/** Loads the film. Resolves when its parts are known or their failure is reported. */
	async load(): Promise<void> {
		const facts = this.#facts();
		const parts = Promise.all((Object.keys(this.#loaders) as PartName[]).map((name) => this.#loadPart(name)));
		const root = await this.#loadPart("root", true);
		if (root !== null) this.#takeRoot(root);
		else await this.#reported;
		await parts;
		const known = await facts;
		if (known === null) return this.reloadWhenBack();
		await this.checkStoryboard(known);
		if (!this.#loaders.root)
			this.#note({ kind: "build", message: "This project has no src/Root.tsx, so there is nothing to show." });
		this.#started = true;
	}

	/** The page and its server hear each other: what was lost before does not count any more. */
	connected(): void {
		this.#retries = 0;
	}

	#reported: Promise<void> = Promise.resolve();

	async #loadPart(name: PartName, report = false): Promise<Module | null> {
		const loader = this.#loaders[name];
		if (!loader) return null;
		try {
			const module = await loader();
			this.#parts[name] = module;
			return module;
		} catch (error) {
			if (report) this.#reported = this.loadFailed(error);
			return null;
		}
	}

	#takeRoot(module: Module): void {
		const root =
			module.Root ?? module.RemotionRoot ?? module.default ?? Object.values(module).find((value) => typeof value === "function");
		if (typeof root !== "function") {
			this.#note({ kind: "build", message: "src/Root.tsx exports no component called Root.", file: "src/Root.tsx" });
			return;
		}
		this.set({ root: root as ComponentType });
	}

	/** A part came anew and could not be swapped in place by React's refresh. */
	replace(name: PartName, module: Module | undefined): void {
		if (!module) return;
		this.#parts[name] = module;
		if (name === "root") this.#takeRoot(module);
	}

	/** After a load that followed one with errors: says that they are gone. */
	forgetEarlierErrors(): void {
		if (this.#errors.size === 0) this.#tell({ type: "recovered" });
	}

	/**
	 * Something of the film did not load: says what, with the file where it is known.
	 * @param revision of the change that did not load; a newer one meanwhile loads by itself what is missing
	 */
	async loadFailed(thrown: unknown, revision = this.#snapshot.revision): Promise<void> {
		const facts = await this.#facts();
		if (facts === null) return this.reloadWhenBack();
		const said = thrownSentence(thrown, facts.storyboard);
		if (facts.buildErrors.length > 0) {
			for (const error of facts.buildErrors) this.note(error);
			return;
		}
		const own = await this.#ownStoryboardSchema();
		const check = checkStoryboard(facts.storyboard, own);
		if (facts.storyboard !== null && check.problem !== null) return this.#noteStoryboard(check.problem, check.file);
		if (said !== null) return this.#noteStoryboard(said, "src/storyboard.json");
		// The server finds nothing wrong: the file itself did not arrive.
		if (isLost(thrown) && this.#retries < MOST_RETRIES) return this.reloadWhenBack(() => this.#snapshot.revision === revision);
		const caught = describeThrown("unhandled", thrown);
		this.note(caught.error, caught.at);
	}

	takeCompositions(compositions: FoundComposition[]): void {
		const chosen = chooseComposition(compositions);
		if (!chosen) return;
		this.#resolving.abort();
		this.#resolving = new AbortController();
		const { signal } = this.#resolving;
		if (!chosen.calculateMetadata) {
			try {
				this.set({ film: filmOf(chosen) });
			} catch (error) {
				this.thrown("render", error);
			}
			return;
		}
		resolveFilm(chosen, signal).then(
			(film) => {
				if (!signal.aborted) this.set({ film });
			},
			(error) => {
				if (!signal.aborted) this.thrown("render", error);
			},
		);
	}

	/** An error thrown while drawing or anywhere else on the page. */
	thrown(kind: "render" | "unhandled", error: unknown, componentStack = ""): void {
		const caught = describeThrown(kind, error, componentStack);
		this.note(caught.error, caught.at);
	}

	/** Takes an error in; tells it once, with frame and scene. */
	note(error: Omit<PreviewError, "key"> & { key?: string }, at?: Place): void {
		this.#note(error, at);
	}

	#note(error: Omit<PreviewError, "key"> & { key?: string }, at?: Place): void {
		const key = error.key ?? keyOf(error);
		this.#fresh.add(key);
		if (this.#errors.has(key)) return;
		const drawn = error.kind === "render" || error.kind === "unhandled" || error.kind === "asset";
		const frame = drawn ? this.playhead?.frame() : undefined;
		const sceneId = error.sceneId ?? (frame === undefined ? null : this.sceneAt(frame, error.component, error.file));
		const whole: PreviewError = { ...error, key, ...(frame === undefined ? {} : { frame }), ...(sceneId ? { sceneId } : {}) };
		this.#errors.set(key, whole);
		this.set({ errors: [...this.#errors.values()] });
		this.#noted = tellHost(this.tree, this.capture, { type: "error", error: whole }, at).then((known) => {
			const reported = known ?? whole;
			if (this.#errors.has(key)) {
				this.#errors.set(key, reported);
				this.set({ errors: [...this.#errors.values()] });
			}
			tellParent({ type: "error", error: reported });
		});
	}

	#noteStoryboard(problem: string, file?: string): void {
		const error = { kind: "storyboard" as const, message: problem, ...(file ? { file } : {}) };
		this.problem = problem;
		this.#lastStoryboardError = keyOf(error);
		this.#note(error);
	}

	/** The scene that is seen at a frame: of two that overlap, the one an error or a click belongs to. */
	sceneAt(frame: number, component?: string, file?: string): string | null {
		const storyboard = this.storyboard;
		const film = this.#snapshot.film;
		if (!storyboard || !film || !describesFilm(storyboard, film.durationInFrames)) return null;
		const spans = sceneSpans(storyboard).filter((span) => frame >= span.from && frame < span.from + span.durationInFrames);
		const name = component ?? /scenes\/(\w+)\./.exec(file ?? "")?.[1];
		const own = spans.find((span) => storyboard.scenes.find((scene) => scene.id === span.id)?.scene === name);
		return (own ?? spans.at(-1))?.id ?? null;
	}

	/**
	 * Without its server nothing loads, and that says nothing of the film: the page tries again when it answers.
	 * @param needed whether something is still missing by then; default: it is
	 */
	async reloadWhenBack(needed: () => boolean = () => true): Promise<void> {
		if (this.#waiting) return;
		if (this.#retries >= MOST_RETRIES) return this.#note(LOST);
		this.#waiting = true;
		for (let waited = 0; waited < SERVER_DEADLINE_MS; waited += SERVER_PAUSE_MS) {
			await new Promise((resolve) => setTimeout(resolve, SERVER_PAUSE_MS));
			if ((await this.#facts()) === null) continue;
			if (!needed()) {
				this.#waiting = false;
				return;
			}
			this.#retries += 1;
			return this.reload([]);
		}
		this.#note(LOST);
	}

	/** Reads the storyboard from the disk and checks it; also makes the catalog anew. */
	async checkStoryboard(facts?: TreeFacts | null): Promise<void> {
		const known = facts ?? (await this.#facts());
		if (known === null) return;
		const check = checkStoryboard(known.storyboard, await this.#ownStoryboardSchema());
		this.problem = check.problem;
		if (check.storyboard) this.storyboard = check.storyboard;
		else if (known.storyboard === null) this.storyboard = null;
		if (check.problem !== null && known.storyboard !== null) this.#noteStoryboard(check.problem, check.file);
		else if (this.#lastStoryboardError !== null) this.#fresh.delete(this.#lastStoryboardError);
		try {
			const { scenes, transitions, fonts, looks, music, storyboard } = this.#parts;
			this.catalog = makeCatalog({
				scenes: scenes?.scenes,
				transitions: transitions?.transitions,
				fonts: fonts?.fontFamilies,
				looks: looks?.lookCatalog,
				sounds: music?.soundCatalog,
				storyboardSchema: storyboard?.storyboardSchema,
				audio: known.audio,
			});
		} catch (error) {
			this.catalog = null;
			this.problem ??= `The scenes' schemas can't be read: ${error instanceof Error ? error.message : "unknown"}.`;
		}
	}

	/** Reports the scenes whose words have letters that no font draws; waits for the fonts of the film. */
	async checkLetters(): Promise<void> {
		const { storyboard } = this;
		this.#lettersOf = storyboard;
		if (storyboard === null) return;
		await fontsLoaded();
		if (this.storyboard !== storyboard) return;
		for (const missing of lettersWithoutFont(storyboard)) {
			const { sceneId } = missing;
			this.#note({ kind: "storyboard", message: lettersSentence(storyboard, missing), ...(sceneId === null ? {} : { sceneId }) });
		}
	}

	async #ownStoryboardSchema(): Promise<unknown> {
		return this.#parts.storyboard?.storyboardSchema;
	}

	/** Before a change of the code is painted: errors seen until now must show themselves again. */
	changing(): void {
		this.#fresh = new Set();
		this.set({ revision: this.#snapshot.revision + 1 });
	}

	/** After a change was painted: forgets errors that did not come back, and tells what is new. */
	async changed(files: string[]): Promise<void> {
		const facts = await this.#facts();
		if (facts === null) return;
		for (const error of facts.buildErrors) this.note(error);
		await this.checkStoryboard(facts);
		await this.checkLetters();
		for (const key of [...this.#errors.keys()]) if (!this.#fresh.has(key)) this.#errors.delete(key);
		const hadErrors = this.#snapshot.errors.length > 0;
		if (hadErrors) this.set({ errors: [...this.#errors.values()] });
		if (hadErrors && this.#errors.size === 0) this.#tell({ type: "recovered" });
		this.reportReady();
		this.#tell({ type: "updated", files });
	}

	/** Tells that the film is there, once for every shape of it. */
	reportReady(): void {
		const { film } = this.#snapshot;
		if (!film || this.#paintedFrame === null || !this.#started) return;
		const { fps, width, height, durationInFrames } = film;
		const reported = this.storyboard && describesFilm(this.storyboard, durationInFrames) ? this.storyboard : null;
		const problem =
			this.problem ?? (reported ? null : "The film's length is not the one of its storyboard, so its scenes are edited in code.");
		const report = {
			type: "ready" as const,
			fps,
			width,
			height,
			durationInFrames,
			storyboard: reported,
			catalog: this.catalog,
			problem,
		};
		const text = JSON.stringify(report);
		if (text === this.#lastReady) return;
		this.#lastReady = text;
		this.#tell(report);
	}

	#tell(report: Parameters<typeof tellParent>[0]): void {
		const host = tellHost(this.tree, this.capture, report);
		// Errors wait for the host to name their place: "recovered" must not overtake them.
		if (report.type === "recovered") void Promise.all([this.#noted, host]).then(() => tellParent(report));
		else tellParent(report);
	}

	/** Says everything once more, for a page around us that listens only now. */
	sayAll(): void {
		this.#lastReady = "";
		for (const error of this.#errors.values()) tellParent({ type: "error", error });
		this.reportReady();
		if (this.playhead) tellParent({ type: "frame", frame: this.playhead.frame(), playing: this.playhead.playing() });
	}

	/** The film's parts were loaded, or failed to. */
	get loaded(): boolean {
		return this.#started;
	}

	/** Frame that React has put on the page. */
	painted(frame: number): void {
		this.#paintedFrame = frame;
		if (this.#lettersOf !== this.storyboard) void this.checkLetters();
	}
	get paintedFrame(): number | null {
		return this.#paintedFrame;
	}

	/** Loads the page anew; the playhead stays where it is, and moves on if it did. */
	reload(files: string[]): void {
		this.keep(files);
		window.location.reload();
	}

	keep(files: string[]): void {
		const frame = this.playhead?.frame() ?? 0;
		const playing = this.playhead?.playing() ?? false;
		const { range } = this.#snapshot;
		tellParent({ type: "leaving" });
		keepThroughReload({ frame, playing, range, files, hadErrors: this.#errors.size > 0, retries: this.#retries });
	}

	/** Changes of the project's files the server has seen so far; null when it does not answer. */
	async changesSeen(): Promise<number | null> {
		return (await this.#facts())?.changes ?? null;
	}

	/**
	 * What the server knows of the tree; null when it does not answer: that is nothing wrong with the film, and Vite's
	 * own client loads the page anew when the server is back.
	 */
	async #facts(): Promise<TreeFacts | null> {
		try {
			const response = await fetch(`/__storydream/tree?tree=${encodeURIComponent(this.tree)}`, { cache: "no-store" });
			return response.ok ? TreeFacts.parse(await response.json()) : null;
		} catch (error) {
			console.warn("StoryDream: the preview server does not answer.", error);
			return null;
		}
	}
}
