import { type StoryboardScene, sceneSpans } from "@storydream/protocol";
import type { FilmInWork } from "./film.ts";
import { SCENE_NAMES } from "./scene-names.ts";

const ORDINALS: Record<string, number> = {
	first: 0,
	"1st": 0,
	second: 1,
	"2nd": 1,
	third: 2,
	"3rd": 2,
	fourth: 3,
	"4th": 3,
	fifth: 4,
	"5th": 4,
	sixth: 5,
	"6th": 5,
	seventh: 6,
	"7th": 6,
	eighth: 7,
	"8th": 7,
	ninth: 8,
	"9th": 8,
	tenth: 9,
	"10th": 9,
	last: -1,
	final: -1,
	"second to last": -2,
	penultimate: -2,
	erste: 0,
	ersten: 0,
	zweite: 1,
	zweiten: 1,
	dritte: 2,
	dritten: 2,
	letzte: -1,
	letzten: -1,
	primera: 0,
	segunda: 1,
	tercera: 2,
	última: -1,
	première: 0,
	deuxième: 1,
	troisième: 2,
	dernière: -1,
};
const ORDINAL = Object.keys(ORDINALS)
	.sort((a, b) => b.length - a.length)
	.join("|");
const SCENE_WORD = "(?:scenes?|slides?|shots?|parts?|screens?|cards?|szenen?|escenas?|scènes?)";
const NUMBERS: Record<string, number> = {
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
};

/** Words people use for kinds of scenes. The order matters: "bar chart" is looked for before "chart". */
const KINDS: readonly [string, readonly string[]][] = [
	...SCENE_NAMES,
	["bar charts?|bars|bar graph|balkendiagramm", ["BarChart"]],
	["line charts?|line graph|curve|liniendiagramm", ["LineChart"]],
	["charts?|graphs?|diagrams?|diagramm|gráfico|graphique", ["BarChart", "LineChart"]],
	["big numbers?|numbers?|stat(?:istic)?s?|counters?|figures?|percentage|zahl|número|chiffre", ["BigNumber"]],
	["quotes?|quotation|testimonials?|zitat|cita|citation", ["Quote", "Testimonial"]],
	["call[- ]to[- ]action|cta|outro|ending|end(?: card| screen)|closing(?: scene)?|abspann|schluss|final scene|cierre", ["Outro"]],
	["bullet points?|bullets?|points|list|punkte|liste|lista|puntos", ["Points"]],
	["steps?|process|schritte|pasos|étapes", ["Steps"]],
	["comparison|versus|vs|vergleich|comparación|comparaison", ["Comparison"]],
	["images?|pictures?|photos?|landscape|bild|imagen|foto", ["ImagePan"]],
	["browser(?: window| frame)?|website|web page|screenshot|device", ["BrowserFrame"]],
	["logo", ["Logo"]],
	["kinetic text|moving (?:words|text)|kinetic", ["KineticText"]],
	["title(?: card| scene)?|headline|heading|intro|opening(?: scene)?(?! (?:hours|times))|opener|titel|título|titre", ["Title"]],
];

/** A scene found in the words of a wish, and where. */
export interface Target {
	scene: StoryboardScene;
	from: number;
	to: number;
}

/** All scenes a text names: by number, by place, by id, by kind, or by words they show. In the order of the text. */
export function findTargets(text: string, film: FilmInWork): Target[] {
	const { scenes } = film.storyboard;
	const found: Target[] = [];
	const add = (scene: StoryboardScene | undefined, from: number, to: number) => {
		if (scene && !found.some((other) => from < other.to && other.from < to)) found.push({ scene, from, to });
	};
	for (const scene of scenes) {
		const at = new RegExp(`(?<![\\w-])${scene.id}(?![\\w-])`).exec(text);
		if (at && /\d|-/.test(scene.id)) add(scene, at.index, at.index + scene.id.length);
	}
	// "scenes 2 and 3", "scene two".
	for (const match of text.matchAll(
		new RegExp(
			`\\b${SCENE_WORD}\\s+(?:number\\s+|nr\\.?\\s*|#)?((?:\\d+|${Object.keys(NUMBERS).join("|")})(?:(?:\\s*,\\s*|\\s+(?:and|und|y|et|with|&|or)\\s+)(?:${SCENE_WORD}\\s+)?(?:\\d+|${Object.keys(NUMBERS).join("|")})(?!\\s*(?:seconds?|secs?|s\\b|frames?)))*)`,
			"gi",
		),
	)) {
		const start = match.index;
		for (const number of (match[1] ?? "").matchAll(new RegExp(`\\d+|${Object.keys(NUMBERS).join("|")}`, "gi"))) {
			const at = start + match[0].length - (match[1] ?? "").length + number.index;
			add(
				scenes[(NUMBERS[number[0].toLowerCase()] ?? Number(number[0])) - 1],
				found.length === 0 ? start : at,
				at + number[0].length,
			);
		}
	}
	// "the second scene", "the last two scenes", "the second quote".
	for (const match of text.matchAll(
		new RegExp(`(?<![\\p{L}\\p{N}])(${ORDINAL})\\s+(?:(two|three|2|3)\\s+)?(?:${SCENE_WORD}|one)(?![\\p{L}])`, "giu"),
	)) {
		const place = ORDINALS[(match[1] ?? "").toLowerCase()] ?? 0;
		const many = { two: 2, "2": 2, three: 3, "3": 3 }[match[2] ?? ""] ?? 1;
		for (let i = 0; i < many; i++) {
			const index = place < 0 ? scenes.length + place - i : place + i;
			const width = match[0].length / many;
			add(scenes[index], match.index + i * width, match.index + (i + 1) * width);
		}
	}
	for (const [words, kinds] of KINDS) {
		for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}-])(?:(${ORDINAL})\\s+)?(?:${words})(?![\\p{L}])`, "giu"))) {
			const own = scenes.filter((scene) => kinds.includes(scene.scene));
			const place = ORDINALS[(match[1] ?? "").toLowerCase()] ?? 0;
			const scene = own[place < 0 ? own.length + place : place] ?? standIn(kinds[0] ?? "", scenes);
			add(scene, match.index, match.index + match[0].length);
		}
	}
	return found.sort((a, b) => a.from - b.from);
}

/** A film without a Title scene still has a first scene people call the title, and a last one they call the ending. */
function standIn(kind: string, scenes: readonly StoryboardScene[]): StoryboardScene | undefined {
	if (kind === "Title") return scenes[0];
	if (kind === "Outro" && ["Logo", "Outro", "Title"].includes(scenes.at(-1)?.scene ?? "")) return scenes.at(-1);
	return undefined;
}

/** Scenes that show these words. */
export function scenesShowing(words: string, film: FilmInWork): StoryboardScene[] {
	const wanted = words.toLowerCase();
	return film.storyboard.scenes.filter((scene) =>
		JSON.stringify(scene.props).toLowerCase().includes(JSON.stringify(wanted).slice(1, -1)),
	);
}

/** The scene meant by "this", "it" and "here": the one pointed at, else the one the last wish was about. */
export function pointedScene(film: FilmInWork): StoryboardScene | undefined {
	const { sceneId, frame, text } = film.pointedAt ?? {};
	const { scenes } = film.storyboard;
	const byId = sceneId ? scenes.find((scene) => scene.id === sceneId) : undefined;
	if (byId) return byId;
	if (text) {
		const showing = scenesShowing(text, film)[0];
		if (showing) return showing;
	}
	if (frame !== undefined) {
		const span = sceneSpans(film.storyboard).findLast((one) => frame >= one.from && frame < one.from + one.durationInFrames);
		if (span) return scenes.find((scene) => scene.id === span.id);
	}
	return undefined;
}

const THIS = /(?<![\p{L}])(?:this|here|that one|this one|das hier|diese[sr]?|esto|esta|ceci|cette)(?![\p{L}])/iu;
const IT = /(?<![\p{L}])(?:it|that)(?![\p{L}])/iu;

/**
 * The scene one wish is about: named in its words, pointed at with "this", or neither (null: the whole film).
 * "It" is the scene of the wish before in the same message, else what is pointed at.
 */
export function targetOf(text: string, film: FilmInWork): StoryboardScene | null {
	const named = findTargets(text, film)[0]?.scene;
	if (named) return named;
	if (/\b(?:film|video|movie|everything|whole|overall|all)\b/i.test(text)) return null;
	if (THIS.test(text)) return pointedScene(film) ?? null;
	if (IT.test(text)) return pointedScene(film) ?? null;
	return /^\s*(?:make|set|change)?\s*(?:bigger|longer|shorter)/i.test(text) ? (pointedScene(film) ?? null) : null;
}
