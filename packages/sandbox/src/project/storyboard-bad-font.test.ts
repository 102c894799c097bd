import { fileURLToPath } from "node:url";
import { rulesOf, type SceneCatalog, type Storyboard, type StoryboardIssue, storyboardIssues } from "@storydream/protocol";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { checkStoryboardEdit, storyboardProblem } from "./storyboard-rules.ts";

/** The template as a new project has it. Its modules are loaded by path: the sandbox must not depend on it. */
const template = fileURLToPath(new URL("../../../template", import.meta.url));
const page = fileURLToPath(new URL("../preview/page/storyboard.ts", import.meta.url));
interface Template {
	storyboard: { parseStoryboard(input: unknown): unknown; unknownScenes(board: unknown): string[]; storyboardSchema: unknown };
	scenes: { scenes: Record<string, { defaultProps: Record<string, unknown> }> };
	fonts: { fontFamilies: object };
	transitions: { transitions: object };
	looks: { lookCatalog: object[] };
}
let film: Template;
let board: Storyboard;
let catalog: SceneCatalog;

beforeAll(async () => {
	const load = async (module: string) => (await import(`${template}/src/${module}`)) as never;
	film = {
		storyboard: await load("storyboard.ts"),
		scenes: await load("scenes/index.ts"),
		fonts: await load("fonts.ts"),
		transitions: await load("transitions/index.ts"),
		looks: await load("looks/index.ts"),
	};
	const data = ((await import(`${template}/src/storyboard.json`, { with: { type: "json" } })) as { default: Storyboard }).default;
	board = structuredClone(data);
	const { makeCatalog } = (await import(page)) as { makeCatalog(exports: object): SceneCatalog };
	catalog = makeCatalog({
		scenes: film.scenes.scenes,
		transitions: film.transitions.transitions,
		fonts: film.fonts.fontFamilies,
		looks: film.looks.lookCatalog,
		storyboardSchema: film.storyboard.storyboardSchema,
		audio: [],
	});
});

type Change = (board: Storyboard) => void;
const sceneOf = (storyboard: Storyboard, index = 0) => {
	const scene = storyboard.scenes[index];
	if (!scene) throw new Error("no scene");
	return scene;
};
const changed = (change: Change): Storyboard => {
	const copy = structuredClone(board);
	change(copy);
	return copy;
};
const edit = (storyboard: Storyboard, known: SceneCatalog | null = null) =>
	checkStoryboardEdit(storyboard, { projectDir: template, catalog: known, askCatalog: async () => known });

const NAMES = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
/** Refused with no page open: names and files stand in the project's sources. */
const cases: [what: string, change: Change, words: RegExp][] = [
	[
		"a font that is not there",
		(b) => void Object.assign(b.theme.fonts ?? {}, { heading: "Papyrus" }),
		/theme\.fonts\.heading.*"Papyrus".*Fraunces/,
	],
	[
		"a font for code that is not there",
		(b) => void Object.assign(b.theme.fonts ?? {}, { mono: "Courier" }),
		/theme\.fonts\.mono.*"Courier".*Inter/,
	],
	[
		"a scene that is not there",
		(b) => void Object.assign(sceneOf(b), { scene: "Fireworks" }),
		/scene 1.*"Fireworks".*KineticText/,
	],
	[
		"a transition that is not there",
		(b) => void Object.assign(sceneOf(b, 1), { transition: { type: "spin", durationInFrames: 9 } }),
		/scene 2.*transition\.type.*"spin".*none.*iris/,
	],
	["a look that is not there", (b) => void Object.assign(b, { look: "baroque" }), /look.*"baroque".*swiss/],
	["half a theme without a look", (b) => void Object.assign(b, { theme: { radius: 4 } }), /theme\.palette/],
	["a brief that is no list", (b) => void Object.assign(b, { brief: "a film" }), /brief/],
	[
		"a picture in a scene that is missing",
		(b) => void Object.assign(sceneOf(b), { media: "assets/no.png" }),
		/scene 1.*media.*no file public\/assets\/no\.png/,
	],
	["a backdrop that is not there", (b) => void Object.assign(b.theme, { backdrop: "spiral" }), /theme\.backdrop.*"spiral".*glow/],
	...NAMES.flatMap((name): [string, Change, RegExp][] => [
		[`${name} as a font`, (b) => void Object.assign(b.theme.fonts ?? {}, { body: name }), /theme\.fonts\.body/],
		[`${name} as a scene`, (b) => void Object.assign(sceneOf(b), { scene: name }), /scene 1/],
		[
			`${name} as a transition`,
			(b) => void Object.assign(sceneOf(b, 1), { transition: { type: name, durationInFrames: 9 } }),
			/transition/,
		],
		[`${name} as a prop`, (b) => void Object.defineProperty(sceneOf(b).props, name, own(1)), new RegExp(name)],
		[`${name} as a field`, (b) => void Object.defineProperty(b.theme.palette ?? {}, name, own("#000000")), new RegExp(name)],
	]),
	["constructor as an id", (b) => void Object.assign(sceneOf(b), { id: "constructor" }), /id/],
	["a sound that is missing", (b) => void sound(b, "audio/music/none.mp3"), /audio\.1\.src.*no file public\/audio\/music\/none/],
	["a sound with public/ before it", (b) => void sound(b, "public/audio/music/calm.mp3"), /audio\.1\.src.*below public\//],
	["a sound outside of the project", (b) => void sound(b, "../../../etc/passwd"), /audio\.1\.src/],
	["a sound of the network", (b) => void sound(b, "https://example.com/a.mp3"), /audio\.1\.src.*network/],
	["a picture as a sound", (b) => void sound(b, "images/landscape.svg"), /audio\.1\.src.*no sound/],
	[
		"a picture that is missing",
		(b) => void b.scenes.push({ id: "p", scene: "ImagePan", durationInFrames: 60, props: { src: "assets/no.png" } }),
		/scene 4.*props\.src.*no file public\/assets\/no\.png/,
	],
	["a caption that ends before it begins", (b) => void caption(b, 60, 30), /captions\.0\.endFrame.*30.*60/],
	["a caption of no length", (b) => void caption(b, 60, 60), /captions\.0\.endFrame/],
	["a caption before the film", (b) => void caption(b, -5, 30), /captions\.0\.startFrame/],
	["a film over a day", (b) => void Object.assign(b, { scenes: many(sceneOf(b), 30, 108_000) }), /scenes.*hours.*24/],
	["a length that is no number", (b) => void Object.assign(sceneOf(b), { durationInFrames: Number.NaN }), /durationInFrames/],
	[
		"a number that JSON can't write",
		(b) => void Object.assign(sceneOf(b).props, { size: Number.POSITIVE_INFINITY }),
		/props\.size.*too large/,
	],
	["a negative length", (b) => void Object.assign(sceneOf(b), { durationInFrames: -30 }), /durationInFrames/],
	["a length without end", (b) => void Object.assign(sceneOf(b), { durationInFrames: 1e12 }), /durationInFrames/],
	["a start far behind any film", (b) => void caption(b, 1e15, 2e15), /captions\.0/],
	["a colour that is none", (b) => void Object.assign(b.theme.palette ?? {}, { accent: "reddish" }), /theme\.palette\.accent/],
];
/** Refused once a page has said what the scenes take, or is asked. */
const propCases: [what: string, props: Record<string, unknown>, words: RegExp][] = [
	["a prop of a wrong kind", { title: 7 }, /props\.title.*expected string/],
	["a prop that is missing", {}, /props\.title/],
	["a prop that the scene does not have", { title: "T", subtitel: "x" }, /subtitel/],
	["a colour of a scene that is none", { title: "T", accent: "red" }, /props\.accent/],
	["a text without end", { title: "x".repeat(5000) }, /props\.title/],
];
const own = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true });
const sound = (b: Storyboard, src: string) =>
	b.audio.push({ id: "extra", src, startFrame: 0, volume: 1, loop: false, fadeInFrames: 0, fadeOutFrames: 0 });
const caption = (b: Storyboard, startFrame: number, endFrame: number) => b.captions.push({ text: "Hello", startFrame, endFrame });
const many = (scene: Storyboard["scenes"][number], count: number, durationInFrames: number) =>
	Array.from({ length: count }, (_, index) => ({ ...scene, id: `s${index}`, durationInFrames }));

describe("storyboard-bad-font: an edit that would ruin the film", () => {
	it.each(cases)("is refused with no page open: %s", async (_what, change, words) => {
		await expect(edit(changed(change))).rejects.toMatchObject({
			code: "storyboard_invalid",
			message: expect.stringMatching(words),
		});
	});

	it.each(propCases)("is refused by what a page says, open or asked: %s", async (_what, props, words) => {
		const wrong = changed((b) => void Object.assign(sceneOf(b), { props: props }));
		const refusal = { code: "storyboard_invalid", message: expect.stringMatching(words) };
		await expect(edit(wrong, catalog)).rejects.toMatchObject(refusal);
		const askCatalog = async () => catalog;
		await expect(checkStoryboardEdit(wrong, { projectDir: template, catalog: null, askCatalog })).rejects.toMatchObject(refusal);
	});

	it("takes what the second version of the format adds: look, part of a theme, layout, icon, media, notes and brief", async () => {
		const second = changed((b) => {
			Object.assign(b, { look: "swiss", theme: { motion: 2 }, brief: [{ text: "30 %", kind: "number", shownIn: ["title-1"] }] });
			Object.assign(sceneOf(b), { icon: "bee", media: "images/landscape.svg", notes: "The bee is the hero" });
		});
		await expect(edit(second, catalog)).resolves.toBeUndefined();
		expect(storyboardIssues(second, rulesOf(catalog))).toEqual([]);
		expect(film.storyboard.parseStoryboard(second)).toMatchObject({ look: "swiss", theme: { motion: 2 } });
	});

	it("leaves every edit that is right alone, and asks no page when no scene has other props", async () => {
		const ask = async () => {
			throw new Error("asked");
		};
		const slower = changed((b) => void Object.assign(b, { fps: 25 }));
		await expect(checkStoryboardEdit(slower, { projectDir: template, catalog: null, askCatalog: ask })).resolves.toBeUndefined();
		for (const [name, { defaultProps }] of Object.entries(film.scenes.scenes)) {
			const other = changed((b) => void b.scenes.push({ id: "n", scene: name, durationInFrames: 60, props: defaultProps }));
			await expect(edit(other, catalog)).resolves.toBeUndefined();
		}
	});
});

describe("a film that is wrong already", () => {
	it("has its problem named by GET, with no page open", async () => {
		expect(await storyboardProblem({ projectDir: template, catalog: null })).toBeNull();
	});

	it("is not stopped from other edits by a file that was missing before", () => {
		const before = changed((b) => void sound(b, "audio/gone.mp3"));
		const rules = { ...rulesOf(catalog), hasFile: (file: string) => file !== "audio/gone.mp3" };
		const kinds = storyboardIssues(before, rules).map(({ kind }) => kind);
		expect(kinds).toEqual(["content"]);
	});
});

describe("whatever is accepted", () => {
	const anything = fc.oneof(
		fc.constantFrom<unknown>(
			...NAMES,
			"Papyrus",
			"Inter",
			"fade",
			"spin",
			"Title",
			"Points",
			"swiss",
			"#ff0000",
			"red",
			"",
			"a.mp3",
			null,
		),
		fc.double(),
		fc.integer(),
		fc.string({ maxLength: 12 }),
		fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
		fc.constant({ type: "fade", durationInFrames: 12 }),
	);
	/** Replaces, removes or adds a value at a random place of a tree. */
	const mutate = (root: unknown, steps: number[], value: unknown, how: number): void => {
		let node = root as Record<string, unknown>;
		for (const [depth, step] of steps.entries()) {
			const keys = Object.keys(node);
			if (keys.length === 0) return;
			const key = keys[step % keys.length] ?? "";
			const inner = node[key];
			if (depth < steps.length - 1 && typeof inner === "object" && inner !== null) {
				node = inner as Record<string, unknown>;
				continue;
			}
			if (how === 0) delete node[key];
			else if (how === 1 && typeof value === "string") Object.defineProperty(node, value, own(value));
			else node[key] = value;
			return;
		}
	};

	it("is accepted by the film's own parser too, however the storyboard is changed", () => {
		let accepted = 0;
		let refused = 0;
		const one = fc.tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), anything, fc.nat(4));
		const scenes = fc.array(fc.constantFrom(...Object.entries(film.scenes.scenes)), { maxLength: 3 });
		fc.assert(
			fc.property(fc.array(one, { minLength: 1, maxLength: 2 }), scenes, (changes, more) => {
				const mutated = changed((b) => {
					for (const [index, [scene, { defaultProps }]] of more.entries())
						b.scenes.push({ id: `more-${index}`, scene, durationInFrames: 60, props: structuredClone(defaultProps) });
					for (const [steps, value, how] of changes) mutate(b, steps, value, how);
				});
				const issues: StoryboardIssue[] = storyboardIssues(mutated, rulesOf(catalog));
				if (issues.length > 0) {
					refused += 1;
					return;
				}
				accepted += 1;
				const parsed = film.storyboard.parseStoryboard(JSON.parse(JSON.stringify(mutated)));
				expect(film.storyboard.unknownScenes(parsed)).toEqual([]);
			}),
			{ numRuns: 4_000, endOnFailure: true },
		);
		console.info(`storyboards changed at random: ${accepted} accepted and parsed, ${refused} refused`);
		expect(Math.min(accepted, refused)).toBeGreaterThan(200);
	});
});
