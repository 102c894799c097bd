import { filmDurationInFrames, RATIO_SIZE, type StoryboardScene, themeOf } from "@storydream/protocol";
import { findColours } from "../../reading/colours.ts";
import { readFindings } from "../../reading/findings.ts";
import { languagesOf } from "../../reading/language.ts";
import { lexiconOf } from "../../reading/lexicon.ts";
import { findMusic } from "../../reading/music.ts";
import { seedOf } from "../../reading/spans.ts";
import { findFont, findMoods, findRatio, findTransition } from "../../reading/style.ts";
import {
	chooseTrack,
	isDark,
	mix,
	musicTrack,
	nextTrack,
	paletteOn,
	readableOn,
	type Style,
	styleOf,
	trackTitle,
} from "../index.ts";
import { type Clause, called, type FilmInWork, type Outcome, setProps } from "./film.ts";
import { findTargets, pointedScene, targetOf } from "./targets.ts";

/** "Make the background navy and the accent coral", "make this red", "white text". */
export function colour(clause: Clause, film: FilmInWork): Outcome | null {
	const colours = findColours(clause.masked);
	if (colours.length === 0) return null;
	const words = clause.masked;
	const scene = /\b(?:this|here)\b/i.test(words)
		? pointedScene(film)
		: /\b(?:scene|slide|quote|chart|outro|ending|steps|points|comparison|big number|number|logo)\b/i.test(words)
			? findTargets(words, film)[0]?.scene
			: targetOf(words, film);
	const wanted = colours.filter((one) => !/\b(?:instead of|not)\s+$/i.test(words.slice(0, one.from)));
	const roles = wanted.map((one) => one.role ?? "accent");
	if (new Set(roles).size < roles.length)
		return { failed: "I can't tell which colour goes where: name one scene and one colour at a time." };
	const notes: string[] = [];
	for (const one of wanted) {
		const role = one.role ?? "accent";
		const hex = toned(one.hex, one.name, words.slice(0, one.from));
		if (scene && role !== "text") {
			setProps(film, scene.id, { [role]: hex });
			notes.push(`${role} of ${called(scene, film)} is ${one.name}`);
		} else {
			paint(film, { [role]: hex });
			notes.push(`${role === "text" ? "text" : role} is ${one.name}`);
		}
	}
	if (notes.length === 0) return null;
	return { done: `The ${notes.join(", the ")}.` };
}

/** "A darker blue", "pale red": the shade said before a colour that is no name of its own. */
function toned(hex: string, name: string, before: string): string {
	if (/\b(?:dark|darker|deep|deeper)\s+$/i.test(before) && !name.startsWith("dark")) return mix(hex, "#000000", 0.5);
	if (/\b(?:light|lighter|pale|paler|soft|softer|bright|brighter)\s+$/i.test(before) && !name.startsWith("light"))
		return mix(hex, "#ffffff", 0.35);
	return hex;
}

function paint(film: FilmInWork, wanted: { background?: string; accent?: string; text?: string }): void {
	const { theme } = film.storyboard;
	const old = themeOf(film.storyboard).palette;
	const palette = paletteOn(old, {
		background: old.background,
		accent: old.accent,
		accent2: old.accent2,
		text: wanted.background ? readableOn(wanted.background, old.text) : old.text,
		...wanted,
	});
	if (wanted.background) {
		palette.surface = mix(palette.background, palette.text, isDark(palette.background) ? 0.1 : 0.07);
		palette.muted = mix(palette.text, palette.background, 0.4);
		// Shades that were set for single scenes belonged to the old background.
		film.storyboard = {
			...film.storyboard,
			scenes: film.storyboard.scenes.map(({ ...scene }) => ({ ...scene, props: without(scene.props, "background") })),
		};
	}
	film.storyboard = { ...film.storyboard, theme: { ...theme, palette: { ...old, ...palette } } };
}

/** "Darker", "lighter", "dark mode". */
export function shade(clause: Clause, film: FilmInWork): Outcome | null {
	const words = clause.masked;
	const darker = /\b(?:darker|too (?:bright|light)|darken|dunkler|más oscuro|plus sombre)\b/i.test(words);
	const lighter =
		/\b(?:lighter|too dark|lighten|brighter|brighten|heller|más claro|plus clair)\b/i.test(words) && !/\bmusic\b/i.test(words);
	const dark =
		/\bdark (?:mode|theme|look|version|background|colou?rs)\b|\b(?:make|turn) (?:it|everything|the film|the video) dark\b/i.test(
			words,
		);
	const light =
		/\b(?:light|bright) (?:mode|theme|look|version|background|colou?rs)\b|\b(?:make|turn) (?:it|everything|the film|the video) (?:light|bright)\b/i.test(
			words,
		);
	if (!darker && !lighter && !dark && !light) return null;
	const { background, accent } = themeOf(film.storyboard).palette;
	if (dark || light) {
		paint(film, { background: dark ? mix("#0b0c10", accent, 0.06) : mix("#fbfaf7", accent, 0.05) });
		return { done: `The film has a ${dark ? "dark" : "light"} look now.` };
	}
	const target = targetOf(words, film);
	const next = mix(background, darker ? "#000000" : "#ffffff", darker ? 0.35 : isDark(background) ? 0.14 : 0.4);
	if (target) {
		const own = typeof target.props.background === "string" ? target.props.background : background;
		setProps(film, target.id, { background: mix(own, darker ? "#000000" : "#ffffff", darker ? 0.35 : 0.16) });
		return { done: `${capital(called(target, film))} is ${darker ? "darker" : "lighter"}.` };
	}
	if (next === background) return { failed: `The background is as ${darker ? "dark" : "light"} as it can be.` };
	paint(film, { background: next });
	return { done: `The background is ${darker ? "darker" : "lighter"}.` };
}

export function ratio(clause: Clause, film: FilmInWork): Outcome | null {
	const found = findRatio(clause.masked);
	if (!found) return null;
	film.storyboard = { ...film.storyboard, ...RATIO_SIZE[found.ratio] };
	for (const scene of film.storyboard.scenes) film.touched.add(scene.id);
	return {
		done: `The film is ${found.ratio} now (${film.storyboard.width}×${film.storyboard.height}); the scenes arrange themselves for it.`,
	};
}

export function font(clause: Clause, film: FilmInWork): Outcome | null {
	const found = findFont(clause.masked);
	if (!found) {
		if (/\b(?:font|typeface|schriftart)\b/i.test(clause.masked))
			return { failed: "I know three fonts: Inter (plain), Space Grotesk (technical) and Fraunces (with serifs)." };
		return null;
	}
	const { theme } = film.storyboard;
	const body = /\b(?:all|every|body|everything|whole)\b/i.test(clause.masked) ? found.font : themeOf(film.storyboard).fonts.body;
	film.storyboard = { ...film.storyboard, theme: { ...theme, fonts: { ...theme.fonts, heading: found.font, body } } };
	return { done: `Headings are set in ${found.font}.` };
}

export function transition(clause: Clause, film: FilmInWork): Outcome | null {
	const found = findTransition(clause.masked);
	if (!found) return null;
	film.storyboard = {
		...film.storyboard,
		scenes: film.storyboard.scenes.map((scene, index) =>
			index === 0
				? scene
				: {
						...scene,
						transition: {
							...(scene.transition ?? {}),
							type: found.type,
							durationInFrames: found.type === "none" ? 0 : scene.transition?.durationInFrames || 15,
						},
					},
		),
	};
	return { done: found.type === "none" ? "Scenes follow each other with hard cuts." : `Scenes change with a ${found.type}.` };
}

/** "Calmer", "more playful", "another look": colours, type, motion and transitions at once; words and order stay. */
export function mood(clause: Clause, film: FilmInWork): Outcome | null {
	const comparative: readonly [RegExp, string][] = [
		[/\bcalmer|quieter look|ruhiger|más calmado|plus calme\b/i, "calm"],
		[/\bbolder|punchier|livelier|more (?:energy|life|punch)|peppier|lebendiger\b/i, "energetic"],
		[/\bfunnier|happier|cuter\b/i, "playful"],
		[/\bclassier|fancier|more (?:luxur\w+|beautiful|stylish)|prettier|edler\b/i, "elegant"],
		[/\bwarmer|cosier|cozier\b/i, "warm"],
		[/\bmore professional|more corporate|soberer\b/i, "serious"],
	];
	const word = comparative.find(([pattern]) => pattern.test(clause.masked))?.[1] ?? findMoods(clause.masked)[0]?.mood;
	const another =
		/\b(?:another|different|new|other|change the)\s+(?:look|style|palette|theme|design|colou?rs?(?: scheme)?)\b|\bsurprise me\b|\b(?:don'?t like|hate) (?:the |these |this )?(?:look|style|palette|colou?rs?|design)/i.test(
			clause.masked,
		);
	if (!word && !another) return null;
	const before = film.storyboard;
	const style = word ? styleFor(`a ${word} film ${themeOf(before).palette.background}`) : otherStyle(before.look);
	film.storyboard = {
		...before,
		look: style.look,
		theme: { ...before.theme, ...style.theme },
		scenes: before.scenes.map((scene, index) => ({
			...scene,
			props: without(without(scene.props, "background"), "accent"),
			...(scene.transition && scene.transition.type !== "none"
				? {
						transition: {
							...scene.transition,
							type: style.transitions[index % style.transitions.length] ?? scene.transition.type,
						},
					}
				: {}),
		})),
	};
	return {
		done: word
			? `The film has ${/^[aeiou]/.test(word) ? "an" : "a"} ${word} look: colours, type, pace and transitions.`
			: "The film has another look: colours, type and transitions.",
	};
}

function styleFor(text: string): Style {
	return styleOf({ ...readFindings(text), colours: [], seed: seedOf(text) });
}

/** A style with another look than the film has. */
function otherStyle(look: string | undefined): Style {
	const others = Array.from({ length: 24 }, (_, turn) => styleFor(`${look ?? "none"} ${turn}`));
	const [first] = others;
	if (!first) throw new Error("There is no other look.");
	return others.find((style) => style.look !== look) ?? first;
}

/** "No music", "quieter music", "driving music". */
export function music(clause: Clause, film: FilmInWork): Outcome | null {
	const words = clause.masked;
	const found = findMusic(words, lexiconOf(languagesOf(words)));
	const about = /\b(?:music|soundtrack|sound|audio|song|volume|musik|música|musique|ton|lautstärke)\b/i.test(words);
	if (!about && found === null) return null;
	const { audio } = film.storyboard;
	const louder = /\b(?:louder|too quiet|turn (?:it |the music |the volume )?up|raise|increase|lauter|más alto|plus fort)\b/i.test(
		words,
	);
	const quieter =
		/\b(?:quieter|softer|lower|too loud|turn (?:it |the music |the volume )?down|reduce|less loud|leiser|más bajo|moins fort)\b/i.test(
			words,
		);
	const percent = /\b(\d{1,3})\s?(?:%|percent|prozent)/i.exec(words)?.[1];
	if (percent !== undefined && audio.some(isMusic)) {
		const volume = Math.min(100, Number(percent)) / 100;
		film.storyboard = { ...film.storyboard, audio: audio.map((track) => (isMusic(track) ? { ...track, volume } : track)) };
		return { done: `The music plays at ${Math.round(volume * 100)} %.` };
	}
	if (louder || quieter) {
		if (louder && audio.length > 0 && audio.every((track) => track.volume >= 1))
			return { failed: "The sound is at its full volume already." };
		if (audio.length === 0) return { failed: "There is no music in the film yet: say “add calm music”." };
		film.storyboard = {
			...film.storyboard,
			audio: audio.map((track) =>
				isMusic(track)
					? { ...track, volume: Math.round(Math.min(1, Math.max(0.05, track.volume * (louder ? 1.5 : 0.55))) * 100) / 100 }
					: track,
			),
		};
		return { done: `The music is ${louder ? "louder" : "quieter"}.` };
	}
	if (found?.music === "none") return withoutMusic(film);
	const old = audio.find(isMusic);
	const changes =
		/\b(?:add|another|different|other|new|change|switch|use|with|want|need|some|play|andere\w*|füge|cambia|otra|añade|agrega|ajoute[rz]?|autre)\b/i;
	const named = found !== null && Array.isArray(found.music) ? found.music : [];
	// "Make the music start again" names the music and asks for no other.
	if ((named.length === 0 || !about) && !changes.test(words)) return null;
	// A track of the person's own stays, and no second one plays over it.
	if (!old && audio.length > 0)
		return { failed: "The film plays a sound file of your own, so I add no music over it. Remove it first." };
	const asked =
		named.length === 0 && old
			? nextTrack(old.src)
			: chooseTrack({ words: named, style: [], moods: [], look: [], seed: seedOf(words) });
	const track = {
		...musicTrack(asked, filmDurationInFrames(film.storyboard), film.storyboard.fps),
		...(old ? { id: old.id, volume: old.volume } : {}),
	};
	film.storyboard = {
		...film.storyboard,
		audio: old ? audio.map((one) => (one === old ? { ...one, ...track } : one)) : [...audio, track],
	};
	return { done: `The music is “${trackTitle(track.src)}” now.` };
}

/** "No music" takes the music away, and the sounds of transitions, which are made to go with it. */
function withoutMusic(film: FilmInWork): Outcome {
	const { audio, scenes } = film.storyboard;
	const sounds = scenes.some((scene) => scene.transition?.sound !== undefined);
	if (!audio.some(isMusic) && !sounds) return { failed: "There is no music in the film." };
	film.storyboard = {
		...film.storyboard,
		audio: audio.filter((track) => !isMusic(track)),
		scenes: scenes.map(withoutSound),
	};
	return { done: "The music is gone." };
}

function withoutSound(scene: StoryboardScene): StoryboardScene {
	if (scene.transition?.sound === undefined) return scene;
	const { sound: _gone, ...transition } = scene.transition;
	return {
		...scene,
		transition: { ...transition, type: scene.transition.type, durationInFrames: scene.transition.durationInFrames },
	};
}

function isMusic(track: { id: string; src: string }): boolean {
	return /music/i.test(track.id) || /music\//.test(track.src);
}

function without(props: Record<string, unknown>, key: string): Record<string, unknown> {
	const { [key]: _gone, ...rest } = props;
	return rest;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
