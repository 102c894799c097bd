/* Chords and scales by name, as MIDI numbers. */

const LETTERS: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const QUALITIES: Record<string, readonly number[]> = {
	"": [0, 4, 7],
	m: [0, 3, 7],
	"5": [0, 7],
	"6": [0, 4, 7, 9],
	"7": [0, 4, 7, 10],
	maj7: [0, 4, 7, 11],
	m7: [0, 3, 7, 10],
	m6: [0, 3, 7, 9],
	add9: [0, 2, 4, 7],
	madd9: [0, 2, 3, 7],
	maj9: [0, 2, 4, 7, 11],
	m9: [0, 2, 3, 7, 10],
	"9": [0, 2, 4, 7, 10],
	sus2: [0, 2, 7],
	sus4: [0, 5, 7],
	"7sus4": [0, 5, 7, 10],
};
const SCALES: Record<string, readonly number[]> = {
	major: [0, 2, 4, 5, 7, 9, 11],
	minor: [0, 2, 3, 5, 7, 8, 10],
	dorian: [0, 2, 3, 5, 7, 9, 10],
	lydian: [0, 2, 4, 6, 7, 9, 11],
};

/** Semitones above C of a name such as "F#" or "Bb". */
const pitchClass = (name: string): number => {
	const letter = LETTERS[name.charAt(0)];
	if (letter === undefined) throw new Error(`"${name}" is no note`);
	return (letter + (name.endsWith("#") ? 1 : name.endsWith("b") ? 11 : 0)) % 12;
};

export interface Chord {
	/** Semitones above C of the lowest note. */
	bass: number;
	/** Semitones above C of all notes. */
	classes: readonly number[];
}

/** A chord of a name such as "F#m7" or "C/E". */
export const chordOf = (name: string): Chord => {
	const [, root = "", quality = "", bass] = /^([A-G][#b]?)([^/]*)(?:\/([A-G][#b]?))?$/.exec(name) ?? [];
	const steps = QUALITIES[quality];
	if (!steps) throw new Error(`"${name}" is no chord`);
	const at = pitchClass(root);
	return { bass: bass ? pitchClass(bass) : at, classes: steps.map((step) => (at + step) % 12) };
};

/** The `index`th note of a chord at or above `lowest`, counted upwards. So voices move as little as they can. */
export const chordTone = (chord: Chord, index: number, lowest: number): number => {
	const window = chord.classes.map((one) => lowest + ((((one - lowest) % 12) + 12) % 12)).sort((a, b) => a - b);
	return (window[index % window.length] ?? lowest) + 12 * Math.floor(index / window.length);
};

/** The bass of a chord in the octave from `lowest`: 0 the root, 1 its octave, 2 a fifth above. */
export const bassTone = (chord: Chord, index: number, lowest: number): number =>
	lowest + ((((chord.bass - lowest) % 12) + 12) % 12) + ([0, 12, 7][index] ?? 0);

/** A note of a key such as "D major", `degree` steps above the first tonic at or above `lowest`. */
export const scaleTone = (key: string, degree: number, lowest: number): number => {
	const [tonic = "", mode = ""] = key.split(" ");
	const steps = SCALES[mode];
	if (!steps) throw new Error(`"${key}" is no key`);
	const first = lowest + ((((pitchClass(tonic) - lowest) % 12) + 12) % 12);
	return first + (steps[degree % 7] ?? 0) + 12 * Math.floor(degree / 7);
};
