import { type CheckCode, Storyboard } from "@storydream/protocol";

/** A film with one flaw, made on purpose. */
export interface BrokenFilm {
	name: string;
	code: CheckCode;
	board: Storyboard;
}

interface Element {
	text?: string;
	/** CSS of the element, in pixels of the film. */
	style: Record<string, string | number>;
	/** CSS of an element inside of it, which then holds the text. */
	inner?: Record<string, string | number>;
	src?: string;
}
interface BrokenProps {
	ground?: string;
	elements?: Element[];
	/** Frames after which the ground changes between black and white. */
	strobe?: number;
	/** Its words are others each time they are drawn. */
	random?: boolean;
}

const GROUND = "#101418";
const plain = { left: 400, top: 400, fontSize: 80, color: "#ffffff" };
const small = { left: 400, top: 700, fontSize: 12, color: "#ffffff" };
const onBlack = { ...plain, background: "#000000" };
const sound: Element = { text: "Clean wells", style: plain };

function film(scenes: { scene: string; props: object; durationInFrames?: number }[], more: object = {}): Storyboard {
	return Storyboard.parse({
		fps: 30,
		width: 1920,
		height: 1080,
		look: "swiss",
		theme: {},
		audio: [],
		captions: [],
		scenes: scenes.map((scene, index) => ({ id: `scene-${index + 1}`, durationInFrames: 75, ...scene })),
		...more,
	});
}

const broken = (props: BrokenProps, more: object = {}): Storyboard =>
	film([{ scene: "Broken", props: { ground: GROUND, ...props } }], more);
const drawn = (...elements: Element[]) => broken({ elements });
const text = (words: string, style: Element["style"]) => drawn({ text: words, style });
const asked = (words: string) => ({ brief: [{ text: words, kind: "quote", shownIn: ["scene-1"] }] });
const title = (words: string) => ({ scene: "Title", props: { title: words } });
const kinetic = (words: string, durationInFrames = 75) => ({ scene: "KineticText", durationInFrames, props: { text: words } });
const LONG =
	"Two billion people lack safe water and have to walk for hours each day to fetch what they need to drink and to cook";
const INSTRUCTION = { text: "Neon on black, fast", kind: "instruction", shownIn: null };

const CASES: [name: string, code: CheckCode, board: Storyboard][] = [
	[
		"a text wider than its card",
		"text_overflow",
		text("A headline far too wide", { ...plain, width: 400, height: 120, background: "#345678" }),
	],
	[
		"a text higher than its chip",
		"text_overflow",
		drawn({
			text: "Tall",
			style: { left: 500, top: 400, width: 600, height: 50, background: "#345678" },
			inner: { fontSize: 150, lineHeight: 1.1, color: "#ffffff" },
		}),
	],
	["a text that its box cuts off", "text_clipped", text("Water for every village", { ...plain, width: 620, overflow: "hidden" })],
	[
		"a text that a clip path cuts off",
		"text_clipped",
		text("Water for every village", { ...plain, clipPath: "inset(0% 22% 0% 0%)" }),
	],
	["a text that runs out of the picture", "text_clipped", text("Water for every village", { ...plain, left: 1300 })],
	["a text at the left edge", "outside_safe_area", text("Clean wells", { ...plain, left: 8 })],
	["a text at the lower edge", "outside_safe_area", text("CLEAN WELLS", { ...plain, top: 990, lineHeight: 1 })],
	["a text of 12 pixels", "text_too_small", drawn(sound, { text: "Source: the ministry of water", style: small })],
	[
		"a text that a transform makes small",
		"text_too_small",
		drawn(sound, { text: "Source: the ministry of water", style: { ...small, fontSize: 40, transform: "scale(0.3)" } }),
	],
	["grey words on grey", "contrast_low", text("Clean wells", { ...plain, color: "#2c3238" })],
	[
		"white words on a light gradient",
		"contrast_low",
		text("Clean wells", { ...plain, padding: 60, background: "linear-gradient(90deg, #dddddd, #ffffff)" }),
	],
	["faint words by their opacity", "contrast_low", text("Clean wells", { ...plain, opacity: 0.62, color: "#5a5f64" })],
	[
		"a theme whose text is nearly its background",
		"contrast_low",
		film([title("Clean wells")], { theme: { palette: { background: "#ffffff", text: "#e2e2e2" } } }),
	],
	["forty words in a second", "reading_time_short", film([kinetic(LONG, 36)])],
	[
		"a caption of half a second",
		"reading_time_short",
		broken(
			{ elements: [sound] },
			{ captions: [{ text: "Every drop counts, because every drop is carried for hours", startFrame: 10, endFrame: 24 }] },
		),
	],
	["a letter that no font has", "missing_glyph", text("Clean wells \u{10fffd}", plain)],
	["a font that is not there", "font_fallback", text("Clean wells", { ...plain, fontFamily: "No Such Font" })],
	["a scene without anything", "blank_frame", broken({ elements: [] })],
	["a scene of an empty text", "blank_frame", film([{ scene: "Still", props: { text: "" } }])],
	["a scene that stands still", "frozen_scene", film([{ scene: "Still", props: { text: "Clean wells" } }])],
	[
		"two headlines on top of each other",
		"elements_overlap",
		drawn(sound, { text: "Every drop", style: { ...plain, left: 440, top: 425 } }),
	],
	[
		"a label across a headline",
		"elements_overlap",
		drawn(
			{ text: "Clean wells", style: { ...plain, fontSize: 160 } },
			{ text: "since 1987", style: { left: 600, top: 470, fontSize: 60, color: "#ffcc00" } },
		),
	],
	["a ground that flashes every second frame", "flash", broken({ elements: [{ ...sound, style: onBlack }], strobe: 1 })],
	["a ground that flashes every third frame", "flash", broken({ elements: [{ ...sound, style: onBlack }], strobe: 3 })],
	[
		"a picture that is not there",
		"missing_media",
		drawn(sound, { src: "/no-such-picture.png", style: { left: 1200, top: 400 } }),
	],
	[
		"words that are others each time",
		"not_deterministic",
		broken({ elements: [{ text: "Visitor ", style: plain }], random: true }),
	],
	["an instruction as a title", "instruction_on_screen", film([title(INSTRUCTION.text)], { brief: [INSTRUCTION] })],
	["an asked sentence that is nowhere", "asked_not_shown", film([title("Clean wells")], asked("Every drop counts"))],
	[
		"an asked number that is another one",
		"asked_not_shown",
		film([title("57% of crops need bees")], asked("75% of crops need bees")),
	],
	[
		"an asked text behind a box",
		"asked_not_shown",
		broken(
			{
				elements: [
					{ text: "Every drop counts", style: plain },
					{
						text: "Wells",
						style: { left: 350, top: 350, width: 900, height: 220, background: "#224466", color: "#ffffff", fontSize: 40 },
					},
				],
			},
			asked("Every drop counts"),
		),
	],
	[
		"a sentence in two scenes",
		"shown_twice",
		film([title("Every drop counts"), kinetic("Every drop counts")], asked("Every drop counts")),
	],
];

/** Films of the template's scenes, and of elements that are given one by one where no scene of the template has the flaw. */
export const BROKEN_FILMS: readonly BrokenFilm[] = CASES.map(([name, code, board]) => ({ name, code, board }));
