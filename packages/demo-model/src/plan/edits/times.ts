import { filmDurationInFrames, themeOf } from "@storydream/protocol";
import { findAnyDuration } from "../../reading/duration.ts";
import { inTime, LONGEST_FILM, rescale } from "../index.ts";
import { type Clause, called, changeScene, type FilmInWork, filmLength, type Outcome, seconds, setScenes } from "./film.ts";
import { findTargets, pointedScene, targetOf } from "./targets.ts";

const LONGER = /\b(?:longer|too short|lengthen|extend|stretch|more time|länger|más larg[oa]|plus long(?:ue)?)\b/i;
const SHORTER =
	/\b(?:shorter|too long|shorten|trim|cut (?:it |this |the .*)?(?:down|to|by)|less time|tighter|kürzer|más cort[oa]|plus court[e]?)\b/i;

/** "Make it 15 seconds", "make the second scene 4 seconds", "the quote 2 seconds longer", "shorter". */
export function duration(clause: Clause, film: FilmInWork): Outcome | null {
	const words = clause.masked;
	const found = findAnyDuration(words);
	const more =
		/\b(?:add|give)\b[^.]*$/i.test(words.slice(0, found?.from ?? 0)) &&
		!/\b(?:scene|quote|chart)\b/i.test(words.slice(0, found?.from ?? 0));
	const less =
		/\b(?:remove|cut|take|trim|drop)\s*(?:off\s*)?$/i.test(words.slice(0, found?.from ?? 0)) &&
		/^\s*(?:from|off|of)\b/i.test(words.slice(found?.to ?? 0));
	const longer = LONGER.test(words);
	const shorter = SHORTER.test(words);
	if (!found && !longer && !shorter) return null;
	if (/\b(?:music|volume|transition)\b/i.test(words)) return null;
	if (!found && /\b(?:text|words|sentence|quote text)\b/i.test(words)) return null;
	if (
		(words.match(/\d\s*(?:s|secs?|seconds?|minutes?|mins?|sekunden?|segundos?|secondes?)\b/giu)?.length ?? 0) > 1 &&
		findTargets(words, film).length > 1
	)
		return { failed: "I can't tell which length goes where: name one scene and one length at a time." };
	const scene = targetOf(found ? `${words.slice(0, found.from)} ${words.slice(found.to)}` : words, film);
	const { fps } = film.storyboard;
	const total = filmDurationInFrames(film.storyboard);
	const now = scene ? scene.durationInFrames : total;
	let frames: number;
	if (found && more) frames = now + found.seconds * fps;
	else if (found && less) frames = now - found.seconds * fps;
	else if (
		found &&
		(/^\s*(?:longer|more|länger)/i.test(words.slice(found.to)) || (longer && /\bby\s*$/i.test(words.slice(0, found.from))))
	)
		frames = now + found.seconds * fps;
	else if (
		found &&
		(/^\s*(?:shorter|less|kürzer)/i.test(words.slice(found.to)) || (shorter && /\bby\s*$/i.test(words.slice(0, found.from))))
	)
		frames = now - found.seconds * fps;
	else if (found) frames = found.seconds * fps;
	else frames = now * (scene ? (longer ? 1.5 : 0.65) : longer ? 1.3 : 0.75);
	frames = Math.round(frames);
	if (scene) {
		const wanted = Math.min(108_000, Math.max(Math.round(fps / 3), frames));
		changeScene(film, scene.id, (one) => ({ ...one, durationInFrames: wanted }));
		return { done: `${capital(called(scene, film))} lasts ${seconds(wanted, film)}; the whole film ${filmLength(film)}.` };
	}
	if (frames < film.storyboard.scenes.length)
		return {
			failed: `${film.storyboard.scenes.length} scenes don't fit into ${seconds(Math.max(0, frames), film)}: remove some first.`,
		};
	const capped = Math.min(frames, LONGEST_FILM * fps);
	setScenes(film, inTime(rescale(film.storyboard.scenes, capped), film.storyboard));
	return {
		done: `The film lasts ${filmLength(film)}${capped < frames ? " (the longest I make)" : ""}; every scene kept its share.`,
	};
}

/** "Add 3 seconds to the title", "cut 2 seconds from the end": about time, though it begins like another wish. */
export function shiftTime(clause: Clause, film: FilmInWork): Outcome | null {
	const found = findAnyDuration(clause.masked);
	if (!found || !/^(?:please\s+)?(?:add|give|remove|cut|take|trim|drop)\b/i.test(clause.masked)) return null;
	const rest = clause.masked.slice(found.to);
	return /^\s*(?:to|from|off|of|more|less)\b/i.test(rest) || rest.trim() === "" ? duration(clause, film) : null;
}

/** "Faster", "slow it down": how things move, and how long scenes stay. */
export function pace(clause: Clause, film: FilmInWork): Outcome | null {
	const words = clause.masked;
	const faster =
		/\b(?:faster|too slow|quicker|speed (?:it |this |things |everything |the \w+ )?up|snappier|more pace|schneller|más rápid[oa]|plus (?:vite|rapide))\b/i.test(
			words,
		);
	const slower =
		/\b(?:slower|too fast|too quick|too hectic|slow (?:it |this |things |everything |the \w+ )?down|take (?:its|your|more) time|langsamer|más lent[oa]|plus lent(?:e|ement)?)\b/i.test(
			words,
		);
	if (faster === slower) return null;
	const strength = /\b(?:much|a lot|way|far|twice|viel|mucho|beaucoup)\b/i.test(words)
		? 1.6
		: /\b(?:a bit|slightly|a little|bisschen|un poco|un peu)\b/i.test(words)
			? 1.12
			: 1.3;
	const factor = faster ? strength : 1 / strength;
	const scene = /\b(?:this|here)\b/i.test(words) ? (pointedScene(film) ?? null) : targetOf(words, film);
	if (scene) {
		changeScene(film, scene.id, (one) => ({ ...one, durationInFrames: Math.max(10, Math.round(one.durationInFrames / factor)) }));
		return {
			done: `${capital(called(scene, film))} is ${faster ? "faster" : "slower"}: ${seconds(film.storyboard.scenes.find((one) => one.id === scene.id)?.durationInFrames ?? 0, film)}.`,
		};
	}
	const { theme } = film.storyboard;
	const motion = Math.round(Math.min(4, Math.max(0.25, themeOf(film.storyboard).motion * factor)) * 100) / 100;
	film.storyboard = { ...film.storyboard, theme: { ...theme, motion } };
	// "Animations" and "motion" are about how things move; the film itself keeps its length then.
	if (!/\b(?:animations?|motion|movements?|moves?|transitions?)\b/i.test(words)) {
		const frames = Math.round(filmDurationInFrames(film.storyboard) / Math.sqrt(factor));
		setScenes(film, inTime(rescale(film.storyboard.scenes, frames), film.storyboard));
		return { done: `Everything moves ${faster ? "faster" : "slower"}, and the film lasts ${filmLength(film)}.` };
	}
	return { done: `Everything moves ${faster ? "faster" : "slower"}; the film keeps its length.` };
}

/** "Bigger": scenes already set their words as large as they fit, and that is what the answer says. */
export function size(clause: Clause, film: FilmInWork): Outcome | null {
	if (!/\b(?:bigger|larger|smaller|huge|größer|kleiner|más grande|más pequeñ[oa]|plus (?:grand|petit)e?)\b/i.test(clause.masked))
		return null;
	const scene = targetOf(clause.masked, film);
	const grow = !/\b(?:smaller|kleiner|pequeñ|petit)/i.test(clause.masked);
	if (scene && grow && ["Title", "Quote"].includes(scene.scene)) {
		const text = String(scene.props.title ?? scene.props.quote ?? "");
		const rest = Object.entries(scene.props).filter(
			([key, value]) => !["title", "quote", "align", "background", "accent"].includes(key) && typeof value === "string",
		);
		if (rest.length === 0 && text !== "") {
			const kept = Object.fromEntries(
				Object.entries(scene.props).filter(([key]) => ["background", "accent", "align"].includes(key)),
			);
			changeScene(film, scene.id, ({ layout: _layout, ...one }) => ({
				...one,
				scene: "KineticText",
				props: { ...kept, text },
			}));
			return { done: `“${text}” now fills the frame as moving words.` };
		}
	}
	return {
		failed: `${scene ? capital(called(scene, film)) : "A scene"} sets its words as large as they fit, so I can't make it ${grow ? "bigger" : "smaller"}${grow ? ": fewer words in it get larger by themselves, and “make this longer” gives it more time" : ""}.`,
	};
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
