import type { StoryboardScene } from "@storydream/protocol";
import { type Findings, readFindings } from "../../reading/findings.ts";
import { findQuotes } from "../../reading/quotes.ts";
import { blank, capitalised, tidy } from "../../reading/spans.ts";
import { type Draft, factDrafts, kebab, kinetic, listDrafts, pictureDrafts, quoteDrafts } from "../index.ts";
import { spoken } from "../scene-words.ts";
import { type Clause, type FilmInWork, filmLength, freshId, type Outcome, setProps, setScenes } from "./film.ts";
import { findTargets, pointedScene } from "./targets.ts";

const ADD =
	/\b(?:new (?:scene|slide)|add|insert|include|append|put in|show|another|füge|ergänze|zeige|añade|agrega|incluye|muestra|ajoute[rz]?|insère|montre[rz]?|place|use)\b/i;

/** "Add a quote saying “…” — Ada", "add a chart of 2022: 10, 2023: 30 after the title", "show photo.jpg at the end". */
export function add(clause: Clause, film: FilmInWork): Outcome | null {
	if (!ADD.test(clause.masked)) return null;
	const words = clause.masked;
	const brief = readFindings(withoutPlace(clause.text));
	const field = intoExisting(words, brief, film);
	if (field) return field;
	// "After the title" says where, not what.
	const bare = withoutPlace(clause.text);
	const draft = draftFor(blank(bare, findQuotes(bare)), brief, film);
	if (!draft) return null;
	if (typeof draft === "string") return { failed: draft };
	const { fps, scenes } = film.storyboard;
	const id = freshId(film, kebab(draft.scene));
	const usual = scenes.find((scene) => scene.transition && scene.transition.type !== "none")?.transition;
	const scene: StoryboardScene = {
		id,
		scene: draft.scene,
		durationInFrames: Math.round(Math.min(8, Math.max(2, draft.seconds)) * fps),
		props: draft.props,
		transition: { type: usual?.type ?? "fade", durationInFrames: usual?.durationInFrames ?? 15 },
	};
	const place = placeFor(words, film);
	// A film ends with its ending: a picture "at the end" stands before it.
	const at = draft.scene === "ImagePan" ? Math.min(place, endOf(film)) : place;
	setScenes(film, [...scenes.slice(0, at), scene, ...scenes.slice(at)]);
	film.touched.add(id);
	film.lastScene = id;
	return {
		done: `A new ${["KineticText", "Points", "Steps"].includes(draft.scene) ? `scene with ${spoken(draft.scene)}` : spoken(draft.scene)} is scene ${at + 1}; the film lasts ${filmLength(film)}.`,
	};
}

/** Words that only complete a scene there is: a subtitle, a tagline, a button, a web address. */
function intoExisting(words: string, brief: Findings, film: FilmInWork): Outcome | null {
	const text = brief.quotes[0]?.text ?? tidy(/\b(?:saying|that says|with|reading|:)\s+(.+)$/i.exec(brief.prompt)?.[1] ?? "");
	const entries: readonly [RegExp, string, string][] = [
		[/\bsub-?title\b|\b(?:under|below|beneath) the (?:title|headline)\b/i, "Title", "subtitle"],
		[/\bkicker\b/i, "Title", "kicker"],
		[/\b(?:tagline|slogan)\b/i, "Logo", "tagline"],
		[/\b(?:call[- ]to[- ]action|cta)\b/i, "Outro", "action"],
		[/\bcaption\b/i, "ImagePan", "caption"],
		[/\bbutton\b/i, "Outro", "action"],
		[/\b(?:url|web ?address|website|link)\b/i, "Outro", "url"],
	];
	for (const [pattern, kind, field] of entries) {
		if (!pattern.test(words)) continue;
		const scene = film.storyboard.scenes.find((one) => one.scene === kind);
		const value = field === "url" ? (brief.address ?? text) : text;
		if (!value) return { failed: `What should the ${field === "action" ? "button" : field} say? Write it in quotes.` };
		if (!scene || (field === "action" && scene.props.action !== undefined && !/\bbutton\b/i.test(words))) continue;
		setProps(film, scene.id, { [field]: value });
		return {
			done: `The ${spoken(kind)} has the ${field === "action" ? "button" : field === "url" ? "address" : field} “${value}”.`,
		};
	}
	return null;
}

/** The scene asked for; a sentence when something is missing for it; null when no scene is named at all. */
function draftFor(words: string, brief: Findings, film: FilmInWork): Draft | string | null {
	const text = brief.quotes.map((quote) => quote.text).join(" ") || saidAfter(brief.prompt);
	const quote = brief.quotes[0];
	const list = listDrafts(brief)[0];
	if (/\b(?:charts?|graphs?|diagrams?|diagramm|gráfico|graphique|bars)\b/i.test(words)) {
		return list && (list.scene === "BarChart" || list.scene === "LineChart")
			? retyped(list, words)
			: "A chart needs names and numbers: for example “add a chart of 2022: 10, 2023: 30, 2024: 55”.";
	}
	if (/\b(?:quotes?|testimonials?|zitat|cita|citation)\b/i.test(words)) {
		if (!text) return "What should the quote say? Write it in quotes: “add a quote saying “It just works” — Ada”.";
		const own = quote ? quoteDrafts({ ...brief, quotes: [{ ...quote, role: "quote" }] })[0] : undefined;
		return own ?? { scene: "Quote", props: { quote: text }, seconds: 4, at: 0 };
	}
	if (/\b(?:comparison|compare|versus|vs)\b/i.test(words))
		return list?.scene === "Comparison" ? list : "A comparison needs two sides: for example “add a comparison of tea vs coffee”.";
	if (/\b(?:steps?|timeline|process|schritte|pasos|étapes)\b/i.test(words))
		return list ? asSteps(list) : "Which steps? For example “add steps: sign up, pick a plan, start”.";
	if (/\b(?:bullets?|bullet points?|points|list|punkte|liste|lista)\b/i.test(words)) {
		if (list?.scene === "Points") return list;
		return text
			? {
					scene: "Points",
					props: { points: brief.quotes.length > 1 ? brief.quotes.slice(0, 6).map((one) => one.text) : [text] },
					seconds: 3.5,
					at: 0,
				}
			: "Which points? For example “add points: fast, small, open”.";
	}
	if (/\b(?:images?|pictures?|photos?|bild|foto|imagen)\b|\.(?:png|jpe?g|webp|gif|svg)\b/i.test(words)) {
		const own = pictureDrafts({ ...brief, wantsPictures: true }, film.files)[0];
		return own && String(own.props.src).startsWith("assets/")
			? withCaption(own, quote?.text)
			: "There is no picture in this project's assets yet: drop one into **Assets** and ask again with its name.";
	}
	if (/\b(?:call[- ]to[- ]action|cta|outro|ending|end card|abspann|cierre)\b/i.test(words))
		return text || brief.address
			? {
					scene: "Outro",
					props: { title: text || brief.address || "", ...(brief.address ? { url: brief.address } : {}) },
					seconds: 3,
					at: 0,
				}
			: "What should the ending say? Write it in quotes.";
	if (/\blogo\b/i.test(words)) {
		const name = text || nameIn(film);
		return name
			? { scene: "Logo", props: { name, mark: "spark" }, seconds: 3, at: 0 }
			: "What name should the logo show? Write it in quotes.";
	}
	if (/\b(?:browser|website|web page|phone)\b/i.test(words))
		return brief.address
			? {
					scene: "BrowserFrame",
					props: {
						url: brief.address,
						heading: text || brief.address,
						lines: [],
						device: /phone/i.test(words) ? "phone" : "browser",
					},
					seconds: 4,
					at: 0,
				}
			: "Which address should the browser show? For example “add a browser window with example.com”.";
	const number = factDrafts(brief)[0];
	const plainScene = /\b(?:title|headline|text|words|sentence|line|scene|slide)\b/i.test(words);
	if (
		number &&
		(/\b(?:numbers?|stat\w*|counter|figure|fact|percentage|zahl|número|chiffre)\b/i.test(words) || (!plainScene && !quote))
	)
		return number;
	if (/\b(?:title|headline|text|words|sentence|line|scene|slide|saying|says|titel|texto|texte)\b/i.test(words)) {
		if (!text) return "What should the new scene say? Write it in quotes: “add a scene saying “…””.";
		return /\b(?:title|headline|titel)\b/i.test(words)
			? { scene: "Title", props: { title: text }, seconds: 3, at: 0 }
			: { scene: "KineticText", props: kinetic(text), seconds: 1.4 + 0.3 * text.split(" ").length, at: 0 };
	}
	if (quote)
		return { scene: "KineticText", props: kinetic(quote.text), seconds: 1.4 + 0.3 * quote.text.split(" ").length, at: 0 };
	if (list) return list;
	return null;
}

function retyped(draft: Draft, words: string): Draft {
	const points = draft.props.points ?? draft.props.bars;
	const { title, unit } = draft.props;
	const base = { title, ...(unit ? { unit } : {}) };
	if (/\bline\b|\bcurve\b/i.test(words)) return { ...draft, scene: "LineChart", props: { ...base, points } };
	if (/\bbars?\b/i.test(words))
		return { ...draft, scene: "BarChart", props: { ...base, bars: Array.isArray(points) ? points.slice(0, 8) : [] } };
	return draft;
}

function asSteps(draft: Draft): Draft {
	if (draft.scene === "Steps") return draft;
	const points = Array.isArray(draft.props.points)
		? draft.props.points.filter((point): point is string => typeof point === "string")
		: [];
	return points.length >= 2
		? { ...draft, scene: "Steps", props: { steps: points.slice(0, 6).map((title) => ({ title })), layout: "auto" } }
		: draft;
}

function withCaption(draft: Draft, caption: string | undefined): Draft {
	return caption ? { ...draft, props: { ...draft.props, caption } } : draft;
}

/** Words after "saying" or a colon, when nothing is quoted. */
function saidAfter(prompt: string): string {
	const said = /\b(?:saying|that says|which says|reading|says|with the (?:text|words)|that reads)\s*:?\s+(.+)$|:\s+(.+)$/is.exec(
		prompt,
	);
	return capitalised(tidy(said?.[1] ?? said?.[2] ?? "").replace(/\.$/, ""));
}

function nameIn(film: FilmInWork): string {
	const scene = film.storyboard.scenes.find((one) => typeof one.props.name === "string") ?? film.storyboard.scenes[0];
	const name = scene?.props.name ?? scene?.props.title;
	return typeof name === "string" && name.length <= 40 ? name : "";
}

const PLACE =
	/\s*,?\s*\b(?:before|after|in front of|behind|right after|right before|following)\s+(?:the\s+)?(?:[\p{L}\p{N}-]+\s+){0,3}[\p{L}\p{N}-]+\s*$|\s*,?\s*\b(?:at|to|near)\s+the\s+(?:very\s+)?(?:end|start|beginning|front)\b|\s*\bas (?:the )?(?:first|second|third|last) scene\b/iu;

/** The wish without where the scene goes, so that "after the title" is not read as its content. */
function withoutPlace(text: string): string {
	return text.replace(PLACE, "");
}

/** Index of the new scene: where the wish says, else before the ending. */
function placeFor(words: string, film: FilmInWork): number {
	const { scenes } = film.storyboard;
	const place = /\b(before|after|in front of|behind|following|vor|nach|antes de|después de|avant|après)\s+(?:the\s+)?/i.exec(
		words,
	);
	if (place) {
		const rest = words.slice(place.index);
		const scene = findTargets(rest, film)[0]?.scene ?? (/\b(?:this|it|here)\b/i.test(rest) ? pointedScene(film) : undefined);
		if (scene)
			return (
				scenes.findIndex((one) => one.id === scene.id) +
				(/after|behind|following|nach|después|après/i.test(place[1] ?? "") ? 1 : 0)
			);
	}
	if (
		/\b(?:at|to) the (?:very )?(?:start|beginning|front)|\bas (?:the )?first\b|\bam anfang|\bal principio|\bau début/i.test(words)
	)
		return 0;
	if (/\b(?:at|to) the (?:very )?end\b|\bas (?:the )?last\b|\bam ende|\bal final|\bà la fin/i.test(words)) return scenes.length;
	if (/\bhere\b/i.test(words)) {
		const scene = pointedScene(film);
		if (scene) return scenes.findIndex((one) => one.id === scene.id) + 1;
	}
	const nth = /\bas (?:the )?(second|third|fourth)\b/i.exec(words)?.[1];
	if (nth) return Math.min(scenes.length, { second: 1, third: 2, fourth: 3 }[nth.toLowerCase()] ?? scenes.length);
	return endOf(film);
}

/** Index behind the last scene that is not the film's ending. */
function endOf({ storyboard: { scenes } }: FilmInWork): number {
	const last = scenes.at(-1);
	return scenes.length > 1 && last && ["Outro", "Logo"].includes(last.scene) ? scenes.length - 1 : scenes.length;
}
