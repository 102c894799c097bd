import { storyboardSentence } from "@storydream/protocol";
import { expect, test } from "vitest";
import { z } from "zod";
import { fixtureStoryboard } from "../testing/storyboard.ts";
import { checkStoryboard, makeCatalog, thrownSentence } from "./storyboard.ts";

const text = (change: (storyboard: ReturnType<typeof fixtureStoryboard>) => void = () => {}) => {
	const storyboard = fixtureStoryboard();
	change(storyboard);
	return JSON.stringify(storyboard, null, "\t");
};

test("a good storyboard has no problem", () => {
	const check = checkStoryboard(text(), undefined);
	expect(check.problem).toBeNull();
	expect(check.storyboard?.scenes).toHaveLength(2);
});

test("a broken field is reported with the number, id and kind of its scene", () => {
	const broken = text((storyboard) => {
		for (const scene of storyboard.scenes.slice(1)) scene.durationInFrames = -3;
	});
	const check = checkStoryboard(broken, undefined);
	expect(check.storyboard).toBeNull();
	expect(check.problem).toMatch(/^In the storyboard, scene 2 \("box-1", Box\): durationInFrames: /);
	expect("file" in check && check.file).toMatch(/^src\/storyboard\.json:\d\d+:1$/);
});

test("the film's own schema is asked first, because it knows the scenes' props", () => {
	const own = z.looseObject({ scenes: z.array(z.looseObject({ props: z.looseObject({ title: z.string() }) })) });
	const broken = text((storyboard) => {
		for (const scene of storyboard.scenes) scene.props = { title: 5 };
	});
	expect(checkStoryboard(broken, own).problem).toBe(
		'In the storyboard, scene 1 ("title-1", Title): props.title: expected string, received number.',
	);
});

test("text that is not JSON is reported with its line", () => {
	expect(checkStoryboard('{\n\t"fps": 30,\n}', undefined).problem).toMatch(/^src\/storyboard\.json is not valid JSON/);
});

test("a film without a storyboard says that its scenes are edited in code", () => {
	expect(checkStoryboard(null, undefined).problem).toMatch(/no src\/storyboard\.json/);
});

test("issues outside of the scenes are reported by their path", () => {
	expect(storyboardSentence({ path: ["theme", "palette", "accent"], message: "a colour like #1a2b3c" }, {})).toBe(
		"In the storyboard: theme.palette.accent: a colour like #1a2b3c.",
	);
});

test("an error that is not of a schema has no sentence", () => {
	expect(thrownSentence(new Error("other"), text())).toBeNull();
	expect(thrownSentence(null, text())).toBeNull();
});

test("an error that has a schema's refusal as its cause is reported in the same words", () => {
	const cause = z.object({ fps: z.string() }).safeParse({ fps: 30 }).error;
	const said = "In the storyboard: fps: expected string, received number.";
	expect(thrownSentence(cause, text())).toBe(said);
	expect(thrownSentence(new Error("src/storyboard.json is not right.", { cause }), text())).toBe(said);
});

test("the catalog holds each scene's form, leaving out what is no scene", () => {
	const schema = z.object({ title: z.string().default("x"), size: z.number().optional() });
	const catalog = makeCatalog({
		scenes: { Title: { component: () => null, schema, title: "A title", defaultDurationInFrames: 60 }, helper: 5 },
		transitions: { fade: {} },
		fonts: { Inter: [] },
		storyboardSchema: z.looseObject({ fps: z.int() }),
		audio: ["audio/a.mp3"],
	});
	expect(catalog?.scenes.map((scene) => scene.scene)).toEqual(["Title"]);
	expect(catalog?.scenes[0]?.propsSchema).toMatchObject({
		type: "object",
		properties: { title: { type: "string" }, size: { type: "number" } },
	});
	expect(catalog?.scenes[0]?.propsSchema.required).toBeUndefined();
	expect(catalog).toMatchObject({ transitions: ["fade"], fonts: ["Inter"], audio: ["audio/a.mp3"] });
	expect(catalog?.storyboardSchema).toMatchObject({ properties: { fps: { type: "integer" } } });
	const nothing = { transitions: undefined, fonts: undefined, storyboardSchema: undefined, audio: [] };
	expect(makeCatalog({ ...nothing, scenes: undefined })).toBeNull();
	expect(makeCatalog({ ...nothing, scenes: {} })).toMatchObject({ fonts: null, storyboardSchema: null });
});

test("the form of a scene refuses nothing that its own schema takes", () => {
	const schema = z.strictObject({
		colour: z.string().regex(/^#[0-9a-f]{6}$/i),
		count: z.coerce.number(),
		mood: z.enum(["calm", "loud"]).catch("calm"),
	});
	const catalog = makeCatalog({
		scenes: { Own: { schema } },
		transitions: {},
		fonts: {},
		storyboardSchema: undefined,
		audio: [],
	});
	const reader = z.fromJSONSchema(catalog?.scenes[0]?.propsSchema ?? {});
	for (const props of [
		{ colour: "#ABCDEF", count: "5", mood: "calm" },
		{ colour: "#abcdef", count: 5, mood: "other" },
	]) {
		expect(schema.safeParse(props).success).toBe(true);
		expect(reader.safeParse(props).success).toBe(true);
	}
	expect(reader.safeParse({ colour: "#abcdef", count: 5, mood: "calm", other: 1 }).success).toBe(false);
});
