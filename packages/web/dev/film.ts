import { type SceneCatalog, Storyboard } from "@storydream/protocol";

/** The fake studio's film and catalog: enough kinds of fields to try every form. */
const hex = { type: "string", pattern: "^#[0-9a-fA-F]{6}$" };
const look = { background: hex, accent: hex, align: { type: "string", enum: ["left", "center"] } };
const object = (properties: Record<string, unknown>, required: string[]) => ({
	type: "object",
	properties: { ...properties, ...look },
	required,
	additionalProperties: false,
});
const text = (maxLength = 120) => ({ type: "string", minLength: 1, maxLength });
const bar = { type: "object", properties: { label: text(40), value: { type: "number" } }, required: ["label", "value"] };
const side = {
	type: "object",
	properties: { title: text(60), points: { type: "array", items: text(), maxItems: 4 } },
	required: ["title", "points"],
};

const scene = (
	name: string,
	title: string,
	description: string,
	propsSchema: Record<string, unknown>,
	defaultProps: Record<string, unknown>,
	seconds = 3,
) => ({
	scene: name,
	title,
	description,
	propsSchema,
	defaultProps,
	defaultDurationInFrames: Math.round(seconds * 30),
});

export const catalog: SceneCatalog = {
	fonts: null,
	storyboardSchema: null,
	scenes: [
		scene(
			"Title",
			"Title",
			"Opens the film, or a part of it.",
			object({ title: text(), subtitle: text(200), kicker: text(60) }, ["title"]),
			{ title: "A new scene", subtitle: "With something to say" },
		),
		scene(
			"KineticText",
			"Kinetic text",
			"Words come in one by one; some stand out.",
			object({ text: text(240), emphasis: { type: "array", items: text(40), maxItems: 6 } }, ["text"]),
			{ text: "Words that move", emphasis: ["move"] },
		),
		scene(
			"Points",
			"Points",
			"Up to six points, one after the other.",
			object({ title: text(), points: { type: "array", items: text(), minItems: 1, maxItems: 6 } }, ["points"]),
			{ title: "Three reasons", points: ["First", "Second", "Third"] },
			4,
		),
		scene(
			"BigNumber",
			"Big number",
			"Counts up to a number that matters.",
			object(
				{
					value: { type: "number" },
					prefix: text(8),
					suffix: text(8),
					decimals: { type: "integer", minimum: 0, maximum: 3 },
					label: text(),
					from: { type: "number", default: 0 },
				},
				["value", "label"],
			),
			{ value: 1240, label: "bikes repaired" },
		),
		scene(
			"BarChart",
			"Bar chart",
			"Compares two to eight values.",
			object(
				{ title: text(), unit: text(12), bars: { type: "array", items: bar, minItems: 2, maxItems: 8 }, highlight: text(40) },
				["title", "bars"],
			),
			{
				title: "By season",
				bars: [
					{ label: "Spring", value: 410 },
					{ label: "Summer", value: 380 },
				],
			},
			4,
		),
		scene(
			"Quote",
			"Quote",
			"One sentence, and who said it.",
			object({ quote: text(300), author: text(60), role: text(60) }, ["quote"]),
			{ quote: "The sea does not hurry.", author: "Somebody wise" },
			4,
		),
		scene(
			"Comparison",
			"Comparison",
			"Two sides, point by point.",
			object({ title: text(), left: side, right: side }, ["left", "right"]),
			{ left: { title: "Before", points: ["Slow"] }, right: { title: "After", points: ["Quick"] } },
			4,
		),
		scene(
			"ImagePan",
			"Picture",
			"A picture with a slow camera move.",
			object({ src: { type: "string" }, caption: text(160), move: { type: "string", enum: ["in", "out", "left", "right"] } }, [
				"src",
			]),
			{ src: "images/landscape.svg", move: "in" },
			4,
		),
		scene(
			"Outro",
			"Outro",
			"Ends the film with what to do next.",
			object({ title: text(), action: text(60), url: text(100) }, ["title"]),
			{ title: "See you soon" },
		),
	],
	transitions: ["fade", "slide", "wipe", "zoom", "blur", "iris"],
	audio: ["audio/music/calm.mp3", "audio/music/bright.mp3", "audio/sfx/whoosh.mp3", "audio/sfx/pop.mp3"],
};

export const film: Storyboard = Storyboard.parse({
	fps: 30,
	width: 1920,
	height: 1080,
	theme: {
		palette: {
			background: "#14110c",
			surface: "#221c13",
			text: "#fff3df",
			muted: "#b8a98f",
			accent: "#f2a13c",
			accent2: "#6fb7a8",
		},
		fonts: { heading: "Fraunces", body: "Inter" },
		radius: 20,
		motion: 1,
	},
	scenes: [
		{
			id: "title-1",
			scene: "Title",
			durationInFrames: 96,
			props: { title: "Aurora", subtitle: "Light that knows the hour", kicker: "A lamp that follows the sun" },
		},
		{
			id: "kinetic-text-1",
			scene: "KineticText",
			durationInFrames: 84,
			props: { text: "Warm at dawn, clear at noon, gone by night", emphasis: ["dawn", "noon"] },
			transition: { type: "fade", durationInFrames: 15 },
		},
		{
			id: "big-number-1",
			scene: "BigNumber",
			durationInFrames: 105,
			props: { value: 38, suffix: "%", label: "less energy than a common lamp" },
			transition: { type: "slide", durationInFrames: 18 },
		},
		{
			id: "bar-chart-1",
			scene: "BarChart",
			durationInFrames: 120,
			props: {
				title: "Light through the day",
				bars: [
					{ label: "Dawn", value: 30 },
					{ label: "Noon", value: 100 },
					{ label: "Dusk", value: 45 },
					{ label: "Night", value: 5 },
				],
			},
			transition: { type: "wipe", durationInFrames: 15 },
		},
		{
			id: "quote-1",
			scene: "Quote",
			durationInFrames: 110,
			props: { quote: "I stopped noticing my lamp. That is the point.", author: "An early reader" },
			transition: { type: "fade", durationInFrames: 15 },
		},
		{
			id: "outro-1",
			scene: "Outro",
			durationInFrames: 90,
			props: { title: "Aurora", action: "Order from 4 May" },
			transition: { type: "zoom", durationInFrames: 20 },
		},
	],
	audio: [{ id: "music", src: "audio/music/calm.mp3", volume: 0.6, loop: true, fadeOutFrames: 30 }],
	captions: [],
});
