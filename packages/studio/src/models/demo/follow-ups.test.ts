import { Storyboard } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import type { Turn } from "./conversation.ts";
import { decide } from "./decision.ts";

const fade = { type: "fade", durationInFrames: 15 };
const scene = (id: string, kind: string, props: object) => ({
	id,
	scene: kind,
	durationInFrames: 90,
	props,
	...(id === "title-1" ? {} : { transition: fade }),
});
/** A vertical film of eight scenes with music of the person's own. */
const FILM = Storyboard.parse({
	fps: 30,
	width: 1080,
	height: 1920,
	theme: {
		palette: {
			background: "#101010",
			surface: "#202020",
			text: "#fafafa",
			muted: "#999999",
			accent: "#5b8cff",
			accent2: "#35d6b4",
		},
		fonts: { heading: "Inter", body: "Inter" },
		radius: 12,
		motion: 1,
	},
	scenes: [
		scene("title-1", "Title", { title: "Harbour Bakery", subtitle: "Since 1987" }),
		scene("kinetic-1", "KineticText", { text: "Bread takes time" }),
		scene("number-1", "BigNumber", { value: 24, label: "sorts of bread" }),
		scene("points-1", "Points", { title: "Why us", points: ["Sourdough", "Rye"] }),
		scene("chart-1", "BarChart", {
			title: "Loaves",
			bars: [
				{ label: "2022", value: 10 },
				{ label: "2023", value: 30 },
			],
		}),
		scene("quote-1", "Quote", { quote: "Best rye in town", author: "Ada" }),
		scene("photo-1", "ImagePan", { src: "assets/oven.jpg", caption: "Our oven" }),
		scene("outro-1", "Outro", { title: "Come by", action: "Visit us" }),
	],
	audio: [{ id: "own-music", src: "assets/my-song.mp3", volume: 0.6, loop: true }],
	captions: [],
});

const turnOf = (prompt: string): Turn => ({ prompt, pictures: 0, calls: [], pointedAt: null, said: "" }) as unknown as Turn;
const earlier = [
	{ ...turnOf("A film about our bakery"), calls: [{ name: "Write", input: {}, result: null }] },
] as unknown as Turn[];

function followUp(prompt: string) {
	const decision = decide({ turn: turnOf(prompt), earlier, current: FILM, files: ["photo.jpg", "oven.jpg"] });
	if (decision.kind !== "edit") return { kind: decision.kind, done: [], not: [], fields: [], scenes: [] };
	const now = decision.storyboard;
	const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
	const fields = (Object.keys(FILM) as (keyof Storyboard)[]).filter((key) => key !== "scenes" && differ(FILM[key], now[key]));
	const ids = new Set([...FILM.scenes, ...now.scenes].map(({ id }) => id));
	const find = (board: Storyboard, id: string) => board.scenes.find((one) => one.id === id);
	const changed = [...ids].filter((id) => differ(find(FILM, id), find(now, id)));
	const order = differ(
		FILM.scenes.map(({ id }) => id).filter((id) => find(now, id)),
		now.scenes.map(({ id }) => id).filter((id) => find(FILM, id)),
	);
	return { kind: "edit", done: decision.notes, not: decision.problems, fields, scenes: order ? [...changed, "order"] : changed };
}

/** What changes nothing, and what the answer says of it. */
const NOTHING: [prompt: string, not: RegExp][] = [
	["make a 16:9 and a 1:1 version as well", /one film in one format/],
	["create a square version too", /one film in one format/],
	["I also need a landscape video for YouTube", /one film in one format/],
	["make another version for Instagram stories", /one film in one format/],
	["make a shorter cut of this video", /one film in one format/],
	["erstelle auch eine Version in 16:9", /one film in one format/],
	["mach das Video auch als Querformat", /one film in one format/],
	["haz también una versión cuadrada", /one film in one format/],
	["fais aussi une version en 16:9", /one film in one format/],
	["produce a German version of the film", /can't translate/],
	["translate it into Spanish", /can't translate/],
	["übersetze alles ins Englische", /can't translate/],
	["generate subtitles for the video", /don't write captions/],
	["add a voice-over saying Welcome", /can't record a voice/],
	["remove the voice-over", /can't record a voice/],
	["añade una voz en off", /can't record a voice/],
	["ajoute une voix off", /can't record a voice/],
	["füge eine Sprecherstimme hinzu", /can't record a voice/],
	["add sound effects", /sound effects/],
	["change the music to my new track song.mp3", /can't place sound files/],
	["create a thumbnail for the video", /the film only/],
	["write a description for the video", /the film only/],
	["build a landing page for the video", /the film only/],
	["use Helvetica", /three fonts/],
	["use a handwritten font", /three fonts/],
	["ändere die Schriftart auf Papyrus", /three fonts/],
	["use Inter as the font", /so already/],
	["make it vertical", /so already/],
	["move scene 9 to the end", /did not find the scene/],
	["move the logo to the start", /did not find the scene/],
	["move the pricing scene after the quote", /don't understand/],
	["move the second quote to the end", /did not find the scene/],
	["remove the timeline", /did not find what to remove/],
	["swap scene 1 and 12", /two scenes to swap/],
	["set scene 5 to 0 seconds", /more than 0 seconds/],
	["make the film 3D and add particles", /can't draw that/],
	["add a QR code at the end", /can't draw that/],
	["put a watermark on every scene", /don't understand/],
	["I want a video that feels like Apple", /no taste of my own/],
	["make the quote blink", /don't understand/],
	["export it as mp4", /\*\*Export\*\*/],
	["add the photo beach.jpg to scene 2", /no picture beach\.jpg/],
	["make the chart a pie chart", /don't understand/],
	["zoom in on the oven", /don't understand/],
	["fade out the music at the end", /don't understand/],
	["blur the background of the quote", /don't understand/],
	["change the third bullet to Spelt", /don't understand/],
	["make everything uppercase", /don't understand/],
	["we need a video for the conference that shows the numbers again", /don't understand/],
	[
		"our bakery also sells cakes and coffee and we want to tell people about the new shop in the old town that opens in May with live music and free bread for everyone",
		/a new film about/,
	],
];

/** What is changed: fields of the film, scenes by id, how many sentences say so, and what is said not to be done. */
const PARTLY: [prompt: string, fields: string[], scenes: string[], done: number, not: RegExp | null][] = [
	["use Comic Sans and make the background navy", ["theme"], [], 1, /three fonts/],
	["set the font to Papyrus and the title to Hello", [], ["title-1"], 1, /three fonts/],
	["ajoute une voix off et mets le fond en rouge", ["theme"], [], 1, /can't record a voice/],
	["füge eine Sprecherstimme hinzu und mach den Hintergrund rot", ["theme"], [], 1, /can't record a voice/],
	["remove scene 3 and add confetti", [], ["number-1"], 1, /can't draw that/],
	["make scene 2 and 4 two seconds longer", [], ["kinetic-1"], 1, /not done for the points/],
	["change the accent to neon and the background to black", ["theme"], [], 1, /neon/],
	["set the volume to 30% and remove the drums", ["audio"], [], 1, /did not find what to remove/],
	["make it square", ["width", "height"].slice(1), [], 1, null],
	["make it 16:9", ["width", "height"], [], 1, null],
	["change the title to Good morning", [], ["title-1"], 1, null],
	["ändere den Titel zu Guten Morgen", [], ["title-1"], 1, null],
	["cambia el título a Buenos días", [], ["title-1"], 1, null],
	["change le titre en Bonjour", [], ["title-1"], 1, null],
	["delete the caption", [], ["photo-1"], 1, null],
	["move the quote to the end", [], ["order"], 1, null],
	["make the background navy", ["theme"], [], 1, null],
	["use a serif font", ["theme"], [], 1, null],
];

describe("a follow-up on a film there is", () => {
	it.each(NOTHING)("changes nothing, and the answer says so: %s", (prompt, not) => {
		const answer = followUp(prompt);
		expect(answer).toMatchObject({ kind: "edit", done: [], fields: [], scenes: [] });
		expect(answer.not.join("\n")).toMatch(not);
	});

	it.each(PARTLY)("changes only what it names, and the answer says what is not done: %s", (prompt, fields, scenes, done, not) => {
		const answer = followUp(prompt);
		expect(answer).toMatchObject({ kind: "edit", fields, scenes });
		expect(answer.done).toHaveLength(done);
		if (not) expect(answer.not.join("\n")).toMatch(not);
		else expect(answer.not).toEqual([]);
	});

	it("a calmer film with a voice-over is calmer, and the voice is named as missing", () => {
		const answer = followUp("make it calmer with a female voice-over");
		expect(answer.fields).toEqual(["theme"]);
		expect(answer.not.join("\n")).toMatch(/can't record a voice/);
	});

	it.each([
		"make a new film about our bicycle shop",
		"start over with a 20 second film about tea",
		"make a 20 second video about our new bicycle shop",
		"neues Video über Fahrräder",
		"haz una nueva película sobre el té",
		"fais un nouveau film sur le thé",
	])("asks for a new film, and gets one: %s", (prompt) => {
		expect(followUp(prompt).kind).toBe("film");
	});
});
