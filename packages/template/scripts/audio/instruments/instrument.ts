import type { Tape } from "../tape.ts";

/** One note or hit. */
export interface Sound {
	/** Seconds from the beginning of the tape. */
	at: number;
	/** Seconds until it is released; drums ignore it. */
	length: number;
	/** MIDI number; drums ignore it. */
	pitch: number;
	/** Amplitude; 1 is full scale. */
	gain: number;
	/** -1 is left, 1 is right. */
	pan: number;
	/** Chooses the noise, so that no two hits are equal and every run is. */
	seed: number;
}

/** Adds a sound to a tape. */
export type Instrument = (tape: Tape, sound: Sound) => void;
