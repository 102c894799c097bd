import {
	bass,
	bell,
	clap,
	glockenspiel,
	guitar,
	hat,
	kick,
	marimba,
	openHat,
	pad,
	piano,
	shaker,
	snap,
	strings,
	sub,
	tines,
	ukulele,
} from "../instruments/index.ts";
import type { Score } from "../score.ts";

/* Calm and warm music. */

export const calm: Score = {
	key: "D major",
	chords: "Dmaj7 Bm7 Gmaj7 A6",
	ending: ["A7sus4", "Dadd9"],
	room: 0.5,
	parts: [
		{ instrument: pad, play: "*", gain: 0.3, from: 50, last: "*" },
		{ instrument: bass, play: "0...", gain: 0.26, bass: true, from: 33, hold: 3.4, last: "0" },
		{ instrument: bell, play: "02431231 0243125.", gain: 0.17, from: 62, pan: -0.25, last: "0.2.4..." },
		{ instrument: bell, play: "......7. ........", gain: 0.1, from: 62, pan: 0.5, bars: [4, 8] },
		{ instrument: kick, play: "x....o..", gain: 0.3, last: "x" },
		{ instrument: shaker, play: "..o...o.", gain: 0.12, pan: 0.3, bars: [2, 8] },
	],
};

export const pianoAlone: Score = {
	key: "C major",
	chords: "C G/B Am7 Fmaj7 C/E Fadd9 Dm7 Gsus4",
	ending: ["G7sus4", "Cadd9"],
	room: 0.55,
	parts: [
		{ instrument: piano, play: "0...2...", gain: 0.3, bass: true, from: 36, pan: -0.15, last: "0" },
		{ instrument: piano, play: ".1234321", gain: 0.24, from: 55, hold: 2.5, last: "01234..." },
		{ instrument: piano, play: "j...i... h....... ..j.i.h. e.......", gain: 0.3, from: 60, hold: 3, bars: [2, 8], last: "h" },
		{ instrument: pad, play: "*", gain: 0.07, from: 48, last: "*" },
		{ instrument: strings, play: "0", gain: 0.05, from: 60, bars: [4, 8], last: "*" },
	],
};

export const drift: Score = {
	key: "Eb lydian",
	chords: "Ebmaj9 F/Eb Cm9 Bbsus2 Ebmaj9 Dm7",
	ending: ["Fsus4", "Bbadd9"],
	room: 0.75,
	parts: [
		{ instrument: pad, play: "*", gain: 0.34, from: 51, last: "*" },
		{ instrument: strings, play: "1", gain: 0.1, from: 63, pan: 0.3, last: "1" },
		{ instrument: sub, play: "0", gain: 0.26, bass: true, from: 34, last: "0" },
		{ instrument: bell, play: "..4...2. ....5... .3....6. ....2...", gain: 0.12, from: 65, pan: 0.35, last: "4.2.5..." },
		{ instrument: glockenspiel, play: "......5. ..4..... ........", gain: 0.05, from: 70, pan: -0.5, bars: [1, 6] },
		{ instrument: marimba, play: "0...0... 1...0...", gain: 0.1, from: 51, pan: -0.2, bars: [1, 6], last: "0" },
	],
};

export const warm: Score = {
	key: "G major",
	chords: "G Cadd9 Em7 D G/B Cadd9 Am7 Dsus4",
	ending: ["D7sus4", "G"],
	room: 0.3,
	parts: [
		{ instrument: guitar, play: "0.2.1.2.", gain: 0.34, bass: true, from: 40, pan: -0.1, last: "0" },
		{ instrument: guitar, play: ".0213021 .0231203", gain: 0.3, from: 55, pan: 0.2, hold: 2, last: "*" },
		{ instrument: guitar, play: "*.......", gain: 0.22, from: 55, pan: 0.35, strum: 0.022, bars: [1, 8], last: "*" },
		{ instrument: bass, play: "0..0..1.", gain: 0.2, bass: true, from: 31, hold: 0.9, last: "0" },
		{ instrument: kick, play: "x..oo...", gain: 0.34, last: "x" },
		{ instrument: shaker, play: "oxoxoxox", gain: 0.11, pan: -0.35, bars: [1, 8] },
		{ instrument: snap, play: "..x...x.", gain: 0.24, pan: 0.25, bars: [2, 8] },
		{ instrument: bell, play: "i...h.e. f....... e...f.h. e.......", gain: 0.12, from: 67, pan: -0.2, bars: [4, 8], last: "h" },
	],
};

export const stroll: Score = {
	key: "F major",
	chords: "F Dm7 Bb C F/A Dm7 Gm7 C7",
	ending: ["C7", "F6"],
	room: 0.25,
	swing: 0.33,
	parts: [
		{ instrument: ukulele, play: "*.**.*** *.**.*.*", gain: 0.3, from: 60, pan: 0.25, strum: 0.012, last: "*" },
		{ instrument: bass, play: "0...2...", gain: 0.17, bass: true, from: 29, hold: 1.4, last: "0" },
		{ instrument: kick, play: "x...x...", gain: 0.3, last: "x" },
		{ instrument: snap, play: "..x...x.", gain: 0.3, pan: -0.2, bars: [1, 8] },
		{ instrument: shaker, play: "oxoxoxox", gain: 0.09, pan: 0.4, bars: [1, 8] },
		{
			instrument: marimba,
			play: "e.efh... f.fed... d.dfh.f. e.......",
			gain: 0.26,
			from: 72,
			pan: -0.15,
			bars: [2, 8],
			last: "h",
		},
		{
			instrument: glockenspiel,
			play: "........ ......h. ........ ..l.j.h.",
			gain: 0.08,
			from: 72,
			pan: 0.5,
			bars: [4, 8],
			last: "..h.....",
		},
	],
};

export const groove: Score = {
	key: "D dorian",
	chords: "Dm9 G9 Dm9 Bbmaj7 Dm9 G9 Em7 A7",
	ending: ["A7sus4", "Dm9"],
	room: 0.22,
	swing: 0.16,
	parts: [
		{ instrument: tines, play: "*..*..*. ..*..*..", gain: 0.5, from: 57, hold: 1.2, last: "*" },
		{ instrument: bass, play: "0.......0.0.1..2 0.....2.0...1.2.", gain: 0.28, bass: true, from: 31, hold: 0.6, last: "0" },
		{ instrument: kick, play: "x.....x...x.....", gain: 0.5, last: "x" },
		{ instrument: clap, play: "..x...x.", gain: 0.26, bars: [1, 8] },
		{ instrument: hat, play: "xoxoxoxoxoxoxoxo", gain: 0.09, pan: 0.3, bars: [1, 8] },
		{ instrument: openHat, play: ".......x", gain: 0.08, pan: 0.3, bars: [2, 8], last: "x" },
		{ instrument: guitar, play: "..3...2..3..2... ........", gain: 0.22, from: 62, pan: -0.4, hold: 0.3, bars: [2, 8] },
		{ instrument: bell, play: "....h.g. e....... ..e.g.h. e.......", gain: 0.11, from: 62, pan: 0.2, bars: [4, 8], last: "e" },
	],
};
