import { filmDurationInFrames, Storyboard, themeOf } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { decide } from "./decision.ts";
import type { Turn } from "./turns.ts";

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

/** The same film with one sound file of the person's own, which nothing marks as music. */
const OWN_SOUND = { ...FILM, audio: [{ id: "own", src: "assets/own.mp3", volume: 1, loop: false }] } as Storyboard;

function edited(prompt: string, current: Storyboard) {
	const decision = decide({ turn: turnOf(prompt), earlier, current, files: [] });
	if (decision.kind !== "edit") throw new Error(`expected an edit, got ${decision.kind}`);
	return decision;
}

/** Messages that hold the words of a new film and ask for none. */
const KEPT_FILM = [
	'Add a scene saying "Our new video is out"',
	'Change the title to "A new film"',
	'make the title "A short film about coffee"',
	'Change the second title to "Start over"',
	"Make scene 2 say “From scratch”",
	'replace T3 with "a brand new movie"',
	"Make it feel like a film about the sea",
	"make the music start again at the end",
	"Can you make the last scene look like a movie about space?",
	"Make the title of this clip: Video about tea",
	"Change the title to A new film about tea",
	"Ändere den Titel zu „Ein neuer Film über Tee“",
	"Cambia el título a «Una nueva película sobre el té»",
	"Change le titre en « Un nouveau film sur le thé »",
	"make an intro about our bakery",
	"the last scene should start from scratch",
	"make a scene about our new film",
	"start again with the quote at the end",
];

/** Wishes that say what not to do, or of which it is not clear what is meant: nothing is changed. */
const OPPOSITE: [prompt: string, not: RegExp][] = [
	["do not remove the outro", /what not to do/],
	["never remove scene 2", /what not to do/],
	["please don't remove scene 2, the quote and the title", /what not to do/],
	["Don’t make it darker", /what not to do/],
	["dont delete the quote", /what not to do/],
	["make it not vertical", /what not to do/],
	["do not change the music", /what not to do/],
	["lösche die zweite Szene nicht", /what not to do/],
	["mach es nicht dunkler", /what not to do/],
	["lösche keine Szene", /what not to do/],
	["ne supprime pas la citation", /what not to do/],
	["n'enlève pas le titre", /what not to do/],
	["no quites la cita", /what not to do/],
	["nunca elimina la escena 2", /what not to do/],
	["remove everything except the title", /exceptions/],
	["remove everything but the title", /exceptions/],
	["remove all quotes but keep the first one", /want to keep/],
	["move scene 2 and scene 3 to the end", /one scene at a time/],
	["remove the outro? No, don't", /took this back/],
	["remove all scenes but not the title", /exceptions/],
	["entferne alles außer dem Titel", /exceptions/],
	["elimina todo excepto el título", /exceptions/],
	["supprime tout sauf le titre", /exceptions/],
	["don't remove the outro and delete the quote", /sentence of its own/],
	["remove the scene before the outro", /remove itself/],
	["move scene 5 before scene 2 to the end", /which place/],
	["make scene 1 blue or scene 2 red", /which colour/],
	["make it darker but leave the title as it is", /want to keep/],
	["keep the music", /keep what is there/],
	["make the music start again at the end", /don't understand/],
];

const without = (film: Storyboard, id: string) => ({ ...film, scenes: film.scenes.filter((one) => one.id !== id) });
const moved = (film: Storyboard, id: string) => {
	const found = film.scenes.filter((one) => one.id === id);
	return { ...film, scenes: [...found, ...without(film, id).scenes] };
};
/** What of a message is done, as the whole film after it; and what the answer says of the rest. */
const IN_PART: [prompt: string, change: (film: Storyboard) => Storyboard, not: RegExp | null][] = [
	["move scene 5 to the start and fade out the music at the end", (film) => moved(film, "chart-1"), /fade out.*don't understand/],
	["remove the quote but do not remove the outro", (film) => without(film, "quote-1"), /what not to do/],
	["remove the quote but keep the outro", (film) => without(film, "quote-1"), null],
	["remove the quote without changing the music", (film) => without(film, "quote-1"), null],
	["Don't touch the title. Remove the quote.", (film) => without(film, "quote-1"), /what not to do/],
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

	it.each(KEPT_FILM)("keeps the film, for it asks for no new one: %s", (prompt) => {
		for (const current of [FILM, OWN_SOUND])
			expect(decide({ turn: turnOf(prompt), earlier, current, files: ["photo.jpg"] }).kind).toBe("edit");
	});

	it.each(OPPOSITE)("does not do the opposite, and the answer says so: %s", (prompt, not) => {
		for (const current of [FILM, OWN_SOUND]) {
			const result = edited(prompt, current);
			expect(result.storyboard).toEqual(current);
			expect(result.notes).toEqual([]);
			expect(result.problems.join("\n")).toMatch(not);
		}
	});

	it.each(IN_PART)("does the part that is sure and leaves the rest: %s", (prompt, change, not) => {
		const result = edited(prompt, OWN_SOUND);
		expect(result.storyboard).toEqual(change(OWN_SOUND));
		expect(result.notes).toHaveLength(1);
		if (not) expect(result.problems.join("\n")).toMatch(not);
		else expect(result.problems).toEqual([]);
	});

	it("gives each of two scenes its own colour, and each of two its own place", () => {
		const colours = edited("make scene 1 blue and scene 2 red", OWN_SOUND).storyboard;
		expect(colours.scenes.slice(0, 3).map(({ props }) => props.accent)).toEqual(["#2f6fed", "#e5383b", undefined]);
		expect({ ...colours, scenes: [] }).toEqual({ ...OWN_SOUND, scenes: [] });
		const places = edited("move scene 5 to the start and scene 2 to the end", OWN_SOUND);
		expect(places.notes).toHaveLength(2);
	});

	it("makes the film shorter or darker and keeps the person's own sound", () => {
		const short = edited("Make the film 30 seconds but keep the music", OWN_SOUND);
		expect(Math.round(filmDurationInFrames(short.storyboard) / 30)).toBe(30);
		expect(short.storyboard.audio).toEqual(OWN_SOUND.audio);
		expect(short.problems).toEqual([]);
		const dark = edited("make it darker but leave the music as it is", OWN_SOUND);
		expect(themeOf(dark.storyboard).palette.background < themeOf(OWN_SOUND).palette.background).toBe(true);
		expect({ ...dark.storyboard, theme: null }).toEqual({ ...OWN_SOUND, theme: null });
		expect(dark.problems).toEqual([]);
	});

	it.each(["start over", "Start from scratch."])("asks what the new film is about and writes nothing: %s", (prompt) => {
		expect(decide({ turn: turnOf(prompt), earlier, current: FILM, files: [] }).kind).toBe("talk");
	});

	it("takes a “not” among new words for text", () => {
		expect(edited("change the title to Never give up", FILM).storyboard.scenes[0]?.props.title).toBe("Never give up");
		expect(edited("change the title to Keep calm", FILM).storyboard.scenes[0]?.props.title).toBe("Keep calm");
		expect(edited('change the title to "Do not disturb"', FILM).storyboard.scenes[0]?.props.title).toBe("Do not disturb");
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
		"Make a new film about tea",
		"Please make another video about tea",
		"Can you create a new 15 second vertical video about our shop?",
		"Now make me a short film about the sea",
		"Start over: a film about tea",
		"Start from scratch with a film about “Green tea”",
		"Let's start over. Make a film about tea",
		"Forget this and make a film about tea",
		"Ok, a new video about tea",
		"Mach einen neuen Film über Tee",
		"Erstelle ein neues Video über Tee",
		"Crea un nuevo vídeo sobre el té",
		"Crée une nouvelle vidéo sur le thé",
	])("asks for a new film, and gets one: %s", (prompt) => {
		expect(followUp(prompt).kind).toBe("film");
	});
});

describe("a follow-up that is made to keep its reader busy", () => {
	const many = (words: string, count: number) => words.repeat(count);
	it.each([
		["small talk", `${many("can you please ", 40)}dance`],
		["words before what can't be done", `make it calmer with ${many("un ", 40)}, qr code`],
		["a place without end", `add a scene before ${many("a", 20_000)}!`],
	])("%s is answered", (_what, prompt) => {
		expect(["edit", "talk", "film"]).toContain(followUp(prompt).kind);
	});
});
