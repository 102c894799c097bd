import {
	arp,
	bass,
	bell,
	block,
	clap,
	cymbal,
	glockenspiel,
	hat,
	kick,
	lead,
	marimba,
	openHat,
	pad,
	piano,
	pizzicato,
	pluck,
	sawBass,
	shaker,
	snap,
	snare,
	sub,
	superSaw,
} from "../instruments/index.ts";
import type { Score } from "../score.ts";

/* Bright and driving music. */

export const bright: Score = {
	key: "C major",
	chords: "C G/B Am F C G Am Fadd9",
	ending: ["Gsus4", "C"],
	room: 0.28,
	parts: [
		{ instrument: pluck, play: "02324231 02423213", gain: 0.34, from: 67, pan: -0.3, hold: 1, last: "*" },
		{ instrument: pluck, play: "..0...2.", gain: 0.3, from: 60, pan: 0.4, hold: 1, bars: [2, 12], last: "*" },
		{ instrument: pad, play: "*", gain: 0.14, from: 55, last: "*" },
		{ instrument: bass, play: "0..00..1", gain: 0.28, bass: true, from: 33, hold: 0.6, last: "0" },
		{ instrument: kick, play: "x...x... x...x..o", gain: 0.48, last: "x" },
		{ instrument: clap, play: "..x...x.", gain: 0.22, pan: 0.05, bars: [2, 12] },
		{ instrument: hat, play: "oxoxoxox", gain: 0.07, pan: 0.3, bars: [1, 12] },
		{
			instrument: bell,
			play: "l..j.i.. i..g.h.. j..h.f.. h...i... l..j.l.. n..l..i. j..h.i.. h.......",
			gain: 0.17,
			from: 60,
			pan: -0.1,
			bars: [4, 12],
			last: "h",
		},
		{ instrument: cymbal, play: "x... ....", gain: 0.03, bars: [4, 5], last: "x" },
	],
};

export const bounce: Score = {
	key: "Ab major",
	chords: "Ab Fm7 Db Eb Ab Bbm7 Db Eb7",
	ending: ["Eb7", "Ab6"],
	room: 0.22,
	swing: 0.2,
	parts: [
		{ instrument: marimba, play: "h.e.h.j. f.h.f.e. d.f.h.f. e.g.i.g.", gain: 0.36, from: 60, pan: -0.2, last: "h" },
		{ instrument: pizzicato, play: "0.1.2.1.", gain: 0.46, bass: true, from: 44, pan: 0.1, last: "0" },
		{ instrument: pizzicato, play: ".*.*.*.*", gain: 0.5, from: 63, pan: 0.35, bars: [1, 8], last: "*" },
		{ instrument: kick, play: "x...x...", gain: 0.36, bars: [0, 8], last: "x" },
		{ instrument: snap, play: "..x...xx ..x...x.", gain: 0.26, pan: -0.1, bars: [1, 8] },
		{ instrument: block, play: "...o..x. .o...o..", gain: 0.14, pan: 0.5, bars: [2, 8], last: "....x..." },
		{
			instrument: glockenspiel,
			play: "........ ..l.j.l. ........ i.k.l...",
			gain: 0.14,
			from: 68,
			pan: 0.3,
			bars: [2, 8],
			last: "....h...",
		},
		{ instrument: shaker, play: "oxoxoxox", gain: 0.08, pan: -0.45, bars: [2, 8] },
	],
};

export const sunny: Score = {
	key: "E major",
	chords: "E B/D# C#m7 A E B Aadd9 A",
	ending: ["Bsus4", "E"],
	room: 0.24,
	parts: [
		{ instrument: piano, play: "*.*.*.** *.*.**.*", gain: 0.44, from: 59, hold: 0.7, pumped: true, last: "*" },
		{ instrument: pad, play: "*", gain: 0.12, from: 52, pumped: true, last: "*" },
		{ instrument: bass, play: "0.000.01", gain: 0.32, bass: true, from: 28, hold: 0.5, last: "0" },
		{ instrument: kick, play: "x.x.x.x.", gain: 0.5, bars: [1, 12], last: "x" },
		{ instrument: clap, play: "..x...x.", gain: 0.3, bars: [1, 12], last: "x" },
		{ instrument: hat, play: "oxoxoxox", gain: 0.09, pan: 0.3, bars: [0, 12] },
		{ instrument: openHat, play: ".x.x.x.x", gain: 0.05, pan: -0.3, bars: [4, 12] },
		{ instrument: lead, play: "h.hij... i.ghe... e.ehj.i. h.......", gain: 0.12, from: 64, pan: 0.1, bars: [4, 12], last: "h" },
		{
			instrument: glockenspiel,
			play: "l...j... i...g... h...j... l.......",
			gain: 0.09,
			from: 76,
			pan: -0.35,
			bars: [8, 12],
			last: "h.j.l...",
		},
		{ instrument: cymbal, play: "x... .... .... ....", gain: 0.035, bars: [4, 12], last: "x" },
	],
};

export const drive: Score = {
	key: "A minor",
	chords: "Am F C G",
	ending: ["Gsus4", "Am"],
	room: 0.2,
	parts: [
		{ instrument: arp, play: "0121312101232121", gain: 0.26, from: 57, pan: -0.2, hold: 0.2, pumped: true, last: "*" },
		{ instrument: pluck, play: "..1...2...3..1..", gain: 0.3, from: 69, pan: 0.4, hold: 0.5, bars: [4, 12], last: "*" },
		{ instrument: pad, play: "*", gain: 0.2, from: 55, pumped: true, last: "*" },
		{ instrument: sawBass, play: "..0...0...0...0. ..0...0...0.0.1.", gain: 0.34, bass: true, from: 33, hold: 0.42, last: "0" },
		{ instrument: sub, play: "..0...0...0...0.", gain: 0.2, bass: true, from: 33, hold: 0.4, last: "0" },
		{ instrument: kick, play: "x.x.x.x.", gain: 0.62, last: "x" },
		{ instrument: clap, play: "..x...x.", gain: 0.28, bars: [2, 12], last: "x" },
		{ instrument: hat, play: "ooxoooxoooxoooxo", gain: 0.1, pan: -0.25, bars: [1, 12] },
		{ instrument: openHat, play: ".x.x.x.x", gain: 0.06, pan: 0.25, bars: [4, 12] },
		{ instrument: superSaw, play: "*.....*. ..*.....", gain: 0.12, from: 60, hold: 1, pumped: true, bars: [8, 12], last: "*" },
		{ instrument: cymbal, play: "x... .... .... ....", gain: 0.035, bars: [4, 12], last: "x" },
	],
};

export const pulse: Score = {
	key: "D minor",
	chords: "Dm7 Dm7 Bbmaj7 Csus2",
	ending: ["Csus4", "Dm"],
	room: 0.24,
	parts: [
		{ instrument: arp, play: "0.2.4.3.1.3.2.4. 0.3.2.4.1.2.4.5.", gain: 0.3, from: 62, pan: 0.2, hold: 0.3, last: "*" },
		{ instrument: pluck, play: ".1.2.1.3.1.2.0.2", gain: 0.2, from: 69, pan: -0.45, hold: 0.4, bars: [2, 12] },
		{ instrument: pad, play: "*", gain: 0.18, from: 53, last: "*" },
		{ instrument: sawBass, play: "0..0..0...0.0...", gain: 0.3, bass: true, from: 29, hold: 0.35, bars: [1, 12], last: "0" },
		{ instrument: sub, play: "0.......", gain: 0.22, bass: true, from: 29, hold: 3, last: "0" },
		{ instrument: kick, play: "x.....x...x..... x.....x...x...o.", gain: 0.55, bars: [1, 12], last: "x" },
		{ instrument: snap, play: "..x...x.", gain: 0.4, bars: [2, 12] },
		{ instrument: hat, play: "xoxoxoxoxoxoxxxo", gain: 0.08, pan: 0.3, bars: [2, 12] },
		{ instrument: bell, play: "h....... ....g... f....... ........", gain: 0.13, from: 74, pan: -0.2, bars: [4, 12], last: "h" },
		{ instrument: superSaw, play: "*", gain: 0.07, from: 62, bars: [8, 12], last: "*" },
	],
};

export const night: Score = {
	key: "F minor",
	chords: "Fm Db Ab Eb",
	ending: ["Ebsus4", "Fm"],
	room: 0.34,
	parts: [
		{ instrument: superSaw, play: "*", gain: 0.26, from: 56, pumped: true, last: "*" },
		{ instrument: sawBass, play: "0101010101010101", gain: 0.36, bass: true, from: 29, hold: 0.22, pumped: true, last: "0" },
		{ instrument: sub, play: "0", gain: 0.16, bass: true, from: 29, pumped: true, last: "0" },
		{ instrument: kick, play: "x.x.x.x.", gain: 0.55, bars: [1, 8], last: "x" },
		{ instrument: snare, play: "..x...x.", gain: 0.36, bars: [1, 8], last: "x" },
		{ instrument: hat, play: "oxoxoxox", gain: 0.1, pan: 0.25, bars: [1, 8] },
		{ instrument: lead, play: "h....i.j i....... j....h.g e.......", gain: 0.15, from: 65, pan: -0.1, bars: [4, 8], last: "h" },
		{ instrument: arp, play: "..2...3...4...2.", gain: 0.16, from: 68, pan: 0.5, hold: 0.3, bars: [2, 8], last: "4" },
		{ instrument: cymbal, play: "x... .... .... ....", gain: 0.03, bars: [4, 8], last: "x" },
	],
};
