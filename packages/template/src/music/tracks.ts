/**
 * The music that comes with the project, as data: what each track sounds like, and where its beats lie. Imports nothing and
 * uses no JSX, so that Node reads it as it is. The files are made by `scripts/make-audio.ts` from the same tempi.
 */

/** Moods of music, as looks name them (`music` of src/looks/look.ts). */
export type MusicMood = "calm" | "bright" | "drive" | "warm" | "night" | "cinematic";

export type Track = {
	/** For people. */
	title: string;
	/** What it sounds like, in one line. */
	description: string;
	/** What it suits, the most typical first. */
	moods: readonly [MusicMood, ...MusicMood[]];
	/** English words that ask for it: instruments, feelings, styles. */
	words: readonly string[];
	/**
	 * Length of a beat in thirtieths of a second: a beat is a whole number of frames in a film of 30 (or 60) frames a second,
	 * so that cuts, repeats and the ending lie on it exactly. Beats a minute are 1800 / this.
	 */
	beat: number;
	/** Bars of four beats before it begins again. */
	bars: number;
	/** Beats of the ending before its last chord. */
	cadence: number;
};

export const BEATS_PER_BAR = 4;

/** Seconds of an ending before its first beat, in which the track gives way to it. */
export const LEAD_IN = 0.2;

/** By id: `public/audio/music/<id>.mp3` is the track, `public/audio/endings/<id>.mp3` its ending. */
export const tracks: Record<string, Track> = {
	calm: {
		title: "Calm",
		description: "Wide pads and bells over a heartbeat",
		moods: ["calm"],
		words: ["calm", "quiet", "soft", "peaceful", "soothing", "meditative", "relaxing", "slow", "serene", "wellness", "bells"],
		beat: 24,
		bars: 8,
		cadence: 2,
	},
	piano: {
		title: "Piano",
		description: "A felt piano alone, with a little air behind it",
		moods: ["calm", "warm"],
		words: ["piano", "gentle", "sincere", "tender", "sad", "solemn", "emotional", "intimate", "classical", "elegant", "quiet"],
		beat: 25,
		bars: 8,
		cadence: 2,
	},
	drift: {
		title: "Drift",
		description: "Ambient chords without a drum, for pictures that take their time",
		moods: ["calm", "cinematic"],
		words: ["ambient", "dreamy", "floating", "atmospheric", "space", "minimal", "slow", "ethereal", "meditation"],
		beat: 30,
		bars: 6,
		cadence: 2,
	},
	warm: {
		title: "Warm",
		description: "Fingerpicked guitar, a soft kick and a shaker",
		moods: ["warm", "calm"],
		words: ["warm", "acoustic", "guitar", "folk", "cosy", "cozy", "homely", "friendly", "natural", "heartfelt", "nostalgic"],
		beat: 20,
		bars: 8,
		cadence: 4,
	},
	stroll: {
		title: "Stroll",
		description: "Ukulele, snaps and a whistled line",
		moods: ["warm", "bright"],
		words: ["ukulele", "light", "carefree", "friendly", "cheerful", "quirky", "whistle", "relaxed", "summer"],
		beat: 18,
		bars: 8,
		cadence: 4,
	},
	groove: {
		title: "Groove",
		description: "Electric piano and a round bass that walks, with claps",
		moods: ["warm", "night"],
		words: ["groove", "groovy", "funk", "funky", "soul", "jazz", "jazzy", "retro", "lounge", "cool", "lofi", "hip hop"],
		beat: 19,
		bars: 8,
		cadence: 4,
	},
	bright: {
		title: "Bright",
		description: "Plucked strings, claps and a line to hum",
		moods: ["bright", "warm"],
		words: ["bright", "positive", "friendly", "cheerful", "uplifting", "optimistic", "happy", "light"],
		beat: 16,
		bars: 12,
		cadence: 4,
	},
	bounce: {
		title: "Bounce",
		description: "Marimba and pizzicato that hop about",
		moods: ["bright"],
		words: ["playful", "fun", "funny", "kids", "children", "bouncy", "marimba", "comic", "quirky", "silly", "cute"],
		beat: 17,
		bars: 8,
		cadence: 4,
	},
	sunny: {
		title: "Sunny",
		description: "Piano chords on the beat, a full band by the second bar",
		moods: ["bright", "drive"],
		words: ["upbeat", "happy", "sunny", "pop", "joyful", "summer", "party", "celebration", "festive", "lively"],
		beat: 15,
		bars: 12,
		cadence: 4,
	},
	drive: {
		title: "Drive",
		description: "A pulse in sixteenths over a steady kick",
		moods: ["drive"],
		words: [
			"driving",
			"drive",
			"fast",
			"energetic",
			"techno",
			"house",
			"electronic",
			"sporty",
			"dance",
			"intense",
			"dynamic",
			"punchy",
		],
		beat: 14,
		bars: 12,
		cadence: 4,
	},
	pulse: {
		title: "Pulse",
		description: "A clear arpeggio and a tight beat, focused and modern",
		moods: ["drive", "night"],
		words: ["tech", "techy", "modern", "corporate", "focused", "digital", "futuristic", "innovative", "business", "synth"],
		beat: 15,
		bars: 12,
		cadence: 4,
	},
	night: {
		title: "Night",
		description: "Synthesizers of the eighties: wide chords and a bass in octaves",
		moods: ["night", "drive"],
		words: ["night", "neon", "synthwave", "retro synth", "eighties", "80s", "moody", "dark", "cyberpunk", "club"],
		beat: 18,
		bars: 8,
		cadence: 4,
	},
	epic: {
		title: "Epic",
		description: "Short strokes of low strings and large drums that grow",
		moods: ["cinematic", "drive"],
		words: ["epic", "dramatic", "powerful", "trailer", "orchestral", "heroic", "drums", "action", "grand", "intense"],
		beat: 18,
		bars: 8,
		cadence: 4,
	},
	hope: {
		title: "Hope",
		description: "Piano and strings that open up",
		moods: ["cinematic", "warm"],
		words: [
			"inspiring",
			"hopeful",
			"hope",
			"uplifting",
			"moving",
			"emotional",
			"strings",
			"cinematic",
			"touching",
			"inspirational",
		],
		beat: 20,
		bars: 8,
		cadence: 4,
	},
	mystery: {
		title: "Mystery",
		description: "Low notes, bells out of the dark and a clock",
		moods: ["cinematic", "night"],
		words: ["mysterious", "mystery", "suspense", "tense", "thriller", "eerie", "dark", "spooky", "noir", "secret"],
		beat: 22,
		bars: 8,
		cadence: 4,
	},
};

/** Path below `public/` of a track, or of its ending. */
export const trackPath = (id: string): string => `audio/music/${id}.mp3`;
export const endingPath = (id: string): string => `audio/endings/${id}.mp3`;

/** The track that a path below `public/` is, with its id; undefined: a file of somebody else's. */
export const trackOf = (src: string): (Track & { id: string }) | undefined => {
	const id = /^audio\/music\/([a-z]+)\.mp3$/.exec(src)?.[1];
	const track = id !== undefined && Object.hasOwn(tracks, id) ? tracks[id] : undefined;
	return track && id ? { ...track, id } : undefined;
};

/** Length of a beat in frames; a whole number at 30 and at 60 frames a second. */
export const beatFrames = (track: Pick<Track, "beat">, fps: number): number => (track.beat * fps) / 30;
