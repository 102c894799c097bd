import { filmDurationInFrames, overlapInFrames, type StoryboardScene, sceneSpans } from "@storydream/protocol";

/** The beats of a film's music. */
export interface Beats {
	/** Frames of a beat; need not be whole. */
	beat: number;
	/** Beats of a bar. */
	bar: number;
	/** The frame of the last chord; null: the music has none. Nothing is counted beyond it. */
	lastChord: number | null;
}

/** What a cut costs: being moved by a whole beat costs 1. */
const COST = { offBeat: 6, halfBar: 0.25, noBar: 0.6 };
/** Beats to each side of a cut that are tried. */
const REACH = 3;
/** A scene may lose this part of what it was given, and never what it is read in. */
const SHORTEST = 0.72;

interface Place {
	frame: number;
	cost: number;
}

/**
 * Moves the cuts within a film onto beats, best onto bars, and keeps the film's length to the frame. A cut is what is seen
 * of it: the middle of its transition. A cut stays where it is when each beat near it would leave a scene too short.
 * @param least frames each scene has at least, by its index
 */
export function onBeats(scenes: readonly StoryboardScene[], beats: Beats, least: readonly number[]): StoryboardScene[] {
	const spans = sceneSpans({ scenes: [...scenes] });
	const overlaps = scenes.map((scene, index) => overlapInFrames(scenes[index - 1], scene));
	const total = filmDurationInFrames({ scenes: [...scenes] });
	const half = (index: number) => Math.floor((overlaps[index] ?? 0) / 2);
	const cuts = spans.slice(1).map(({ from }, index) => from + half(index + 1));
	// A scene begins with its transition's first frame and ends with the last one of the next.
	const room = (index: number, from: number, to: number) =>
		to - half(index + 1) + (overlaps[index + 1] ?? 0) - (from - half(index));
	const fits = (index: number, from: number, to: number) => {
		const length = room(index, from, to);
		const given = scenes[index]?.durationInFrames ?? 1;
		const shortest = Math.min(given, Math.max(Math.ceil(given * SHORTEST), least[index] ?? 1, longestOverlap(overlaps, index)));
		return length >= shortest;
	};
	const chosen = cheapest(
		cuts.map((cut) => placesNear(cut, beats, total)),
		total,
		fits,
	);
	if (!chosen) return [...scenes];
	const ends = [0, ...chosen, total];
	return scenes.map((scene, index) => ({
		...scene,
		durationInFrames: room(
			index,
			index === 0 ? 0 : (ends[index] ?? 0),
			index === scenes.length - 1 ? total : (ends[index + 1] ?? 0),
		),
	}));
}

/** Twice the longer overlap of a scene: less would shorten its transitions. */
function longestOverlap(overlaps: readonly number[], index: number): number {
	return 2 * Math.max(overlaps[index] ?? 0, overlaps[index + 1] ?? 0) + 1;
}

/** Where a cut may go: the beats near it, and where it is. */
function placesNear(cut: number, { beat, bar, lastChord }: Beats, total: number): Place[] {
	const nearest = Math.round(cut / beat);
	const places: Place[] = [{ frame: cut, cost: COST.offBeat }];
	for (let count = Math.max(1, nearest - REACH); count <= nearest + REACH; count++) {
		const frame = Math.round(count * beat);
		if (frame >= total || (lastChord !== null && frame > lastChord)) continue;
		const weak = count % bar === 0 ? 0 : count % 2 === 0 ? COST.halfBar : COST.noBar;
		places.push({ frame, cost: weak + (Math.abs(frame - cut) / beat) ** 2 });
	}
	// The last chord is a beat like the first of a bar.
	if (lastChord !== null && Math.abs(lastChord - cut) <= REACH * beat)
		places.push({ frame: lastChord, cost: (Math.abs(lastChord - cut) / beat) ** 2 });
	return places;
}

/** The cheapest choice of one place for each cut, in order, that leaves each scene long enough; null: there is none. */
function cheapest(
	choices: readonly Place[][],
	total: number,
	fits: (scene: number, from: number, to: number) => boolean,
): number[] | null {
	let paths: { frame: number; cost: number; cuts: number[] }[] = [{ frame: 0, cost: 0, cuts: [] }];
	for (const [index, places] of choices.entries()) {
		const next = places.flatMap((place) => {
			const open = paths.filter((path) => path.frame < place.frame && fits(index, path.frame, place.frame));
			const best = open.reduce<(typeof open)[number] | null>((a, b) => (a === null || b.cost < a.cost ? b : a), null);
			return best ? [{ frame: place.frame, cost: best.cost + place.cost, cuts: [...best.cuts, place.frame] }] : [];
		});
		if (next.length === 0) return null;
		paths = next;
	}
	const ended = paths.filter((path) => fits(choices.length, path.frame, total));
	const best = ended.reduce<(typeof ended)[number] | null>((a, b) => (a === null || b.cost < a.cost ? b : a), null);
	return best?.cuts ?? null;
}
