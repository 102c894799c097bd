import { BEATS_PER_BAR, LEAD_IN, type Track } from "../../src/music/tracks.ts";
import { bassTone, type Chord, chordOf, chordTone, scaleTone } from "./harmony.ts";
import { type Instrument, swell } from "./instruments/index.ts";
import { cut, toLoudness } from "./loudness.ts";
import { equalise, room, Tape } from "./tape.ts";

/** One instrument of a score. */
export interface Part {
	instrument: Instrument;
	/**
	 * What it plays, a word for each bar, again from the first when they are used up. The signs of a word share the bar
	 * evenly: `.` nothing; `0` to `9` a note of the chord, counted upwards; `a` to `n` a step of the key; `*` the whole chord;
	 * `x` a hit and `o` a soft one.
	 */
	play: string;
	gain: number;
	pan?: number;
	/** MIDI number that notes of chords and steps of the key are counted from; `bass`: the roots of the chords. */
	from?: number;
	bass?: boolean;
	/** Beats a note is held; absent: until the next one. */
	hold?: number;
	/** Bars it plays in, `[first, behind the last]`; absent: all. */
	bars?: readonly [number, number];
	/** Gives way to the kick. */
	pumped?: boolean;
	/** Seconds between the notes of a `*`, lowest first. */
	strum?: number;
	/** What it plays on the ending's last chord; absent: nothing. */
	last?: string;
}

export interface Score {
	key: string;
	/** One a bar, again from the first when they are used up. */
	chords: string;
	/** Chord of the bar before the last one, and the last. */
	ending: readonly [turn: string, last: string];
	parts: readonly Part[];
	/** How much of the room is heard. */
	room: number;
	/** Each second eighth comes late by this part of an eighth. */
	swing?: number;
}

/** LUFS that all tracks and endings have. */
export const TARGET = -16;
/** Peak of the samples in dBFS: what the encoder and the overlap of a repeat add stays below -1 dBTP. */
const PEAK = -2.9;
/** Factors of the tone controls: small loudspeakers hide the bass that would use up the headroom, and want some air. */
const LOWS = 0.68;
const HIGHS = 1.75;
/** Seconds that ring on behind the last bar, and those that the last chord rings. */
export const TAIL = 2;
export const RING = 4;

interface Bar {
	/** Seconds from the beginning of the tape. */
	at: number;
	chord: Chord;
	word: string;
	/** Beats; a shorter bar plays the first signs of its word. */
	beats: number;
	seed: number;
}

const STEP = "abcdefghijklmn";

/** Pitches of one sign; empty: a rest. */
const pitchesOf = (sign: string, part: Part, chord: Chord, key: string): number[] => {
	const from = part.from ?? (part.bass ? 28 : 60);
	if (sign === "x" || sign === "o") return [0];
	if (sign === "*") return chord.classes.map((_, index) => chordTone(chord, index, from));
	const degree = STEP.indexOf(sign);
	if (degree >= 0) return [scaleTone(key, degree, from)];
	if (!/\d/.test(sign)) return [];
	return [part.bass ? bassTone(chord, Number(sign), from) : chordTone(chord, Number(sign), from)];
};

/** How loud a step is within its bar: the first beat most, off-beats least. */
const accent = (place: number): number =>
	place === 0 ? 1 : Number.isInteger(place) ? 0.9 : Number.isInteger(place * 2) ? 0.82 : 0.72;

const playBar = (tape: Tape, part: Part, bar: Bar, score: Score, beat: number): void => {
	const signs = [...bar.word];
	const step = BEATS_PER_BAR / signs.length;
	for (const [index, sign] of signs.entries()) {
		const place = index * step;
		if (place >= bar.beats) break;
		const pitches = pitchesOf(sign, part, bar.chord, score.key);
		const next = signs.findIndex((other, at) => at > index && other !== ".");
		const until = (next < 0 ? signs.length : next) * step - place;
		const late = Number.isInteger(place * 2) && !Number.isInteger(place) ? (score.swing ?? 0) / 2 : 0;
		for (const [voice, pitch] of pitches.entries()) {
			part.instrument(tape, {
				at: bar.at + (place + late) * beat + voice * (part.strum ?? 0),
				length: Math.min(part.hold ?? until, until + 8) * beat,
				pitch,
				gain: (part.gain * accent(place) * (sign === "o" ? 0.5 : 1)) / Math.sqrt(pitches.length),
				pan: (part.pan ?? 0) + (pitches.length > 1 ? (voice / (pitches.length - 1) - 0.5) * 0.5 : 0),
				seed: bar.seed * 64 + index,
			});
		}
	}
};

const wordOf = (play: string, bar: number): string => {
	const words = play.trim().split(/\s+/);
	return words[bar % words.length] ?? "";
};

const plays = (part: Part, bar: number): boolean =>
	bar >= (part.bars?.[0] ?? 0) && bar < (part.bars?.[1] ?? Number.POSITIVE_INFINITY);

/** Mixes parts down: those that give way to the kick on a tape of their own. */
const mixed = (seconds: number, beat: number, score: Score, lay: (part: Part, tape: Tape) => void): Tape => {
	const tape = new Tape(seconds);
	const pumped = new Tape(seconds);
	for (const part of score.parts) lay(part, part.pumped ? pumped : tape);
	pumped.shape((time) => {
		const since = time % beat;
		return 0.42 + 0.58 * Math.min(1, since / (beat * 0.55)) ** 1.4;
	});
	tape.mix(pumped);
	room(tape, score.room);
	equalise(tape, LOWS, HIGHS);
	return tape;
};

/** Fades the last part out, so that a file ends in silence. */
const fadeEnd = (tape: Tape, seconds: number): void =>
	tape.shape((time) => Math.min(1, Math.max(0, (tape.seconds - time) / seconds)) ** 1.5);

/** All bars of a track, and what rings on behind them. */
export const playTrack = (score: Score, track: Track): Tape => {
	const beat = track.beat / 30;
	const bar = beat * BEATS_PER_BAR;
	const tape = mixed(bar * track.bars + TAIL, beat, score, (part, onto) => {
		for (let index = 0; index < track.bars; index++) {
			if (!plays(part, index)) continue;
			const chord = chordOf(wordOf(score.chords, index));
			playBar(
				onto,
				part,
				{ at: index * bar, chord, word: wordOf(part.play, index), beats: BEATS_PER_BAR, seed: index + 1 },
				score,
				beat,
			);
		}
	});
	fadeEnd(tape, TAIL * 0.8);
	toLoudness(tape, TARGET, PEAK);
	return tape;
};

/** The turn to the last chord, as all parts of the last bar play it, and the chord that rings out. */
export const playEnding = (score: Score, track: Track): Tape => {
	const beat = track.beat / 30;
	const lead = track.cadence * beat;
	const [turn, last] = score.ending.map(chordOf) as [Chord, Chord];
	// A bar before it, of which only what still rings is kept: it begins in the middle of the music.
	const before = beat * BEATS_PER_BAR;
	const whole = mixed(before + lead + RING, beat, score, (part, onto) => {
		if (plays(part, track.bars - 1)) {
			const word = wordOf(part.play, track.bars - 1);
			playBar(onto, part, { at: 0, chord: turn, word, beats: BEATS_PER_BAR, seed: 877 }, score, beat);
			playBar(onto, part, { at: before, chord: turn, word, beats: track.cadence, seed: 901 }, score, beat);
		}
		if (part.last === undefined) return;
		const ringing = { ...part, hold: part.hold === undefined ? (RING - 1) / beat : Math.max(part.hold, 4) };
		playBar(onto, ringing, { at: before + lead, chord: last, word: part.last, beats: BEATS_PER_BAR, seed: 977 }, score, beat);
	});
	swell(whole, { at: before + lead - beat, length: beat, pitch: 0, gain: 0.05, pan: 0, seed: 5 });
	const tape = cut(whole, before - LEAD_IN, whole.seconds);
	tape.shape((time) => Math.min(1, time / LEAD_IN));
	fadeEnd(tape, 1.5);
	toLoudness(tape, TARGET, PEAK);
	return tape;
};
