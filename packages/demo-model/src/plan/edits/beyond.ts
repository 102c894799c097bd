import { findRatio, findRatios } from "../../reading/style.ts";
import type { Clause, FilmInWork } from "./film.ts";
import { findTargets } from "./targets.ts";

/** What the demo model can't do, wherever it stands in a wish; with a sentence that says so and what helps instead. */
const BEYOND: readonly [RegExp, string][] = [
	[
		/voice[- ]?overs?|narrat(?:ion|or|ed)\w*|spoken (?:text|words)|sprecher\w*|erzählstimme|voz en off|locuci[oó]n|voix off|voce fuori campo|locução/iu,
		"I can't record a voice. Drop an audio file into **Assets** and place it there.",
	],
	[
		/sound ?effects?|\bsfx\b|soundeffekte?\w*|efectos? de sonido|effets? sonores?/iu,
		"I can't place sound effects. Add one from the **Assets** panel.",
	],
	[
		/closed captions|captions for|(?:generate|create|burn in|add) (?:captions|subtitles)\b|subtitles (?:for|to|in)\b|untertitel (?:für|zum|erzeugen|erstellen|generieren)|subtítulos (?:para|al)|sous-titres (?:pour|au)/iu,
		"I don't write captions. Words on screen I can do: “add a scene saying “…””.",
	],
	[
		/translat\w*|übersetz\w*|traduc\w*|traduis\w*|(?:english|german|french|spanish|italian|portuguese|arabic|hebrew|chinese|japanese|deutsche|englische|französische|spanische) version/iu,
		"I can't translate. Give me the new words: “change the title to …”.",
	],
	[
		/\b(?:thumbnail|poster|landing page|web ?page for|blog post|press release|hashtags?|description (?:for|of) the)\b/iu,
		"I make and change the film only, nothing beside it.",
	],
	[
		/\b(?:comic sans|helvetica|arial|papyrus|times(?: new roman)?|roboto|montserrat|poppins|lato|futura|garamond|georgia|verdana|courier|impact|open sans|lobster|handwrit\w+|handschrift\w*)\b/iu,
		"I know three fonts: Inter (plain), Space Grotesk (technical) and Fraunces (with serifs).",
	],
	[
		/\S+\.(?:mp3|wav|m4a|ogg|flac|aac)\b/iu,
		"I can't place sound files. Choose the file in **Assets** and add it to the film there.",
	],
	[/\b0+(?:[.,]0+)?\s*(?:s|secs?|seconds?|sek|sekunden?|segundos?|secondes?)\b/iu, "A length has to be more than 0 seconds."],
	[/\b(?:qr[- ]?code|confetti|konfetti|particles|3d)\b/iu, "I can't draw that."],
];
/** What ties such a thing to a wish that can be done: "calmer, with a voice-over". */
const TIED =
	/[\s,]+(?:with|and|plus|including|in|mit|und|samt|con|y|avec|et|por)\s+(?:(?:a|an|the|some|female|male|ein\w*|un[ae]?|la|le|el)\s+)*$/iu;

const BESIDE =
	/\b(?:versions?|variants?|cop(?:y|ies)|edits?|cuts?|fassung(?:en)?|versionen|variante\w*|versi[oó]n(?:es)?)\b|\b(?:also|as well|too|additionally|auch|zusätzlich|también|además|aussi|également)\b/iu;
const ONE_FORMAT =
	"A project holds one film in one format, so I can't keep a second version beside it. Say “make it square” to change this film, or make a new project for the other version.";

/** The part of a wish that can be tried, and what of it is beyond the demo model. */
export interface Parted {
	/** Null: nothing of the wish can be tried. */
	clause: Clause | null;
	problems: string[];
}

/** Takes what can't be done out of a wish, so that the rest of it is done and this is said. */
export function partBeyond(clause: Clause): Parted {
	if (wantsSecondVersion(clause.masked)) return { clause: null, problems: [ONE_FORMAT] };
	const problems: string[] = [];
	let rest: Clause | null = clause;
	for (const [pattern, sentence] of BEYOND) {
		const found = pattern.exec(clause.masked);
		if (!found) continue;
		problems.push(sentence);
		const tie = TIED.exec(clause.masked.slice(0, found.index));
		const end: number = tie ? tie.index : 0;
		if (rest === null || end < 4) rest = null;
		else if (end < rest.text.length) rest = { text: clause.text.slice(0, end), masked: clause.masked.slice(0, end) };
	}
	return { clause: rest, problems };
}

function wantsSecondVersion(words: string): boolean {
	if (new Set(findRatios(words).map((found) => found.ratio)).size > 1) return true;
	if (!BESIDE.test(words)) return false;
	if (findRatio(words) !== null) return true;
	return /\b(?:another|second|extra|shorter|longer|new|different|other|zweite|weitere|kürzere|otra|segunda|más corta|autre|deuxième|plus courte)\s+(?:version|variant|cut|edit|copy|fassung|variante|versi[oó]n)\b/iu.test(
		words,
	);
}

/** Scenes that a wish names and that are as they were although others were changed. */
export function leftAlone(clause: Clause, before: FilmInWork["storyboard"], film: FilmInWork): string[] {
	const named = findTargets(clause.masked, { ...film, storyboard: before }).map(({ scene }) => scene);
	const untouched = named.filter((scene) => film.storyboard.scenes.includes(scene));
	return named.length > 1 && untouched.length < named.length ? untouched.map((scene) => scene.id) : [];
}
