import type { Ratio } from "@storydream/protocol";
import { matches, type Span } from "./spans.ts";

export const MOODS = ["calm", "energetic", "playful", "serious", "elegant", "techy", "warm", "natural", "cinematic"] as const;
export type Mood = (typeof MOODS)[number];
export const FONTS = ["Inter", "Space Grotesk", "Fraunces"] as const;
export type Font = (typeof FONTS)[number];

const MOOD_WORDS: readonly [Mood, string][] = [
	[
		"calm",
		"calm|quiet|soothing|peaceful|relax(?:ed|ing)|gentle|serene|meditative|soft mood|slow and|mindful|ruhig\\w*|tranquil\\w*|calme|douce?",
	],
	[
		"energetic",
		"energetic|energy-filled|dynamic|fast[- ]paced|punchy|bold|exciting|upbeat|high[- ]energy|sporty|loud|vibrant|dynamisch\\w*|energisch\\w*|enérgic\\w*|dinámic\\w*|énergique|dynamique",
	],
	[
		"playful",
		"playful|fun|funny|cheerful|happy|quirky|childlike|for kids|for children|colou?rful|joyful|verspielt\\w*|fröhlich\\w*|divertid\\w*|alegre|ludique|joyeux|joyeuse",
	],
	[
		"serious",
		"serious|corporate|professional|business[- ]like|trustworthy|sober|formal|seriös\\w*|serio|profesional|sérieux|professionnel\\w*",
	],
	[
		"elegant",
		"elegant|luxur(?:y|ious)|premium|classy|refined|sophisticated|minimal(?:ist|istic)?|editorial|timeless|edel|stilvoll\\w*|elegante|lujos\\w*|élégante?|luxe",
	],
	[
		"techy",
		"tech(?:y|no|nical)?|futuristic|cyber(?:punk)?|neon (?:look|style|lights?|signs?)|digital look|sci-?fi|modern tech|high[- ]tech|technisch\\w*|futurist\\w*",
	],
	[
		"warm",
		"warm|cosy|cozy|heart-?warming|friendly|nostalgic|homely|herzlich\\w*|gemütlich\\w*|cálid\\w*|acogedor\\w*|chaleureu\\w*",
	],
	["natural", "natural|organic|earthy|eco(?:-friendly)?|outdoorsy|natürlich\\w*|orgánic\\w*|naturel\\w*"],
	[
		"cinematic",
		"cinematic|dramatic|epic|moody|mysterious|atmospheric|filmisch\\w*|dramatisch\\w*|dramátic\\w*|épic\\w*|dramatique|cinématique",
	],
];

/** Moods a text names, in its own order. */
export function findMoods(text: string): (Span & { mood: Mood })[] {
	return MOOD_WORDS.flatMap(([mood, words]) =>
		matches(text, new RegExp(`(?<![\\p{L}-])(?:${words})(?![\\p{L}])`, "giu")).map(({ from, to }) => ({ from, to, mood })),
	).sort((a, b) => a.from - b.from);
}

const RATIO_WORDS: readonly [Ratio, string][] = [
	["4:5", "4\\s?:\\s?5|1080\\s?[x×]\\s?1350|feed format"],
	["21:9", "21\\s?[:x/×]\\s?9|2520\\s?[x×]\\s?1080|cinemascope|ultra-?wide(?: screen)?|kinoformat|cinémascope"],
	[
		"9:16",
		"9\\s?[:x/×]\\s?16|1080\\s?[x×]\\s?1920|vertical(?:ly)?|portrait(?: mode| format)?|tik ?tok|(?:instagram |facebook )?reels?|youtube shorts?|shorts\\b|(?:instagram |insta )?stor(?:y|ies)(?= (?:format|size|ad))|for (?:instagram |insta |facebook )?(?:stories|story)|phone format|mobile format|hochkant|hochformat|senkrecht\\w*|vertikal\\w*|verticale?s?",
	],
	[
		"1:1",
		"1\\s?:\\s?1|1080\\s?[x×]\\s?1080|square(?: format| video)?|(?:instagram|insta|linkedin) post|quadratisch\\w*|cuadrad\\w*|carrée?",
	],
	[
		"16:9",
		"16\\s?[:x/×]\\s?9|1920\\s?[x×]\\s?1080|landscape(?= |$|[.,;])(?: mode| format)?|horizontal(?:ly)?|wide ?screen|(?:for )?youtube(?! shorts?)|querformat|apaisado|paysage",
	],
];

/** The ratio a text asks for: the first it names. */
export function findRatio(text: string): (Span & { ratio: Ratio }) | null {
	return findRatios(text)[0] ?? null;
}

/** All ratios a text names, in its order. "A portrait of …" and "a landscape of …" are pictures, no ratios. */
export function findRatios(text: string): (Span & { ratio: Ratio })[] {
	return RATIO_WORDS.flatMap(([ratio, words]) =>
		matches(text, new RegExp(`(?<![\\p{L}\\p{N}:.])(?:${words})(?![\\p{L}\\p{N}])`, "giu"))
			.filter(
				(match) =>
					!/^(?:portrait|landscape|square)$/i.test(match.text) ||
					!/^\s*(?:of|de|von|s\b|photograph|photo|painter|design|garden|root|meters?|metres?|feet|miles?|km|inch)/i.test(
						text.slice(match.to),
					),
			)
			.filter((match) => !(/^stor|^reels?$/i.test(match.text) && /^\s*of\b/i.test(text.slice(match.to))))
			.map(({ from, to }) => ({ from, to, ratio })),
	).sort((a, b) => a.from - b.from);
}

/** A font of ours a text asks for, by name or by kind. */
export function findFont(text: string): (Span & { font: Font }) | null {
	const kinds: readonly [Font, string][] = [
		[
			"Space Grotesk",
			"space grotesk|grotes[kq]\\w*|geometric (?:font|type)\\w*|(?:tech|modern|futuristic|monospaced?)[a-z]* (?:font|type\\w*|letters)",
		],
		[
			"Fraunces",
			"fraunces|(?:with )?(?:a )?serif(?:s| fonts?| type\\w*)?(?! less)|(?:elegant|classic|editorial|bookish) (?:font|type\\w*|letters)|serifenschrift",
		],
		[
			"Inter",
			"inter(?= font| type| as (?:the|a) font| for |[,.]|$)|sans[- ]?serif(?: fonts?)?|(?:clean|plain|simple|neutral) (?:font|type\\w*|letters)",
		],
	];
	const sans = /\bsans[- ]?serif\b/i.exec(text);
	if (sans) return { from: sans.index, to: sans.index + sans[0].length, font: "Inter" };
	for (const [font, words] of kinds) {
		const match = new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, "iu").exec(text);
		if (match) return { from: match.index, to: match.index + match[0].length, font };
	}
	return null;
}

/** How scenes should follow each other, if a text says so. */
export function findTransition(text: string): (Span & { type: string }) | null {
	const match =
		/\b(?:(fade|cross-?fade|dissolve|slide|sliding|swipe|wipe|zoom|blur|iris|circle|none?|no|hard|straight)(?:ing|s)?\s+(?:transitions?|cuts?|between)\b|transitions?\s*(?:to|:|should be|=|with|use)?\s*(?:a\s+)?(fade|cross-?fade|dissolve|slide|wipe|zoom|blur|iris|none|cut)s?\b|\b(?:without|no) (transitions)\b)/iu.exec(
			text,
		);
	if (!match) return null;
	const word = (match[1] ?? match[2] ?? match[3] ?? "").toLowerCase();
	const type = /slid|swipe/.test(word)
		? "slide"
		: /wipe/.test(word)
			? "wipe"
			: /zoom/.test(word)
				? "zoom"
				: /blur/.test(word)
					? "blur"
					: /iris|circle/.test(word)
						? "iris"
						: /fade|dissolve/.test(word)
							? "fade"
							: "none";
	return { from: match.index, to: match.index + match[0].length, type };
}
