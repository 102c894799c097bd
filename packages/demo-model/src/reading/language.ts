/** Languages the demo model has its few own words in. */
export type Language = "en" | "de" | "es" | "fr";

const COMMON: Record<Language, RegExp> = {
	en: /\b(?:the|and|with|for|about|make|create|video|of|is|our|to|from)\b/gi,
	de: /\b(?:der|die|das|und|mit|für|über|ein|eine|einen|mach|erstelle|von|ist|unser|wir|bitte)\b/gi,
	es: /\b(?:el|la|los|las|y|con|para|sobre|un|una|crea|haz|de|es|nuestro|nuestra|vídeo)\b/gi,
	fr: /\b(?:le|la|les|et|avec|pour|sur|un|une|crée|fais|des|est|notre|nous|vidéo|du)\b/gi,
};

/** The language most of a prompt's small words are of; English when in doubt. */
export function languageOf(text: string): Language {
	const part = text.slice(0, 2000);
	let best: Language = "en";
	let most = part.match(COMMON.en)?.length ?? 0;
	for (const language of ["de", "es", "fr"] as const) {
		const count = part.match(COMMON[language])?.length ?? 0;
		if (count > most) {
			most = count;
			best = language;
		}
	}
	return best;
}

interface Words {
	and: string;
	highlights: string;
	numbers: string;
	thanks: string;
	steps: string;
	meet: string;
	from: string;
	fromAbove: string;
	say: string;
	more: string;
}

/** The few words the demo model adds on its own, so that a German film has no English ending. */
export const WORDS: Record<Language, Words> = {
	en: {
		and: "and",
		highlights: "At a glance",
		numbers: "In numbers",
		thanks: "Thank you for watching",
		steps: "How it works",
		meet: "Meet",
		from: "up from",
		fromAbove: "down from",
		say: "In their words",
		more: "Find out more",
	},
	de: {
		and: "und",
		highlights: "Auf einen Blick",
		numbers: "In Zahlen",
		thanks: "Danke fürs Zuschauen",
		steps: "So geht es",
		meet: "Das ist",
		from: "vorher",
		fromAbove: "vorher",
		say: "In ihren Worten",
		more: "Mehr erfahren",
	},
	es: {
		and: "y",
		highlights: "De un vistazo",
		numbers: "En cifras",
		thanks: "Gracias por ver",
		steps: "Cómo funciona",
		meet: "Esto es",
		from: "antes",
		fromAbove: "antes",
		say: "En sus palabras",
		more: "Más información",
	},
	fr: {
		and: "et",
		highlights: "En un coup d'œil",
		numbers: "En chiffres",
		thanks: "Merci d'avoir regardé",
		steps: "Comment ça marche",
		meet: "Voici",
		from: "contre",
		fromAbove: "contre",
		say: "Dans leurs mots",
		more: "En savoir plus",
	},
};
