import { filmDurationInFrames, RATIO_SIZE, type Storyboard, type StoryboardScene } from "@storydream/protocol";
import { type Brief, READ_PIECEWISE } from "../reading/brief.ts";
import { pick, shortened } from "../reading/spans.ts";
import { onBeats } from "./beats.ts";
import { briefItems, summaryItems } from "./brief-items.ts";
import { isDark, mix } from "./colour-maths.ts";
import type { Draft } from "./drafts.ts";
import { withSounds } from "./effects.ts";
import { layoutsOf } from "./layouts.ts";
import { type Summary, summaryOf } from "./long-text.ts";
import { beatsOf, musicTrack } from "./music.ts";
import { type Offered, onlyOffered } from "./offered.ts";
import { isCarried, objectsOf, withSubjects } from "./scene-objects.ts";
import { storyOf, together } from "./story.ts";
import { type Style, styleOf } from "./theme.ts";
import { fitScenes } from "./timing.ts";

export interface Plan {
	storyboard: Storyboard;
	style: Style;
	/** The film was to be longer or shorter than the demo model makes them. */
	cappedSeconds: number | null;
	/** Seconds a scene gets on average is too little to read it. */
	tight: boolean;
	/** What of a long text is not shown, as a sentence; null: all of the prompt is shown. */
	leftOut: string | null;
	/** How many parts of a long text are shown, of all it has; null: the prompt is no long text. */
	textShown: { shown: number; total: number } | null;
}

/** Longest film the demo model plans, in seconds. */
export const LONGEST_FILM = 600;
const SHORTEST_FILM = 1;
/** Above this, texts share scenes; the storyboard itself takes 500. */
const MOST_SCENES = 120;
/** A film of a long text that has more scenes, or more of one kind, is a summary of the text instead. */
const MOST_OF_LONG_TEXT = { scenes: 12, sameKind: 7 };
/** Seconds of a film whose prompt names no length. */
const USUAL_LENGTH = { least: 6, most: 60, mostOfLongText: 90 };
/** Below this a scene can't be read, in seconds. */
const LEAST = 1.1;
/** The part of a scene's planned seconds in which it can just be read. */
const READ_IN = 0.8;

/**
 * Makes a film of a brief. `current` is the project's storyboard, if it could be read: its size, frame rate and fields
 * the demo model does not know are kept. `files` are names below `public/assets/`. `offered`: what its template has.
 */
export function planFilm(
	brief: Brief,
	current: Storyboard | null,
	files: readonly string[] = [],
	offered: Offered = { scenes: null, looks: null },
): Plan {
	const style = styleOf(brief, styleWords(brief));
	const fps = current?.fps ?? 30;
	const wished = brief.seconds;
	const capped = wished === null ? null : Math.min(LONGEST_FILM, Math.max(SHORTEST_FILM, wished));
	const all = storyOf(brief, files);
	const summary = summaryFor(brief, all);
	const natural = sum(summary?.drafts ?? all);
	const most = summary ? USUAL_LENGTH.mostOfLongText : USUAL_LENGTH.most;
	const seconds = capped ?? Math.round(Math.min(most, Math.max(USUAL_LENGTH.least, natural)));
	const drafts = summary?.drafts ?? fittedDrafts(all, seconds);

	const total = Math.max(1, Math.round(seconds * fps));
	const named = withIds(drafts, brief, style, seconds / Math.max(1, sum(drafts)));
	// An object that goes on needs a hard cut: in a transition it would be there twice.
	const cut = named[1]?.scene === "Subject" && named[0]?.scene === "Title" && named[0].icon === named[1].icon;
	const timed = fitScenes(
		named.map((scene, index) => ({
			scene,
			weight: drafts[index]?.seconds ?? 1,
			transition: cut && index === 1 ? "none" : transitionAt(index, drafts.length, style),
		})),
		total,
		style.transitionFrames,
	);
	const scenes = scored(timed, drafts, style, fps);
	const size = brief.ratio ? RATIO_SIZE[brief.ratio] : { width: current?.width ?? 1920, height: current?.height ?? 1080 };
	const length = filmDurationInFrames({ scenes });
	const storyboard: Storyboard = {
		...(current ?? {}),
		fps,
		...size,
		language: brief.language,
		look: style.look,
		theme: style.theme,
		scenes,
		audio: style.music ? [musicTrack(style.music, length, fps)] : [],
		captions: [],
	};
	const shown = onlyOffered(storyboard, offered);
	return {
		storyboard: { ...shown, brief: summary === null ? briefItems(brief, shown) : summaryItems(brief, shown) },
		style,
		cappedSeconds: wished !== null && capped !== wished ? capped : null,
		tight: seconds / scenes.length < LEAST,
		leftOut: summary?.leftOut ?? null,
		textShown: summary && summary.leftOut !== null ? summary.textShown : null,
	};
}

/** Scenes whose cuts fall on the beats of the film's music, with sounds on their transitions. Silent: as they are. */
function scored(scenes: StoryboardScene[], drafts: readonly Draft[], style: Style, fps: number): StoryboardScene[] {
	if (style.music === null) return scenes;
	const beats = beatsOf(style.music, filmDurationInFrames({ scenes }), fps);
	if (!beats) return scenes;
	// What was planned is generous where the film is long; where it is short, nothing more is taken from it.
	const least = drafts.map((draft) => Math.ceil(Math.max(LEAST, draft.seconds * READ_IN) * fps));
	return withSounds(onBeats(scenes, beats, least), style, fps);
}

/** A summary of a long text whose scenes would be too many, or nearly all of one kind; null for any other prompt. */
function summaryFor(brief: Brief, drafts: readonly Draft[]): Summary | null {
	if (!brief.outline) return null;
	const kinds = new Map<string, number>();
	for (const draft of drafts) kinds.set(draft.scene, (kinds.get(draft.scene) ?? 0) + 1);
	// Only the beginning of a very long text was read piece by piece.
	const cut = brief.prompt.length > READ_PIECEWISE;
	const equal = Math.max(0, ...kinds.values()) > MOST_OF_LONG_TEXT.sameKind;
	const many = drafts.length > Math.max(MOST_OF_LONG_TEXT.scenes, brief.scenes ?? 0);
	return brief.describedScenes < drafts.length && (many || equal || cut) ? summaryOf(brief, brief.outline) : null;
}

/** The scenes with as many to a scene as the film's length asks for. What shows nothing of the prompt is left out first. */
function fittedDrafts(all: Draft[], seconds: number): Draft[] {
	const most = Math.max(1, Math.floor(seconds / LEAST));
	if (all.length <= Math.min(most, MOST_SCENES)) return all;
	const asked = all.some((draft) => !draft.spare) ? all.filter((draft) => !draft.spare) : all.slice(0, 1);
	return together(asked, Math.min(most, MOST_SCENES));
}

/** The words of the brief that are about its style, in lower case: "neon", "paper". */
function styleWords(brief: Brief): string[] {
	const spans = brief.spans.filter((span) => span.kind === "style");
	return spans.flatMap((span) => span.text.toLowerCase().match(/[\p{L}-]{4,}/gu) ?? []);
}

/** One kind of transition through a film; the other one at its turns and before its end. */
function transitionAt(index: number, count: number, { transitions }: Style): string {
	const [usual, turn = usual] = transitions;
	return index === count - 1 || index % 4 === 3 ? turn : usual;
}

/**
 * Ids by kind and number, layouts, objects, and here and there a scene on a shade of its own so that the film breathes.
 * @param stretch how much longer the scenes are than they would like to be
 */
function withIds(
	drafts: readonly Draft[],
	brief: Brief,
	style: Style,
	stretch: number,
): Omit<StoryboardScene, "durationInFrames" | "transition">[] {
	const counts = new Map<string, number>();
	const { background, accent } = style.theme.palette;
	const shade = mix(background, accent, isDark(background) ? 0.16 : 0.1);
	// A background somebody asked for is the background of every scene.
	const asked = brief.colours.some((colour) => colour.role === "background");
	const every = pick([2, 3], brief.seed, "shades");
	const scenes = withSubjects(drafts, objectsOf(drafts, brief.language), brief.seed);
	const layouts = layoutsOf(
		scenes.map((scene) => ({ ...scene, seconds: scene.seconds * stretch })),
		brief.seed,
	);
	if (isCarried(scenes, 1)) layouts.splice(0, 2, "overlap", "bleed-left");
	return scenes.map(({ scene, props, icon }, index) => {
		const kind = kebab(scene);
		const number = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, number);
		const shaded = !asked && index > 0 && index % every === every - 1 && scene !== "ImagePan" ? { background: shade } : {};
		const layout = layouts[index];
		return {
			id: `${kind}-${number}`,
			scene,
			props: { ...clamped(props), ...shaded },
			...(layout ? { layout } : {}),
			...(icon ? { icon } : {}),
		};
	});
}

/** Longest texts the template's scenes take, by the name of the field; lines take 300 characters. */
const LIMITS: Record<string, number> = { text: 1200, quote: 1200, label: 40, unit: 40, prefix: 12, suffix: 16, highlight: 40 };
const LINE_LIMIT = 300;

/** The props with every text short enough for its field. The label of a big number is a line like others. */
function clamped(props: Record<string, unknown>): Record<string, unknown> {
	const walk = (value: unknown, key: string, depth: number): unknown => {
		if (typeof value === "string") {
			const limit = key === "label" && depth === 0 ? LINE_LIMIT : (LIMITS[key] ?? LINE_LIMIT);
			return value.length > limit ? shortened(value, limit - 1) : value;
		}
		if (Array.isArray(value)) return value.map((item) => walk(item, key === "emphasis" ? "label" : "", depth + 1));
		if (typeof value === "object" && value !== null)
			return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name, depth + 1)]));
		return value;
	};
	return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, walk(value, key, 0)]));
}

export function kebab(name: string): string {
	return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

function sum(drafts: readonly Draft[]): number {
	return drafts.reduce((all, draft) => all + draft.seconds, 0);
}
