import { matches, type Span } from "./spans.ts";

/** Colours people name. The values are what one would call by that name on a screen. */
const NAMES: Record<string, string> = {
	"navy blue": "#0b1f3f",
	navy: "#0b1f3f",
	"midnight blue": "#101a3a",
	midnight: "#0d1226",
	"dark blue": "#10264f",
	"royal blue": "#2b4ed8",
	"sky blue": "#6cc4f5",
	"light blue": "#a9d8f5",
	"electric blue": "#2f6bff",
	"ice blue": "#d7eef8",
	cobalt: "#1f4fc4",
	azure: "#2e9bf0",
	blue: "#2f6fed",
	cyan: "#22c7e6",
	teal: "#0f8b8d",
	turquoise: "#27c5b8",
	aqua: "#35d0d6",
	petrol: "#0c4a57",
	"dark green": "#0f3d2e",
	"forest green": "#17452f",
	"light green": "#b5e3a8",
	"lime green": "#8fdc3a",
	lime: "#b4e33d",
	mint: "#9fe5c4",
	emerald: "#12a876",
	sage: "#a9b89a",
	olive: "#76802f",
	green: "#2e9e57",
	"light yellow": "#fdf1b3",
	yellow: "#f7cf3c",
	mustard: "#d9a62e",
	gold: "#d4a843",
	golden: "#d4a843",
	amber: "#f5a524",
	"burnt orange": "#c8551b",
	orange: "#f5803e",
	peach: "#fbb799",
	apricot: "#f9b27c",
	coral: "#ff7059",
	salmon: "#fa8d7b",
	terracotta: "#c4613f",
	rust: "#a8472a",
	"dark red": "#6e1420",
	burgundy: "#6b1430",
	maroon: "#5e1224",
	crimson: "#cf1f45",
	scarlet: "#e8301f",
	red: "#e5383b",
	"hot pink": "#ff4fa0",
	"light pink": "#f9cfdc",
	pink: "#f577ac",
	rose: "#e8718f",
	magenta: "#d72d94",
	fuchsia: "#e033b0",
	plum: "#6c2d63",
	"dark purple": "#2c1650",
	purple: "#7c3fd6",
	violet: "#7d55e8",
	lavender: "#c3b3f2",
	lilac: "#c8a9e8",
	indigo: "#3d3ab8",
	"dark brown": "#2f1d14",
	brown: "#7a4b2b",
	chocolate: "#4a2a1a",
	coffee: "#5a3a28",
	tan: "#d1ae86",
	beige: "#efe4d0",
	sand: "#e6d6b4",
	cream: "#faf3e3",
	ivory: "#fbf8ee",
	"off-white": "#f7f5f0",
	"off white": "#f7f5f0",
	white: "#ffffff",
	silver: "#c3c8d0",
	"light grey": "#e6e8ec",
	"light gray": "#e6e8ec",
	"dark grey": "#23262d",
	"dark gray": "#23262d",
	charcoal: "#22252b",
	slate: "#3c4858",
	grey: "#7d8490",
	gray: "#7d8490",
	graphite: "#2b2e35",
	"jet black": "#050506",
	black: "#0a0a0c",
	dunkelblau: "#10264f",
	hellblau: "#a9d8f5",
	blau: "#2f6fed",
	dunkelgrün: "#0f3d2e",
	grün: "#2e9e57",
	rot: "#e5383b",
	gelb: "#f7cf3c",
	schwarz: "#0a0a0c",
	weiß: "#ffffff",
	lila: "#9a5fe0",
	azul: "#2f6fed",
	"azul marino": "#0b1f3f",
	rojo: "#e5383b",
	verde: "#2e9e57",
	amarillo: "#f7cf3c",
	negro: "#0a0a0c",
	blanco: "#ffffff",
	morado: "#7c3fd6",
	naranja: "#f5803e",
	bleu: "#2f6fed",
	"bleu marine": "#0b1f3f",
	rouge: "#e5383b",
	vert: "#2e9e57",
	jaune: "#f7cf3c",
	noir: "#0a0a0c",
	blanc: "#ffffff",
	violette: "#7d55e8",
};
const NAME_PATTERN = Object.keys(NAMES)
	.sort((a, b) => b.length - a.length)
	.join("|");
const INFLECTED = "(?:e[nmrs]?|es|s|a|as|os)?";
const COLOUR = `(?:#[0-9a-f]{8}(?![0-9a-z])|#[0-9a-f]{6}(?![0-9a-z])|#[0-9a-f]{3}(?![0-9a-z])|(?<![\\p{L}\\p{N}-])(?:${NAME_PATTERN})${INFLECTED}(?![\\p{L}\\p{N}]))`;

export type ColourRole = "background" | "accent" | "text";
export interface ColourFound extends Span {
	hex: string;
	/** As the person named it. */
	name: string;
	/** Null: named without saying what for. */
	role: ColourRole | null;
}

const ROLE_WORDS: readonly [ColourRole, string][] = [
	["background", "back ?grounds?|bg|backdrop|canvas|hintergrund|fondo|fond|arrière-plan"],
	[
		"accent",
		"accents?(?: colou?rs?)?|highlights?(?: colou?rs?)?|akzent\\w*|acentos?|accent colou?r|primary colou?r|brand colou?rs?|details|buttons?",
	],
	["text", "text|font colou?r|letters|lettering|type|typography|writing|words|schrift|texto|texte"],
];

/** Every colour of a text by name or code, with what it is for. */
export function findColours(text: string): ColourFound[] {
	const found = matches(text, new RegExp(COLOUR, "giu"));
	return found.flatMap((match, index) => {
		const after = text.slice(match.to, found[index + 1]?.from ?? text.length).slice(0, 45);
		const before = text.slice(Math.max(0, Math.max(found[index - 1]?.to ?? 0, match.from - 45)), match.from);
		const role = roleOf(before, after);
		// "A coffee roaster" and "olive oil" are things; "in coffee and cream" and "olive tones" are colours.
		if (
			role === null &&
			THINGS.test(match.text) &&
			!/\b(?:in|colou?rs?:?|palette:?|of|or|and|mit|en)\s+(?:(?:neon|bright|soft|deep|warm|pale|hot|vivid|electric|dark|light|dusty|muted)\s+)?$/i.test(
				before.length > 6 ? before : text.slice(Math.max(0, match.from - 12), match.from),
			)
		) {
			if (!/^[\s-]*(?:tones?|colou?r(?:s|ed)?|palette|hues?|shades?)\b/i.test(after)) return [];
		}
		if (
			role === null &&
			THINGS.test(match.text) &&
			/^\s+\p{L}/u.test(after) &&
			!/^\s+(?:and|or|tones?|colou?rs?|palette|hues?|shades?|with|on)\b/i.test(after)
		)
			return [];
		return [{ from: match.from, to: match.to, hex: toHex(match.text), name: match.text.toLowerCase(), role }];
	});
}

/** Names of colours that are names of things first. */
const THINGS =
	/^(?:coffee|chocolate|rose|gold|sand|plum|olive|salmon|orange|peach|mint|lime|lavender|silver|tan|rust|cream|coral|apricot|mustard|sage|amber|ivory|midnight|slate|graphite|charcoal|violet|noir|blanc|negro|lila|turquoise|emerald)s?$/i;

function roleOf(before: string, after: string): ColourRole | null {
	for (const [role, words] of ROLE_WORDS) {
		if (
			new RegExp(`^(?:-?colou?red)?\\s+(?:for (?:the )?|as (?:the |an? )?|on (?:the )?|in (?:the )?)?(?:${words})\\b`, "iu").test(
				after,
			)
		)
			return role;
	}
	let best: ColourRole | null = null;
	let at = -1;
	for (const [role, words] of ROLE_WORDS) {
		const pattern = new RegExp(
			`(?:${words})(?:\\s+colou?rs?)?(?:\\s+(?:to|in|of|is|be|should be|as|a|auf|en|color|into|more)|\\s*[:=])*\\s+(?:(?:a|deep|soft|bright|warm|dark|light|nice|vivid|pale)\\s+)*$`,
			"giu",
		);
		for (const match of before.matchAll(pattern)) {
			if (match.index > at) {
				at = match.index;
				best = role;
			}
		}
	}
	if (best) return best;
	// "on navy", "against black", "set on a cream": what things stand on is the background.
	if (/\b(?:on|against|over|auf|sobre|sur)\s+(?:an?\s+)?(?:deep |soft |warm |dark |light |plain |pale )*$/i.test(before))
		return "background";
	return null;
}

function toHex(text: string): string {
	const lower = text.toLowerCase();
	if (lower.startsWith("#")) {
		const digits = lower.slice(1);
		return digits.length === 3 ? `#${[...digits].map((digit) => digit + digit).join("")}` : `#${digits.slice(0, 6)}`;
	}
	for (let length = lower.length; length > 2; length--) {
		const hex = NAMES[lower.slice(0, length)];
		if (hex) return hex;
	}
	return "#888888";
}
