import type { StoryboardScene } from "@storydream/protocol";
import { findQuotes } from "../../reading/quotes.ts";
import { type Clause, called, type FilmInWork, filmLength, type Outcome, setScenes } from "./film.ts";
import { findTargets, pointedScene, scenesShowing } from "./targets.ts";

const MOVE =
	/\b(?:comes? (?:first|last|before|after)|move|put|bring|shift|place|reorder|verschiebe|setze|mueve|pon|déplace|mets)\b/i;

/** Every place a scene can be moved to, as a wish names it. */
const PLACES =
	/\b(?:(?:to|at|an)\s+(?:the\s+|das\s+|den\s+)?(?:very\s+)?(?:start|beginning|front|top|first|anfang|end|last|ende|final|bottom)|al (?:final|principio|inicio)|(?:à la fin|au début)|before|after|in front of|behind|antes de|después de|avant|après)\b/giu;

/** "Move the quote to the end", "put scene 3 before the chart", "start with the logo". */
export function move(clause: Clause, film: FilmInWork): Outcome | null {
	const words = clause.masked;
	const targets = findTargets(words, film);
	const starts = /^(?:please\s+)?(?:start|open|begin)\s+with\s+(?:the\s+)?/i.exec(words);
	const ends = /^(?:please\s+)?(?:end|finish|close)\s+with\s+(?:the\s+)?/i.exec(words);
	if (!MOVE.test(words) && !starts && !ends) return null;
	if ((starts || ends) && findQuotes(clause.text).length > 0) return null;
	const pointed = /\b(?:this|it|here)\b/i.test(words) ? pointedScene(film) : undefined;
	const scene = targets[0]?.scene ?? pointed ?? quotedScene(clause, film);
	if (!scene)
		return targets.length === 0 &&
			!/\b(?:(?:to|at) the (?:very )?(?:end|start|beginning|front|top)|before|after|first|last)\b/i.test(words)
			? null
			: { failed: "I did not find the scene to move: name it by its number (“scene 3”) or kind (“the quote”)." };
	const places = [...words.matchAll(PLACES)];
	if (new Set(targets.filter((one) => one.to <= (places[0]?.index ?? 0)).map((one) => one.scene.id)).size > 1)
		return { failed: "I move one scene at a time: name one scene and one place." };
	if (places.length > 1) return { failed: "I can't tell which place you mean: name one scene and one place at a time." };
	const others = film.storyboard.scenes.filter((one) => one.id !== scene.id);
	const place = /\b(before|after|in front of|behind|vor|nach|antes de|después de|avant|après)\s+(?:the\s+)?/i.exec(words);
	const second = place ? targets.find((target) => target.from > place.index && target.scene.id !== scene.id)?.scene : undefined;
	let at: number;
	if (place && second)
		at = others.findIndex((one) => one.id === second.id) + (/after|behind|nach|después|après/i.test(place[1] ?? "") ? 1 : 0);
	else if (
		ends ||
		/\b(?:to|at|an)\s+(?:the\s+|das\s+)?(?:very\s+)?(?:end|last|ende|final|bottom)|\blast\s*$|\bal final|\bà la fin/i.test(words)
	)
		at = others.length;
	else if (
		starts ||
		/\b(?:to|at|an)\s+(?:the\s+|den\s+)?(?:very\s+)?(?:start|beginning|front|top|first|anfang)|\bfirst\s*$|\bal (?:principio|inicio)|\bau début/i.test(
			words,
		)
	)
		at = 0;
	else if (/\b(?:up|earlier|forward|one (?:place|step) (?:up|earlier))\b/i.test(words))
		at = Math.max(0, film.storyboard.scenes.indexOf(scene) - 1);
	else if (/\b(?:down|later|back)\b/i.test(words)) at = Math.min(others.length, film.storyboard.scenes.indexOf(scene) + 1);
	else {
		const number = /\b(?:position|place|number|slot|to)\s+#?(\d+)/i.exec(words)?.[1];
		if (!number) return null;
		at = Math.min(others.length, Math.max(0, Number(number) - 1));
	}
	setScenes(film, [...others.slice(0, at), scene, ...others.slice(at)]);
	film.touched.add(scene.id);
	film.lastScene = scene.id;
	return { done: `${capital(called(scene, film))} is scene ${at + 1} of ${others.length + 1} now.` };
}

export function swap(clause: Clause, film: FilmInWork): Outcome | null {
	if (/\breverse (?:the )?(?:order|scenes|film)\b/i.test(clause.masked)) {
		setScenes(film, [...film.storyboard.scenes].reverse());
		return { done: "The scenes come in reverse order." };
	}
	if (!/\b(?:swap|exchange|switch|tausche|vertausche|intercambia|échange[rz]?)\b/i.test(clause.masked)) return null;
	const [first, second] = findTargets(clause.masked, film).map((target) => target.scene);
	if (!first) return null;
	const other = second ?? (/\b(?:this|it)\b/i.test(clause.masked) ? pointedScene(film) : undefined);
	if (!other || other.id === first.id) return { failed: "I need two scenes to swap: for example “swap scene 1 and 2”." };
	setScenes(
		film,
		film.storyboard.scenes.map((scene) => (scene.id === first.id ? other : scene.id === other.id ? first : scene)),
	);
	film.touched.add(first.id).add(other.id);
	return { done: `${capital(called(first, film))} and ${called(other, film)} have changed places.` };
}

/** "Remove the third scene", "without the outro", "delete scenes 2 and 3". */
export function remove(clause: Clause, film: FilmInWork): Outcome | null {
	const words = clause.masked;
	const match =
		/\b(?:remove|delete|drop|cut(?! (?:to|down|by))|get rid of|take out|take away|lose|skip|omit|without|no more|entferne|lösche|ohne|elimina|quita|borra|sin|supprime[rz]?|enlève[rz]?|^sans)\b/i.exec(
			words,
		);
	if (!match) return null;
	const part = words.slice(match.index);
	if (/\b(?:before|after|between|until|vor|nach|antes|después|avant|après)\b/i.test(part))
		return { failed: "Name the scene to remove itself, by its number (“scene 3”) or kind (“the quote”)." };
	if (/\bsub-?title|kicker|tagline|caption|button|author|url\b/i.test(part)) return removeField(part, film);
	const wanted = new Map<string, StoryboardScene>();
	for (const target of findTargets(part, film)) wanted.set(target.scene.id, target.scene);
	if (/\ball (?:the )?quotes\b/i.test(part))
		for (const scene of film.storyboard.scenes) if (scene.scene === "Quote") wanted.set(scene.id, scene);
	if (wanted.size === 0) {
		const one = /\b(?:this|it|that)\b/i.test(part) ? pointedScene(film) : quotedScene(clause, film);
		if (one) wanted.set(one.id, one);
	}
	if (wanted.size === 0) {
		const range = /\bscene\s+#?(\d+)/i.exec(part)?.[1];
		return {
			failed: range
				? `There is no scene ${range}: the film has ${film.storyboard.scenes.length}.`
				: "I did not find what to remove: name the scene by its number (“scene 3”) or kind (“the quote”).",
		};
	}
	if (wanted.size >= film.storyboard.scenes.length)
		return { failed: "A film needs at least one scene, so I did not remove them all." };
	const names = [...wanted.values()].map((scene) => called(scene, film));
	setScenes(
		film,
		film.storyboard.scenes.filter((scene) => !wanted.has(scene.id)),
	);
	return { done: `${capital(names.join(" and "))} ${names.length > 1 ? "are" : "is"} gone; the film lasts ${filmLength(film)}.` };
}

function removeField(part: string, film: FilmInWork): Outcome | null {
	const field = [
		["subtitle", /sub-?title/i],
		["kicker", /kicker/i],
		["tagline", /tagline/i],
		["caption", /caption/i],
		["action", /button/i],
		["author", /author/i],
		["url", /url/i],
	].find(([, pattern]) => (pattern as RegExp).test(part))?.[0] as string | undefined;
	const scene = field ? film.storyboard.scenes.find((one) => one.props[field] !== undefined) : undefined;
	if (!field || !scene) return { failed: `There is no ${field ?? "such text"} in the film.` };
	setScenes(
		film,
		film.storyboard.scenes.map((one) =>
			one.id === scene.id
				? { ...one, props: Object.fromEntries(Object.entries(one.props).filter(([key]) => key !== field)) }
				: one,
		),
	);
	film.touched.add(scene.id);
	return { done: `The ${field === "action" ? "button" : field} of ${called(scene, film)} is gone.` };
}

function quotedScene(clause: Clause, film: FilmInWork): StoryboardScene | undefined {
	const quote = findQuotes(clause.text)[0];
	return quote ? scenesShowing(quote.text, film)[0] : undefined;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
