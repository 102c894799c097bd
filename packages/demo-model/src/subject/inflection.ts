/** Languages that have a table of nouns. */
export const subjectLanguages = [
	"en",
	"de",
	"fr",
	"es",
	"pt",
	"it",
	"pl",
	"nl",
	"tr",
	"ja",
	"zh",
	"ko",
	"ar",
	"he",
	"hi",
] as const;
export type SubjectLanguage = (typeof subjectLanguages)[number];

/** Letters that Unicode does not take apart. */
const LETTERS: Record<string, string> = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i" };
/** Letters of Hebrew and Arabic that stand for the same one. */
const VARIANTS: Record<string, string> = {
	ם: "מ",
	ן: "נ",
	ץ: "צ",
	ף: "פ",
	ך: "כ",
	أ: "ا",
	إ: "ا",
	آ: "ا",
	ى: "ي",
	ة: "ه",
	ؤ: "و",
	ئ: "ي",
};

/** A word as it is compared: lower case, without accents, one form a letter. */
export const fold = (word: string): string =>
	word
		.toLowerCase()
		// In short words an accent makes another word: "dé" is not "de".
		.normalize(word.length > 3 ? "NFD" : "NFC")
		// Accents of Latin letters, points of Hebrew, signs of Arabic vowels; the signs of Devanagari are letters.
		.replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0640]/g, "")
		.normalize("NFC")
		.replace(/[ßłøđæœı]/g, (letter) => LETTERS[letter] ?? letter)
		.replace(/[םןץףךأإآىةؤئ]/g, (letter) => VARIANTS[letter] ?? letter);

/** An ending that is taken off, and what stands there in the table's form. */
type Ending = readonly [ending: string, ...instead: string[]];

const ENDINGS: Partial<Record<SubjectLanguage, readonly Ending[]>> = {
	en: [
		["ies", "y"],
		["ves", "f", "fe"],
		["es", ""],
		["s", ""],
	],
	de: [
		["innen", "", "in"],
		["ern", "", "er"],
		["nen", "n"],
		["en", "", "e"],
		["er", ""],
		["es", ""],
		["em", ""],
		["e", ""],
		["n", ""],
		["s", ""],
	],
	nl: [
		["ën", "", "e"],
		["en", "", "e"],
		["eren", ""],
		["tjes", ""],
		["tje", ""],
		["jes", ""],
		["je", ""],
		["s", ""],
		["e", ""],
	],
	fr: [
		["aux", "al", "au"],
		["eaux", "eau"],
		["x", ""],
		["s", ""],
		["es", ""],
		["e", ""],
	],
	es: [
		["ces", "z"],
		["es", ""],
		["s", ""],
		["itos", "o"],
		["itas", "a"],
		["ito", "o"],
		["ita", "a"],
		["cito", ""],
	],
	pt: [
		["oes", "ão"],
		["aes", "ão"],
		["ais", "al"],
		["eis", "el"],
		["ois", "ol"],
		["ns", "m"],
		["res", "r"],
		["zes", "z"],
		["es", ""],
		["s", ""],
		["inho", "o"],
		["inha", "a"],
	],
	it: [
		["chi", "co"],
		["che", "ca"],
		["ghi", "go"],
		["ghe", "ga"],
		["cie", "cia"],
		["gie", "gia"],
		["ii", "io"],
		["i", "o", "e", "io", "a"],
		["e", "a"],
	],
	hi: [
		["ियों", "ी", "ि"],
		["ियाँ", "ी"],
		["ियां", "ी"],
		["ुओं", "ू", "ु"],
		["ाओं", "ा"],
		["ाएँ", "ा"],
		["ाएं", "ा"],
		["ों", "", "ा"],
		["ें", ""],
		["े", "ा"],
		["ओं", ""],
	],
	ar: [
		["ات", "ه", ""],
		["ون", ""],
		["ين", ""],
		["ان", ""],
		["تان", "ه"],
		["تي", "ه"],
		["ي", ""],
		["نا", ""],
		["تنا", "ه"],
		["ها", ""],
		["كم", ""],
		["ه", ""],
	],
	he: [
		["ימ", "", "ה"],
		["ות", "ה", "", "ת"],
		["יות", "ית", "יה"],
		["נו", ""],
		["ת", "ה"],
		["י", ""],
	],
};

/** Cases and plurals of Polish leave the stem; two words are the same when their stems are. */
const POLISH = /(?:iami|ami|ach|ech|owie|owi|ow|om|em|ego|emu|ie|ia|iu|io|i|y|a|e|o|u)$/;

const TURKISH_SUFFIX = [
	"larimiz",
	"lerimiz",
	"lari",
	"leri",
	"lar",
	"ler",
	"imiz",
	"umuz",
	"miz",
	"muz",
	"niz",
	"nuz",
	"ndan",
	"nden",
	"dan",
	"den",
	"tan",
	"ten",
	"nda",
	"nde",
	"da",
	"de",
	"ta",
	"te",
	"nin",
	"nun",
	"in",
	"un",
	"yi",
	"yu",
	"ya",
	"ye",
	"si",
	"su",
	"im",
	"um",
	"ci",
	"cu",
	"la",
	"le",
	"i",
	"u",
	"a",
	"e",
	"m",
	"n",
] as const;

const unvoiced: Record<string, string> = { g: "k", b: "p", c: "c", d: "t" };

const turkish = (word: string): string[] => {
	const found = new Set([word]);
	const open = [word];
	for (let step = 0; step < 24 && open.length > 0; step++) {
		const one = open.shift() ?? "";
		for (const suffix of TURKISH_SUFFIX) {
			const stem = one.slice(0, -suffix.length);
			if (!one.endsWith(suffix) || stem.length < 2 || found.has(stem)) continue;
			found.add(stem);
			open.push(stem);
			const hard = unvoiced[stem.at(-1) ?? ""];
			if (hard !== undefined) found.add(stem.slice(0, -1) + hard);
		}
	}
	return [...found];
};

/** Articles, prepositions and "and", written as one word with the noun. */
const ATTACHED: Partial<Record<SubjectLanguage, RegExp>> = {
	ar: /^(?:وال|بال|كال|فال|لل|ال|و|ب|ل|ف|ك)/,
	he: /^(?:וה|שה|מה|בה|לה|כש|ה|ו|ב|ל|מ|ש|כ)/,
};

const SHORTEST_FORM = 2;

const endings = (word: string, language: SubjectLanguage): string[] =>
	(ENDINGS[language] ?? []).flatMap(([ending, ...instead]) => {
		const end = fold(ending);
		if (!word.endsWith(end) || word === end) return [];
		return instead
			.map((rest) => fold(word.slice(0, word.length - end.length) + rest))
			.filter((form) => form.length >= SHORTEST_FORM);
	});

/** Dutch writes a vowel twice, or a consonant once, where the ending is gone: "bomen" is "boom", "katten" is "kat". */
const dutchSpellings = (word: string): string[] => [
	word.replace(/([bcdfghjklmnpqrstvwxz])\1$/, "$1"),
	word.replace(/([aeou])([bcdfghjklmnpqrstvwxz])$/, "$1$1$2"),
	word.replace(/z$/, "s").replace(/v$/, "f"),
	word.replace(/([aeou])z$/, "$1$1s").replace(/([aeou])v$/, "$1$1f"),
];

/** The form under which a word of a table is found. */
export const keyOf = (word: string, language: SubjectLanguage): string => {
	const folded = fold(word);
	if (language !== "pl") return folded;
	const stem = folded.replace(POLISH, "");
	return stem.length >= 2 ? stem : folded;
};

/** Under this key a Polish word is found as it is written, before others of its stem. */
export const exactKeyOf = (word: string): string => `=${fold(word)}`;

/** The forms of a table that a word of a text may be of, the word itself first. Simple rules, no dictionary. */
export const formsOf = (word: string, language: SubjectLanguage): string[] => {
	const folded = fold(word);
	if (language === "pl") return [exactKeyOf(folded), keyOf(folded, "pl")];
	if (language === "tr") return turkish(folded);
	const attached = ATTACHED[language];
	const bare = attached?.test(folded) ? folded.replace(attached, "") : null;
	const starts = bare !== null && bare.length >= 2 ? [folded, bare] : [folded];
	const inflected = (start: string) =>
		start.length >= 4 || language === "hi" || language === "en" ? endings(start, language) : [];
	const forms = starts.flatMap((start) => [start, ...inflected(start)]);
	if (language !== "nl" || !folded.endsWith("en")) return [...new Set(forms)];
	return [...new Set(forms.flatMap((form) => (form === folded ? [form] : [form, ...dutchSpellings(form)])))];
};
