import {
	bass,
	bell,
	block,
	cymbal,
	glockenspiel,
	kick,
	pad,
	piano,
	pizzicato,
	shaker,
	snare,
	spiccato,
	strings,
	sub,
	tom,
} from "../instruments/index.ts";
import type { Score } from "../score.ts";

/* Music that tells a story. */

export const epic: Score = {
	key: "C minor",
	chords: "Cm Cm Ab Bb Cm Eb Ab Gsus4",
	ending: ["G7sus4", "Cm"],
	room: 0.5,
	parts: [
		{
			instrument: spiccato,
			play: "0.00.00.0.00.010 0.00.00.0.0.2.1.",
			gain: 0.34,
			bass: true,
			from: 36,
			pan: -0.2,
			hold: 0.3,
			last: "0",
		},
		{ instrument: spiccato, play: "0.00.00.0.00.010", gain: 0.22, from: 55, pan: 0.3, hold: 0.3, bars: [2, 8], last: "*" },
		{ instrument: tom, play: "x.....x...x..... x.....x.x.x.x.oo", gain: 0.6, last: "x" },
		{ instrument: sub, play: "0", gain: 0.2, bass: true, from: 36, last: "0" },
		{ instrument: strings, play: "*", gain: 0.2, from: 60, bars: [2, 8], last: "*" },
		{ instrument: strings, play: "h... g... j...i... g.......", gain: 0.2, from: 60, pan: 0.1, bars: [4, 8], last: "h" },
		{ instrument: snare, play: "..o.o.o.o.o.oxxx", gain: 0.12, bars: [6, 8] },
		{ instrument: cymbal, play: "x... .... .... ....", gain: 0.06, bars: [4, 8], last: "x" },
		{ instrument: kick, play: "x.......", gain: 0.5, bars: [2, 8], last: "x" },
	],
};

export const hope: Score = {
	key: "Bb major",
	chords: "Bb F/A Gm7 Ebmaj7 Bb/D Ebadd9 Gm7 Fsus4",
	ending: ["Fsus4", "Bbadd9"],
	room: 0.45,
	parts: [
		{ instrument: piano, play: "03243423 02343243", gain: 0.34, from: 58, hold: 1.5, last: "01234567" },
		{ instrument: piano, play: "0...0...", gain: 0.3, bass: true, from: 34, pan: -0.2, last: "0" },
		{ instrument: pad, play: "*", gain: 0.12, from: 53, last: "*" },
		{ instrument: strings, play: "*", gain: 0.17, from: 62, last: "*" },
		{
			instrument: strings,
			play: "j...i... h....... e...f.h. i.......",
			gain: 0.15,
			from: 70,
			pan: 0.15,
			bars: [4, 8],
			last: "h",
		},
		{ instrument: bass, play: "0...0..1", gain: 0.2, bass: true, from: 34, hold: 1.4, bars: [1, 8], last: "0" },
		{ instrument: kick, play: "x...x...", gain: 0.42, bars: [1, 8], last: "x" },
		{ instrument: tom, play: "........ ......xo", gain: 0.34, bars: [3, 8], last: "x" },
		{ instrument: shaker, play: "oxoxoxox", gain: 0.09, pan: -0.3, bars: [4, 8] },
		{ instrument: glockenspiel, play: "......l. ........", gain: 0.06, from: 70, pan: 0.4, bars: [4, 8], last: "..l.j.l." },
	],
};

export const mystery: Score = {
	key: "E minor",
	chords: "Em Em Cmaj7 Am6 Em Bm7 Cmaj7 B7",
	ending: ["B7", "Em"],
	room: 0.6,
	parts: [
		{ instrument: pad, play: "*", gain: 0.24, from: 52, last: "*" },
		{ instrument: sub, play: "0..0....", gain: 0.28, bass: true, from: 28, last: "0" },
		{ instrument: pizzicato, play: "0..2..1. 0..2.3..", gain: 0.5, from: 52, pan: -0.3, last: "0" },
		{ instrument: bell, play: "....h... ..j..... ....i.h. ........", gain: 0.16, from: 64, pan: 0.35, last: "h" },
		{ instrument: block, play: "x.o.x.o.", gain: 0.16, pan: 0.15, bars: [1, 8], last: "x" },
		{ instrument: tom, play: "x....... x....o..", gain: 0.36, last: "x" },
		{ instrument: strings, play: "0", gain: 0.14, from: 64, pan: 0.2, bars: [1, 8], last: "*" },
		{ instrument: spiccato, play: "0.0.0.0.0.0.0.0.", gain: 0.12, from: 52, pan: 0.3, hold: 0.25, bars: [4, 8] },
		{
			instrument: glockenspiel,
			play: "........ .....l.. ........ ...j....",
			gain: 0.06,
			from: 76,
			pan: -0.5,
			bars: [2, 8],
			last: "..l.....",
		},
	],
};
