import { filmDurationInFrames, Storyboard, themeOf } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBrief } from "../../reading/brief.ts";
import { planFilm } from "../index.ts";
import type { PointedAt } from "./film.ts";
import { editStoryboard, isEditWish } from "./index.ts";

const fade = { type: "fade", durationInFrames: 15 };
const FILM = Storyboard.parse({
	fps: 30,
	width: 1920,
	height: 1080,
	theme: {
		palette: {
			background: "#101010",
			surface: "#202020",
			text: "#fafafa",
			muted: "#999999",
			accent: "#5b8cff",
			accent2: "#35d6b4",
			extra: "#123456",
		},
		fonts: { heading: "Inter", body: "Inter" },
		radius: 12,
		motion: 1,
	},
	scenes: [
		{ id: "title-1", scene: "Title", durationInFrames: 90, props: { title: "Acme", subtitle: "Coffee roasters" }, note: "kept" },
		{
			id: "big-number-1",
			scene: "BigNumber",
			durationInFrames: 90,
			props: { value: 48, suffix: "%", label: "Growth" },
			transition: fade,
		},
		{
			id: "big-number-2",
			scene: "BigNumber",
			durationInFrames: 90,
			props: { value: 1200, label: "Customers" },
			transition: fade,
		},
		{ id: "quote-1", scene: "Quote", durationInFrames: 90, props: { quote: "It just works", author: "Ada" }, transition: fade },
		{ id: "outro-1", scene: "Outro", durationInFrames: 90, props: { title: "Visit us today" }, transition: fade },
	],
	audio: [{ id: "music", src: "audio/music/calm.mp3", volume: 0.6, loop: true }],
	mine: "kept",
});

/** The film after a wish, in a form that is short to compare. */
function after(wish: string, pointedAt: PointedAt | null = null) {
	const result = editStoryboard(FILM, wish, { pointedAt, files: ["photo.jpg"] });
	const film = Storyboard.parse(result.storyboard);
	const scene = (id: string) => film.scenes.find((one) => one.id === id);
	return {
		...result,
		film,
		ids: film.scenes.map((one) => one.id).join(" "),
		props: (id: string) => scene(id)?.props,
		frames: (id: string) => scene(id)?.durationInFrames,
		seconds: Math.round((filmDurationInFrames(film) / film.fps) * 10) / 10,
		palette: themeOf(film).palette,
		music: film.audio[0],
	};
}
type After = ReturnType<typeof after>;

/** A wish, what to look at, and what must be there. */
const TABLE: [string, (now: After) => unknown, unknown][] = [
	// Texts
	["change the title to Good morning", (now) => now.props("title-1")?.title, "Good morning"],
	['set the title to "Salt and the sea"', (now) => now.props("title-1")?.title, "Salt and the sea"],
	["the title should say Hello World", (now) => now.props("title-1")?.title, "Hello World"],
	["call it Sunrise Coffee", (now) => now.props("title-1")?.title, "Sunrise Coffee"],
	['Change the subtitle to "Since 1999"', (now) => now.props("title-1")?.subtitle, "Since 1999"],
	["change the author to Grace Hopper", (now) => now.props("quote-1")?.author, "Grace Hopper"],
	['change the quote to "Simply great"', (now) => now.props("quote-1"), { quote: "Simply great", author: "Ada" }],
	['rename the outro to "See you soon"', (now) => now.props("outro-1")?.title, "See you soon"],
	["set the url to acme.com", (now) => now.props("outro-1")?.url, "acme.com"],
	["change the big number to 60%", (now) => now.props("big-number-1"), { value: 60, suffix: "%", label: "Growth" }],
	["replace 48 with 52", (now) => now.props("big-number-1")?.value, 52],
	['replace "Visit us today" with "Come by"', (now) => now.props("outro-1")?.title, "Come by"],
	['say "Bonjour" instead of "Acme"', (now) => now.props("title-1")?.title, "Bonjour"],
	["change Customers to Clients", (now) => now.props("big-number-2")?.label, "Clients"],
	["remove the subtitle", (now) => now.props("title-1"), { title: "Acme" }],
	['add a subtitle "Fresh daily"', (now) => now.props("title-1")?.subtitle, "Fresh daily"],
	['add a button saying "Order now"', (now) => now.props("outro-1")?.action, "Order now"],
	["ändere den Titel zu Guten Morgen", (now) => now.props("title-1")?.title, "Guten Morgen"],
	["cambia el título a Buenos días", (now) => now.props("title-1")?.title, "Buenos días"],
	["change le titre en Bonjour", (now) => now.props("title-1")?.title, "Bonjour"],
	// Colours
	["make the background navy", (now) => now.palette.background, "#0b1f3f"],
	["make the background navy", (now) => now.palette.extra, "#123456"],
	["make the accent #ff0000", (now) => now.palette.accent, "#ff0000"],
	["change the accent colour to coral", (now) => now.palette.accent, "#ff7059"],
	["make the text cream", (now) => now.palette.text, "#faf3e3"],
	["white background please", (now) => [now.palette.background, now.palette.text], ["#ffffff", "#16161a"]],
	["make the outro background black", (now) => now.props("outro-1")?.background, "#0a0a0c"],
	["make the first scene red", (now) => now.props("title-1")?.accent, "#e5383b"],
	["darker", (now) => now.palette.background < "#101010", true],
	["make it lighter", (now) => now.palette.background > "#101010", true],
	["mach den Hintergrund dunkelblau", (now) => now.palette.background, "#10264f"],
	// Time
	["make it 20 seconds", (now) => now.seconds, 20],
	["shorten the film to 10 seconds", (now) => now.seconds, 10],
	["make it a minute and a half", (now) => now.seconds, 90],
	["make the second scene 4 seconds", (now) => [now.frames("big-number-1"), now.frames("title-1")], [120, 90]],
	["make the quote 2 seconds longer", (now) => now.frames("quote-1"), 150],
	["add 3 seconds to the title", (now) => now.frames("title-1"), 180],
	["cut 1 second from the quote", (now) => now.frames("quote-1"), 60],
	["make the last scene longer", (now) => now.frames("outro-1"), 135],
	["the film is too long", (now) => now.seconds < 13, true],
	["faster", (now) => [themeOf(now.film).motion, now.seconds], [1.3, 11.4]],
	["make it slower", (now) => themeOf(now.film).motion, 0.77],
	// Shape, type, mood
	["make it square", (now) => [now.film.width, now.film.height], [1080, 1080]],
	["make it vertical", (now) => [now.film.width, now.film.height], [1080, 1920]],
	["use a serif font", (now) => themeOf(now.film).fonts.heading, "Fraunces"],
	["use zoom transitions", (now) => now.film.scenes[1]?.transition?.type, "zoom"],
	["make it calmer", (now) => themeOf(now.film).motion < 1, true],
	["give the film another look", (now) => now.palette.background === "#101010", false],
	// Order
	["move the quote to the end", (now) => now.ids, "title-1 big-number-1 big-number-2 outro-1 quote-1"],
	["move the quote before the title", (now) => now.ids, "quote-1 title-1 big-number-1 big-number-2 outro-1"],
	["put scene 4 after the title", (now) => now.ids, "title-1 quote-1 big-number-1 big-number-2 outro-1"],
	["start with the quote", (now) => now.ids, "quote-1 title-1 big-number-1 big-number-2 outro-1"],
	["make the quote come first", (now) => now.ids, "quote-1 title-1 big-number-1 big-number-2 outro-1"],
	["swap scene 1 and 2", (now) => now.ids, "big-number-1 title-1 big-number-2 quote-1 outro-1"],
	["swap the title and the quote", (now) => now.ids, "quote-1 big-number-1 big-number-2 title-1 outro-1"],
	["reverse the order", (now) => now.ids, "outro-1 quote-1 big-number-2 big-number-1 title-1"],
	// Less and more
	["remove the third scene", (now) => now.ids, "title-1 big-number-1 quote-1 outro-1"],
	["without the outro", (now) => now.ids, "title-1 big-number-1 big-number-2 quote-1"],
	["remove scenes 2 and 3", (now) => now.ids, "title-1 quote-1 outro-1"],
	['delete the scene with "It just works"', (now) => now.ids, "title-1 big-number-1 big-number-2 outro-1"],
	["remove the title and the quote", (now) => now.ids, "big-number-1 big-number-2 outro-1"],
	['add a quote saying "Best beans" — Ines', (now) => now.props("quote-2"), { quote: "Best beans", author: "Ines" }],
	['add a quote saying "Best beans" — Ines', (now) => now.ids, "title-1 big-number-1 big-number-2 quote-1 quote-2 outro-1"],
	[
		"add a line chart: Jan 5, Feb 8, Mar 20",
		(now) => now.props("line-chart-1")?.points,
		[
			{ label: "Jan", value: 5 },
			{ label: "Feb", value: 8 },
			{ label: "Mar", value: 20 },
		],
	],
	[
		"add a chart of 2022: 10, 2023: 30, 2024: 55",
		(now) => now.props("bar-chart-1")?.bars,
		[
			{ label: "2022", value: 10 },
			{ label: "2023", value: 30 },
			{ label: "2024", value: 55 },
		],
	],
	[
		'add a scene saying "Open daily" after the title',
		(now) => now.ids,
		"title-1 kinetic-text-1 big-number-1 big-number-2 quote-1 outro-1",
	],
	["add bullet points: fresh, local, fair", (now) => now.props("points-1")?.points, ["Fresh", "Local", "Fair"]],
	[
		"add steps: order, roast, enjoy",
		(now) => now.props("steps-1")?.steps,
		[{ title: "Order" }, { title: "Roast" }, { title: "Enjoy" }],
	],
	[
		"show photo.jpg after the title",
		(now) => [now.props("image-pan-1")?.src, now.ids],
		["assets/photo.jpg", "title-1 image-pan-1 big-number-1 big-number-2 quote-1 outro-1"],
	],
	["show photo.jpg at the end", (now) => now.ids, "title-1 big-number-1 big-number-2 quote-1 image-pan-1 outro-1"],
	["show photo.jpg", (now) => now.props("image-pan-1")?.caption, undefined],
	// Pictures where the person points
	[
		"use photo.jpg in the top left corner of all scenes",
		(now) => [now.film.mark, now.ids],
		[{ src: "assets/photo.jpg", corner: "top-left" }, "title-1 big-number-1 big-number-2 quote-1 outro-1"],
	],
	["put Photo.JPG as a watermark on every scene", (now) => now.film.mark, { src: "assets/photo.jpg", corner: "bottom-right" }],
	[
		"show photo.jpg in the quote",
		(now) => [now.props("quote-1")?.picture, now.ids],
		["assets/photo.jpg", "title-1 big-number-1 big-number-2 quote-1 outro-1"],
	],
	["put photo.jpg into scene 2", (now) => now.props("big-number-1")?.picture, "assets/photo.jpg"],
	[
		"use photo.jpg as the background of the title",
		(now) => [now.props("title-1")?.backdrop, now.props("outro-1")?.backdrop],
		["assets/photo.jpg", undefined],
	],
	["use photo.jpg as background", (now) => now.film.scenes.every((one) => one.props.backdrop === "assets/photo.jpg"), true],
	// Music
	["no music", (now) => now.music, undefined],
	["quieter music", (now) => now.music?.volume, 0.33],
	["the music is too loud", (now) => now.music?.volume, 0.33],
	["change the music to something bright", (now) => [now.music?.src, now.music?.id], ["audio/music/bright.mp3", "music"]],
	["driving music please", (now) => now.music?.src, "audio/music/drive.mp3"],
	// Several at once
	["make it vertical and faster", (now) => [now.film.width, now.notes.length], [1080, 2]],
	[
		"make the background navy and the accent coral",
		(now) => [now.palette.background, now.palette.accent],
		["#0b1f3f", "#ff7059"],
	],
	[
		"Remove the quote, change the title to Beta and make it 9 seconds.",
		(now) => [now.ids, now.props("title-1")?.title, now.seconds],
		["title-1 big-number-1 big-number-2 outro-1", "Beta", 9],
	],
	["make the quote red and 5 seconds long", (now) => [now.props("quote-1")?.accent, now.frames("quote-1")], ["#e5383b", 150]],
	["make the customers number 1,500", (now) => now.props("big-number-2")?.value, 1500],
	["use a darker blue for the background", (now) => now.palette.background, "#183877"],
	["set the music volume to 20%", (now) => now.music?.volume, 0.2],
	['new scene: "Free shipping"', (now) => now.props("kinetic-text-1")?.text, "Free shipping"],
	["add a slide with our address: Main Street 5, Berlin", (now) => now.props("kinetic-text-1")?.text, "Main Street 5, Berlin"],
	["Could you please change 'Acme' to 'Beta'?", (now) => now.props("title-1")?.title, "Beta"],
	[
		"change 48 to 50% and the title to Acme 2",
		(now) => [now.props("big-number-1")?.value, now.props("title-1")?.title],
		[50, "Acme 2"],
	],
];

describe("a wish about the film there is", () => {
	it.each(TABLE)("%s", (wish, look, expected) => {
		const now = after(wish);
		expect(now.problems).toEqual([]);
		expect(look(now)).toEqual(expected);
		expect(isEditWish(wish) || /^(?:show|new)/.test(wish)).toBe(true);
	});

	it("keeps fields it does not know", () => {
		const { film } = after("make the background navy, remove the third scene and make it 10 seconds");
		expect(film.mine).toBe("kept");
		expect(film.scenes[0]?.note).toBe("kept");
		expect(film.theme.palette?.extra).toBe("#123456");
	});
});

describe("a wish about what is pointed at", () => {
	const atNumber: PointedAt = { sceneId: "big-number-2", frame: 160 };
	it.each<[string, PointedAt, (now: After) => unknown, unknown]>([
		["make this red", atNumber, (now) => now.props("big-number-2")?.accent, "#e5383b"],
		["make this longer", atNumber, (now) => now.frames("big-number-2"), 135],
		["make this 6 seconds", atNumber, (now) => now.frames("big-number-2"), 180],
		["change this to 1,500", atNumber, (now) => now.props("big-number-2")?.value, 1500],
		['change this to "Happy customers"', atNumber, (now) => now.props("big-number-2")?.label, "Happy customers"],
		["remove this", atNumber, (now) => now.ids, "title-1 big-number-1 quote-1 outro-1"],
		["move this to the start", atNumber, (now) => now.ids, "big-number-2 title-1 big-number-1 quote-1 outro-1"],
		["make this bigger", { sceneId: "quote-1" }, (now) => now.problems.length, 1],
		["make it slower here", { frame: 170 }, (now) => now.frames("big-number-2"), 117],
		[
			'add a quote saying "Wow" after this',
			atNumber,
			(now) => now.ids,
			"title-1 big-number-1 big-number-2 quote-2 quote-1 outro-1",
		],
		["show photo.jpg in this scene", atNumber, (now) => now.props("big-number-2")?.picture, "assets/photo.jpg"],
		[
			"change this to Beta Roasters",
			{ sceneId: "title-1", text: "Coffee roasters" },
			(now) => now.props("title-1")?.subtitle,
			"Beta Roasters",
		],
	])("%s", (wish, pointedAt, look, expected) => {
		expect(look(after(wish, pointedAt))).toEqual(expected);
	});
});

describe("a wish it can't fulfil", () => {
	it.each([
		["make a dragon fly over the city", /don't understand/],
		["remove scene 9", /no scene 9/],
		["add a chart", /names and numbers/],
		["add a quote", /What should the quote say/],
		["put the logo at the start", /did not find the scene/],
		["replace “Zebra” with “Lion”", /No scene shows “Zebra”/],
		["make it 0.1 seconds", /don't fit/],
		["remove scenes 1, 2, 3, 4 and 5", /at least one scene/],
		["use Comic Sans as font", /three fonts/],
		["make the title bigger", /as large as they fit/],
		["add a voice over", /can't record a voice/],
		["put a picture of a cat in", /Assets/],
		["put cat.png in the corner of all scenes", /no picture cat\.png/],
		["make it pop", /another look/],
		["export the film", /Export/],
		["what do you think?", /can't answer questions/],
	])("%s", (wish, why) => {
		const now = after(wish);
		expect(now.problems.join(" ")).toMatch(why);
		expect(now.notes).toEqual([]);
		expect(now.film).toEqual(FILM);
	});

	it("does what it understands of a message and says what it does not", () => {
		const now = after("Make the background navy and make a dragon fly. Remove the outro.");
		expect(now.notes).toHaveLength(2);
		expect(now.problems).toHaveLength(1);
	});
});

it("leaves every film valid, whatever is asked", () => {
	const verbs = fc.constantFrom("change", "make", "remove", "add", "move", "swap", "replace", "set", "put", "");
	const things = fc.constantFrom(
		"the title",
		"scene 2",
		"the quote",
		"the background",
		"it",
		"this",
		"the last scene",
		"a chart",
		"music",
		'"Acme"',
		"48",
		"scenes 1 and 2",
	);
	const rest = fc.constantFrom(
		"to red",
		"to 12 seconds",
		"to the end",
		"bigger",
		"with 10%",
		"of a: 1, b: 2",
		"before the title",
		"",
		"to “”",
		"vertical",
		"and faster",
		"0 seconds",
		"louder",
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(verbs, things, rest), { minLength: 1, maxLength: 4 }), (parts) => {
			const wish = parts.map((part) => part.join(" ")).join(", ");
			const result = editStoryboard(FILM, wish, { pointedAt: { frame: 200 }, files: [] });
			Storyboard.parse(result.storyboard);
			expect(result.notes.length + result.problems.length).toBeGreaterThan(0);
		}),
		{ numRuns: 400 },
	);
});

it.each(["a film about coffee", "Lumen, a smart lamp", "48% growth and 1,200 customers", "Hello"])(
	"takes “%s” for no change of a film",
	(prompt) => {
		expect(isEditWish(prompt)).toBe(false);
		expect(planFilm(readBrief(prompt), null).storyboard.scenes.length).toBeGreaterThan(0);
	},
);
