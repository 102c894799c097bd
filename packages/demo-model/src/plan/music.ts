import { filmDurationInFrames, type Storyboard, type StoryboardScene } from "@storydream/protocol";
import { lastChordFrame } from "../../../template/src/music/placing.ts";
import {
	BEATS_PER_BAR,
	beatFrames,
	type MusicMood,
	type Track,
	trackOf,
	trackPath,
	tracks,
} from "../../../template/src/music/tracks.ts";
import { pick } from "../reading/spans.ts";
import type { Mood } from "../reading/style.ts";
import { type Beats, onBeats } from "./beats.ts";

export type { EffectName } from "../../../template/src/music/effects.ts";

/** Moods of music for the moods of a brief, best first. */
const MOODS: Record<Mood, readonly MusicMood[]> = {
	calm: ["calm"],
	energetic: ["drive", "bright"],
	playful: ["bright"],
	serious: ["drive", "calm"],
	elegant: ["calm", "cinematic"],
	techy: ["drive", "night"],
	warm: ["warm"],
	natural: ["warm", "calm"],
	cinematic: ["cinematic"],
};

export interface MusicWish {
	/** English words that ask for music: "piano", "upbeat". */
	words: readonly string[];
	/** English words of the film's style. */
	style: readonly string[];
	moods: readonly Mood[];
	/** Moods of music that suit the look, best first. */
	look: readonly string[];
	seed: number;
}

/** How far a track suits a list, by the place of what matches: 1 for the first, less for those behind. */
function fit(own: readonly string[], wanted: readonly string[]): number {
	return wanted.reduce((sum, word, place) => {
		const at = own.indexOf(word);
		return at < 0 ? sum : sum + (1 - at / (own.length * 1.5)) / (1 + place * 0.5);
	}, 0);
}

function scoreOf(track: Track, wish: MusicWish): number {
	const moods = wish.moods.flatMap((mood) => MOODS[mood]);
	return (
		10 * fit(track.words, wish.words) +
		2 * fit(track.moods, moods) +
		1.5 * fit(track.words, [...new Set([...wish.moods, ...wish.style])]) +
		(moods.length > 0 ? 0.5 : 2) * fit(track.moods, wish.look)
	);
}

/** Tracks that come near the best one are as good as it: the seed chooses. What was asked for in words is less of a choice. */
const NEAR = { asked: 0.97, unasked: 0.8 };

/** The track that suits a wish best: what was asked for, then the brief's moods, then the look's. Pure. */
export function chooseTrack(wish: MusicWish): string {
	const scored = Object.entries(tracks).map(([id, track]) => ({ id, score: scoreOf(track, wish) }));
	const best = Math.max(...scored.map(({ score }) => score));
	const near = wish.words.length > 0 ? NEAR.asked : NEAR.unasked;
	const [first = "calm", ...others] = scored.filter(({ score }) => score >= best * near).map(({ id }) => id);
	return pick([first, ...others], wish.seed, "music");
}

/** The next track of the same mood, for "another track"; where there is no other, the next of all. */
export function nextTrack(src: string): string {
	const current = trackOf(src);
	const ids = Object.keys(tracks);
	const alike = ids.filter((id) => tracks[id]?.moods[0] === current?.moods[0]);
	const list = alike.length > 1 ? alike : ids;
	return list[(list.indexOf(current?.id ?? "") + 1) % list.length] ?? "calm";
}

/** A track of ours under the whole film. Its own ending ends with the film: the fade only rounds off the last chord. */
export function musicTrack(track: string, lengthInFrames: number, fps: number): Storyboard["audio"][number] {
	return {
		id: "music",
		src: trackPath(track),
		startFrame: 0,
		volume: 1,
		loop: true,
		fadeInFrames: Math.min(Math.round(fps * 0.1), Math.floor(lengthInFrames / 4)),
		fadeOutFrames: Math.min(Math.round(fps * 0.6), Math.floor(lengthInFrames / 3)),
	};
}

/** What a track is called in an answer. */
export function trackTitle(src: string): string {
	return trackOf(src)?.title ?? src.replace(/^.*\//, "").replace(/\.\w+$/, "");
}

/** The beats of a track under a film of `length` frames. */
export function beatsOf(track: string, length: number, fps: number): Beats | null {
	const known = tracks[track];
	if (!known) return null;
	return { beat: beatFrames(known, fps), bar: BEATS_PER_BAR, lastChord: lastChordFrame(known, { length, fps }) };
}

/** Scenes of a film that was given another length, with their cuts on the beats of its music where that is ours. */
export function inTime(scenes: readonly StoryboardScene[], { audio, fps }: Pick<Storyboard, "audio" | "fps">): StoryboardScene[] {
	const track = audio.map((one) => (one.loop && one.startFrame === 0 ? trackOf(one.src) : undefined)).find(Boolean);
	const beats = track ? beatsOf(track.id, filmDurationInFrames({ scenes: [...scenes] }), fps) : null;
	return beats ? onBeats(scenes, beats, []) : [...scenes];
}
