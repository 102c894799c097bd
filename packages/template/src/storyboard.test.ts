import {
	Storyboard as ProtocolStoryboard,
	filmDurationInFrames as protocolDuration,
	sceneSpans as protocolSpans,
} from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { scenes } from "./scenes";
import { filmDurationInFrames, parseStoryboard, sceneSpans, storyboard, storyboardSchema, unknownScenes } from "./storyboard";
import data from "./storyboard.json";
import { presets } from "./theme";
import { transitions } from "./transitions";

const scene = (over: Record<string, unknown> = {}) => ({
	id: "title-1",
	scene: "Title",
	durationInFrames: 60,
	props: { title: "Hello" },
	...over,
});
const board = (...list: unknown[]) => ({ ...data, audio: [], scenes: list });

describe("a storyboard that is right", () => {
	it("takes a language that every browser understands, and no other", () => {
		expect(parseStoryboard({ ...board(scene()), language: "pt-BR" }).language).toBe("pt-BR");
		for (const language of ["Turkish language", "t", "en_US", ""])
			expect(storyboardSchema.safeParse({ ...board(scene()), language }).success).toBe(false);
	});

	it("is the one that a new project starts with, for the studio too", () => {
		expect(ProtocolStoryboard.safeParse(data).success).toBe(true);
		expect(storyboard.scenes.length).toBeGreaterThan(1);
		const seconds = filmDurationInFrames(storyboard) / storyboard.fps;
		expect(seconds).toBeGreaterThanOrEqual(8);
		expect(seconds).toBeLessThanOrEqual(10);
	});

	it("keeps fields it does not know outside of props", () => {
		const parsed = parseStoryboard({ ...board(scene({ note: "mine" })), mood: "calm" });
		expect(parsed).toMatchObject({ mood: "calm", scenes: [{ note: "mine" }] });
	});

	it("fills in what may be left out", () => {
		const { audio: _audio, captions: _captions, ...rest } = board(scene());
		expect(parseStoryboard(rest)).toMatchObject({ audio: [], captions: [] });
	});

	it.each(Object.keys(presets))("may use the theme %s", (name) => {
		const theme = presets[name as keyof typeof presets];
		expect(parseStoryboard({ ...board(scene()), theme }).theme).toEqual(theme);
	});

	it.each(["none", ...Object.keys(transitions)])("may join scenes with %s", (type) => {
		const second = scene({ id: "b", transition: { type, durationInFrames: 10 } });
		expect(parseStoryboard(board(scene(), second)).scenes[1]?.transition?.type).toBe(type);
	});
});

describe("a storyboard that is wrong is refused with a sentence that", () => {
	const cases: [what: string, input: unknown, words: string[]][] = [
		[
			"names scene and field of a missing prop",
			board(scene({ props: {} })),
			['Scene "title-1" (Title)', "props.title", "expected string"],
		],
		[
			"names scene and field of a prop of a wrong kind",
			board(scene({ props: { title: 7 } })),
			['Scene "title-1" (Title)', "props.title", "number"],
		],
		[
			"names an element of a list",
			board(
				scene({
					id: "sales",
					scene: "BarChart",
					props: {
						title: "T",
						bars: [
							{ label: "a", value: 1 },
							{ label: "b", value: "2" },
						],
					},
				}),
			),
			['Scene "sales" (BarChart)', "props.bars[1].value", "expected number"],
		],
		[
			"names a prop that the scene does not have",
			board(scene({ props: { title: "T", subtitel: "x" } })),
			['Scene "title-1" (Title)', "subtitel"],
		],
		["shows how a colour is written", board(scene({ props: { title: "T", accent: "red" } })), ["props.accent", "#1a2b3c"]],
		["names every scene that is wrong", board(scene({ props: {} }), scene({ id: "b", props: {} })), ['"title-1"', '"b"']],
		["names an id that is used twice", board(scene(), scene()), ['Scene "title-1"', "used twice"]],
		["numbers a scene without an id", board(scene({ id: undefined })), ["Scene number 1", "id"]],
		[
			"lists the transitions there are",
			board(scene(), scene({ id: "b", transition: { type: "spin", durationInFrames: 9 } })),
			['"b"', '"spin"', "iris"],
		],
		[
			"lists the fonts there are",
			{ ...board(scene()), theme: { ...data.theme, fonts: { heading: "Comic", body: "Inter" } } },
			["theme.fonts.heading", '"Comic"', "Fraunces"],
		],
		["names a length of nothing", board(scene({ durationInFrames: 0 })), ['"title-1"', "durationInFrames"]],
		["asks for a scene", board(), ["at least one scene"]],
		["says that it is nothing at all", null, ["The storyboard"]],
		["names an odd size", { ...board(scene()), width: 1081 }, ["width", "even"]],
	];
	it.each(cases)("%s", (_what, input, words) => {
		let message = "";
		try {
			parseStoryboard(input);
		} catch (error) {
			message = error instanceof Error ? error.message : "";
		}
		expect(message).toContain("src/storyboard.json");
		for (const word of words) expect(message).toContain(word);
	});
});

describe("a scene that does not exist", () => {
	it("does not stop the film, and is named with the scenes there are", () => {
		const parsed = parseStoryboard(board(scene(), scene({ id: "x", scene: "Fireworks", props: { any: 1 } })));
		expect(parsed.scenes[1]?.props).toEqual({ any: 1 });
		const [sentence] = unknownScenes(parsed);
		expect(sentence).toContain('"x"');
		expect(sentence).toContain('"Fireworks"');
		expect(sentence).toContain("KineticText");
		expect(unknownScenes(storyboard)).toEqual([]);
	});
});

describe("spans", () => {
	it("are those of the protocol for any storyboard", () => {
		const scenes = fc.array(
			fc.record(
				{
					id: fc.string({ minLength: 1 }),
					scene: fc.constant("Title"),
					durationInFrames: fc.integer({ min: 1, max: 400 }),
					props: fc.constant({}),
					transition: fc.record({
						type: fc.constantFrom("none", "fade", "iris"),
						durationInFrames: fc.integer({ min: 0, max: 300 }),
					}),
				},
				{ requiredKeys: ["id", "scene", "durationInFrames", "props"] },
			),
			{ maxLength: 12 },
		);
		fc.assert(
			fc.property(scenes, (list) => {
				expect(sceneSpans({ scenes: list })).toEqual(protocolSpans({ scenes: list }));
				expect(filmDurationInFrames({ scenes: list })).toBe(protocolDuration({ scenes: list }));
			}),
		);
	});
});

describe.each(Object.entries(scenes))("the scene %s", (name, definition) => {
	it("looks good as it is: its default props are right", () => {
		expect(definition.schema.parse(definition.defaultProps)).toEqual(definition.defaultProps);
		expect(definition.defaultDurationInFrames).toBeGreaterThanOrEqual(45);
	});

	it("describes every field for a form", () => {
		const Field = z.looseObject({ title: z.string().min(1), description: z.string().min(1) });
		const form = z.object({ properties: z.record(z.string(), Field) }).parse(z.toJSONSchema(definition.schema));
		expect(form.properties.accent).toMatchObject({ format: "color" });
		expect(form.properties).toHaveProperty("background");
		expect(form.properties).toHaveProperty("align");
	});

	it("takes colours and alignment, and refuses a prop it does not have", () => {
		const parse = (extra: object) =>
			storyboardSchema.safeParse(board(scene({ scene: name, props: { ...definition.defaultProps, ...extra } }))).success;
		expect(parse({ background: "#101010", accent: "#ff0000", align: "center" })).toBe(true);
		expect(parse({ nonsense: 1 })).toBe(false);
	});
});
