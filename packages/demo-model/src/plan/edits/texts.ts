import type { StoryboardScene } from "@storydream/protocol";
import { findNumbers } from "../../reading/numbers.ts";
import { findQuotes } from "../../reading/quotes.ts";
import { literally, tidy } from "../../reading/spans.ts";
import { kinetic } from "../index.ts";
import { type Clause, called, type FilmInWork, type Outcome, setProps } from "./film.ts";
import { findTargets, pointedScene, targetOf } from "./targets.ts";

/**
 * Fields people name, and where they are found. The first scene that has the field is meant, unless the wish names one.
 * `present`: only where a scene has the field already.
 */
const FIELDS: readonly { words: string; field: string; scenes: readonly string[]; present?: boolean }[] = [
	{
		words: "sub-?titles?|sub ?headings?|sub ?headlines?|subline|untertitel|subtítulo|sous-titre",
		field: "subtitle",
		scenes: ["Title"],
	},
	{ words: "kicker|eyebrow", field: "kicker", scenes: ["Title"] },
	{ words: "tag ?line|slogan|claim", field: "tagline", scenes: ["Logo"] },
	{ words: "authors?|name under the quote|speaker|autor", field: "author", scenes: ["Quote"] },
	{ words: "role|job title|position", field: "role", scenes: ["Quote"] },
	{ words: "quote(?:'s)?(?: text)?|testimonial|zitat|cita|citation", field: "quote", scenes: ["Quote"] },
	{ words: "caption", field: "caption", scenes: ["ImagePan"] },
	{ words: "button(?: text| label)?|call[- ]to[- ]action|cta", field: "action", scenes: ["Outro"] },
	{ words: "url|web ?address|website(?: address)?|link|web ?site", field: "link", scenes: ["ContactCard"], present: true },
	{ words: "url|web ?address|website(?: address)?|link|web ?site", field: "url", scenes: ["Outro", "BrowserFrame"] },
	{
		words: "outro(?: text| title)?|ending(?: text)?|end(?:ing)? (?:card|title|text)|last words|closing(?: text| line| words)?",
		field: "title",
		scenes: ["Outro"],
	},
	{ words: "label", field: "label", scenes: ["BigNumber"] },
	{ words: "big number|number|value|figure|zahl|número", field: "value", scenes: ["BigNumber"] },
	{ words: "unit", field: "unit", scenes: ["BarChart", "LineChart"] },
	{ words: "chart(?:'s)? title|title of the chart", field: "title", scenes: ["BarChart", "LineChart"] },
	{ words: "logo(?: name| text)?|brand(?: name)?", field: "name", scenes: ["Logo"] },
	{ words: "heading", field: "heading", scenes: ["BrowserFrame"] },
	{
		words: "title(?: text)?|headline|main text|opening(?: text| words)?|intro(?: text)?|titel|überschrift|título|titulo|titre",
		field: "title",
		scenes: ["Title"],
	},
	{ words: "text|words|wording|line|sentence|phrase|schrift|texto|texte", field: "", scenes: [] },
];
/** The field that carries a scene's own words. */
const MAIN: Record<string, string> = {
	Title: "title",
	KineticText: "text",
	Quote: "quote",
	Logo: "name",
	Outro: "title",
	BigNumber: "label",
	BarChart: "title",
	LineChart: "title",
	Points: "title",
	Steps: "title",
	Comparison: "title",
	ImagePan: "caption",
	BrowserFrame: "heading",
};

const TO =
	"(?:to(?: say| read| be)?|so (?:that )?it (?:says|reads)|says?|reads?|into|in|as|=|:|should (?:say|read|be)|be|auf|zu|in|a|por|en|à)";

/** "Replace A with B", "change “A” to “B”", "B instead of A". */
export function replaceText(clause: Clause, film: FilmInWork): Outcome | null {
	const pair = pairIn(clause);
	if (!pair) return null;
	const { from, to } = pair;
	if (!from || !to || from === to) return null;
	const whole = findTargets(clause.masked, film)[0]?.scene;
	let hits = 0;
	const scenes = film.storyboard.scenes.map((scene) => {
		if (whole && findQuotes(clause.text).length > 0 && scene.id !== whole.id) return scene;
		const props = replacedIn(scene.props, from, to);
		if (JSON.stringify(props) === JSON.stringify(scene.props)) return scene;
		hits++;
		film.touched.add(scene.id);
		film.lastScene = scene.id;
		return { ...scene, props: props as Record<string, unknown> };
	});
	if (hits === 0) return pair.sure ? { failed: `No scene shows “${from}”, so I could not put “${to}” in its place.` } : null;
	film.storyboard = { ...film.storyboard, scenes };
	return { done: `“${from}” is now “${to}”${hits > 1 ? ` in ${hits} scenes` : ""}.` };
}

function pairIn(clause: Clause): { from: string; to: string; sure: boolean } | null {
	const quotes = findQuotes(clause.text);
	const [first, second] = quotes;
	const replaceWord = /\b(?:replace|substitute|ersetze|reemplaza|remplace[rz]?)\b/i.test(clause.masked);
	if (first && second) {
		const between = clause.masked.slice(first.to, second.from);
		if (/\binstead of|statt|en lugar de|au lieu de\b/i.test(between)) return { from: second.text, to: first.text, sure: true };
		if (/^\s*(?:\p{L}+\s+){0,2}(?:to|with|by|into|→|->|durch|mit|zu|por|con|par|en|à|say|in)\s*$/iu.test(between))
			return { from: first.text, to: second.text, sure: true };
	}
	const strip = (text: string) =>
		tidy(
			text
				.replace(/^["'“”„«»]+|["'“”„«»]+$/g, "")
				.replace(/^(?:the )?(?:word|words|text|number)\s+/i, "")
				.replace(/^["'“”„«»]+/, ""),
		);
	const replace =
		/\b(?:replace|substitute|ersetze|reemplaza|remplace[rz]?)\s+(.+?)\s+(?:with|by|durch|mit|por|con|par)\s+(.+)$/i.exec(
			clause.text,
		);
	if (replace && replaceWord) return { from: strip(replace[1] ?? ""), to: strip(stop(replace[2] ?? "")), sure: true };
	const instead = /\b(?:say|write|use|show|put)\s+(.+?)\s+instead of\s+(.+)$/i.exec(clause.text);
	if (instead) return { from: strip(stop(instead[2] ?? "")), to: strip(instead[1] ?? ""), sure: true };
	const change =
		/\b(?:change|correct|fix|update|ändere|cambia|change[rz]?)\s+(.+?)\s+(?:to|into|zu|in|auf|a|por|en|à)\s+(.+)$/i.exec(
			clause.text,
		);
	if (change && /^["'“”„«»\d]|^\p{Lu}/u.test(change[1] ?? ""))
		return { from: strip(change[1] ?? ""), to: strip(stop(change[2] ?? "")), sure: false };
	return null;
}

/** "Change the title to X", "the quote should say X", and "change this to X" for what is pointed at. */
export function setText(clause: Clause, film: FilmInWork): Outcome | null {
	const wanted = wantedText(clause);
	if (!wanted) return null;
	const { head, value } = wanted;
	const own = film.pointedAt?.text;
	if (
		own &&
		/\b(?:this|it|that)\b/i.test(head) &&
		!FIELDS.some((entry) => entry.field && new RegExp(`\\b(?:${entry.words})\\b`, "i").test(head))
	) {
		const scene = pointedScene(film);
		const props = scene ? replacedIn(scene.props, own, value) : undefined;
		if (scene && JSON.stringify(props) !== JSON.stringify(scene.props)) {
			setProps(film, scene.id, props as Record<string, unknown>);
			return { done: `It now says “${value}”.` };
		}
	}
	for (const entry of FIELDS) {
		const match = new RegExp(`(?<![\\p{L}-])(?:${entry.words})(?![\\p{L}])`, "iu").exec(head);
		if (!match) continue;
		const has = (scene: StoryboardScene) => entry.scenes.includes(scene.scene) && entry.field in scene.props;
		if (entry.present && !film.storyboard.scenes.some(has)) continue;
		const outcome = intoField(entry, head, value, film);
		if (outcome) return outcome;
	}
	const scene = targetOf(head, film);
	if (scene) return intoScene(scene, MAIN[scene.scene] ?? "title", value, film);
	return null;
}

function intoField(entry: (typeof FIELDS)[number], head: string, value: string, film: FilmInWork): Outcome | null {
	const pointed = /\b(?:this|it|that|here)\b/i.test(head) || entry.field === "" ? pointedScene(film) : undefined;
	if (entry.field === "") {
		const named = findTargets(head, film)[0]?.scene ?? pointed;
		return named ? intoScene(named, MAIN[named.scene] ?? "title", value, film) : null;
	}
	// "The title of the second scene": the scene is named apart from its field.
	const others = findTargets(head, film).map((target) => target.scene);
	const named = /\b(?:of|in|on|from|for)\b.*\b(?:scene|chart|slide|quote|list|points|steps|outro|comparison)\b|\bscene \d/i.test(
		head,
	)
		? others.at(-1)
		: others.find((scene) => entry.scenes.includes(scene.scene));
	const own = film.storyboard.scenes.filter((one) => entry.scenes.includes(one.scene));
	// "The growth number" is the one whose label speaks of growth.
	const labelled = own.find(
		(one) =>
			typeof one.props.label === "string" &&
			one.props.label
				.toLowerCase()
				.split(/[^\p{L}]+/u)
				.some((word) => word.length > 3 && head.toLowerCase().includes(word)),
	);
	const scene = labelled ?? named ?? pointed ?? own[0];
	if (!scene) {
		if (entry.field === "title" && entry.scenes.includes("Title")) {
			const first = film.storyboard.scenes[0];
			return first ? intoScene(first, MAIN[first.scene] ?? "title", value, film) : null;
		}
		return { failed: `There is no scene with that field, so I could not set it to “${value}”.` };
	}
	const takes = entry.scenes.includes(scene.scene) || entry.field in scene.props;
	return intoScene(scene, takes ? entry.field : (MAIN[scene.scene] ?? entry.field), value, film);
}

function intoScene(scene: StoryboardScene, field: string, value: string, film: FilmInWork): Outcome {
	if (
		scene.scene === "BigNumber" &&
		(field === "value" || (field === "label" && /^[^\p{L}]*\d[\d.,]*\s?[%\p{L}+]{0,8}$/u.test(value)))
	) {
		const number = findNumbers(value)[0];
		if (!number?.clean) return { failed: `“${value}” is no number I can count up to.` };
		const { prefix: _prefix, suffix: _suffix, decimals: _decimals, ...rest } = scene.props;
		const keptSuffix =
			number.suffix || number.prefix
				? {}
				: {
						...(scene.props.suffix ? { suffix: scene.props.suffix } : {}),
						...(scene.props.prefix ? { prefix: scene.props.prefix } : {}),
					};
		const props = {
			...rest,
			...keptSuffix,
			value: number.value,
			...(number.prefix ? { prefix: number.prefix } : {}),
			...(number.suffix ? { suffix: number.suffix } : {}),
			...(number.decimals ? { decimals: number.decimals } : {}),
		};
		film.storyboard = {
			...film.storyboard,
			scenes: film.storyboard.scenes.map((one) => (one.id === scene.id ? { ...one, props } : one)),
		};
		film.touched.add(scene.id);
		film.lastScene = scene.id;
		return { done: `The number is now ${number.raw}.` };
	}
	setProps(
		film,
		scene.id,
		scene.scene === "KineticText" && field === "text" ? { emphasis: [], ...kinetic(value) } : { [field]: value },
	);
	return { done: `${sentenceStart(called(scene, film), field)} now says “${value}”.` };
}

/** Splits a wish into what is to be changed and the new words; quoted words are taken as they are. */
function wantedText(clause: Clause): { head: string; value: string } | null {
	const quote = findQuotes(clause.text).at(-1);
	const verb =
		/^(?:please\s+|and\s+|can you\s+|could you\s+|i want\s+|let\s+)*(?:change|set|make|rename|update|call|put|write|edit|let|have|use|give|say|ändere|setze|cambia|pon|change[rz]?|mets|nenne)\b/i;
	if (quote) {
		const head = clause.masked.slice(0, quote.from);
		const after = clause.masked.slice(quote.to);
		if (/\b(?:add|insert|include|append|remove|delete|drop|move|swap)\b/i.test(head)) return null;
		if (!verb.test(head) && !new RegExp(`${TO}\\s*$`, "i").test(head.trim())) return null;
		if (/^\s*(?:as|for)\s+(?:the\s+)?/i.test(after)) return { head: `${head} ${after}`, value: quote.text };
		return { head, value: quote.text };
	}
	const plain =
		/^(.*?\b(?:title|subtitle|headline|heading|text|quote|author|label|number|value|tagline|slogan|caption|button|call to action|cta|url|link|website|outro|ending|logo|name|kicker|role|words|it|this|that|one|scene(?: \d+)?|titel|untertitel|título|titre)\b[^:=]{0,40}?)\s*(?:\bto(?: say| read| be)?\b|\bsays?\b|\breads?\b|\bshould (?:say|read|be)\b|\binto\b|[:=]|\bzu\b|\bauf\b|\bin\b(?= [A-ZÄÖÜ])|\ba\b(?= [A-ZÁÉ])|\ben\b(?= [A-ZÉ]))\s*(.+)$/i.exec(
			clause.text,
		);
	if (
		plain?.[1] &&
		plain[2] &&
		(verb.test(plain[1]) || /\bshould\b|\bsays?\b|:/.test(clause.text.slice(0, plain[1].length + 12)))
	)
		return { head: plain[1], value: stop(plain[2]) };
	const number = /^(.*\b(?:number|value|figure|percentage|stat))\s+([$€£+-]?\d[\d.,]*\s?[%\p{L}]{0,10})[.!]?$/iu.exec(
		clause.text,
	);
	if (number?.[1] && number[2] && verb.test(number[1])) return { head: number[1], value: number[2].trim() };
	const rename = /^(?:please\s+)?(?:call|name|rename)\s+(?:it|this|the film|the video)\s+(?:to\s+)?(.+)$/i.exec(clause.text);
	if (rename?.[1]) return { head: "title", value: stop(rename[1]) };
	return null;
}

function stop(text: string): string {
	return text
		.trim()
		.replace(/^["'“”„«»]+|["'“”„«»]+$/g, "")
		.replace(/(?<![.!?])\.$/, "")
		.replace(/\s+please$/i, "")
		.trim();
}

/** Replaces words in every text of some props; a number as a whole number only. Nothing that is a path or a colour. */
function replacedIn(value: unknown, from: string, to: string, key = ""): unknown {
	if (["src", "background", "accent", "align", "mark", "move", "layout", "device"].includes(key)) return value;
	if (typeof value === "string") {
		const words = new RegExp(`(?<![\\p{L}\\p{N}])${literally(from)}(?![\\p{L}\\p{N}])`, "giu");
		return words.test(value) ? value.replace(words, () => to) : value;
	}
	if (typeof value === "number") {
		const wanted = findNumbers(from)[0];
		const given = findNumbers(to)[0];
		return wanted && given?.clean && wanted.value === value && from.replace(/[^\d.]/g, "") !== "" ? given.value : value;
	}
	if (Array.isArray(value)) return value.map((item) => replacedIn(item, from, to, key));
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replacedIn(item, from, to, name)]));
	return value;
}

function sentenceStart(text: string, field: string): string {
	const start = text.charAt(0).toUpperCase() + text.slice(1);
	return ["title", "text", "quote", "name", "heading"].includes(field)
		? start.replace(/ “.*$/, "")
		: `The ${field === "action" ? "button" : field === "url" ? "address" : field}`;
}
