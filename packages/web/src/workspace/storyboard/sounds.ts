import { filmDurationInFrames, type SceneCatalog, type Storyboard } from "@storydream/protocol";
import { addAudio } from "./edits.ts";

type Track = Storyboard["audio"][number];

/** A sound of at least so many seconds that a person adds is taken as music. */
const MUSIC_SECONDS = 15;

/** A sound's name for a person: its title in the project's catalog, else its file name without the extension. */
export const soundName = (src: string, sounds?: SceneCatalog["sounds"]): string =>
	sounds?.[src]?.title ?? (src.split("/").at(-1) ?? src).replace(/\.[^.]+$/, "");

/** What a sound of the project is like, in a line: "Wide pads and bells · calm, quiet · 75 bpm". Empty: nothing is known of it. */
export const describeSound = (src: string, sounds?: SceneCatalog["sounds"]): string => {
	const sound = sounds?.[src];
	if (!sound) return "";
	const tempo = sound.bpm === null ? "" : `${Math.round(sound.bpm)} bpm`;
	return [sound.moods.slice(0, 3).join(", "), tempo, sound.description].filter(Boolean).join(" · ");
};

/** Whether a track is the film's music: it comes from the music that ships with the project, or it plays in a loop. */
export const isMusic = (track: Pick<Track, "src" | "loop">): boolean => track.src.includes("/music/") || track.loop;

/** A sound that is added: its file, and its length in seconds where it is known. */
export interface NewSound {
	src: string;
	seconds: number | null;
	/** Music of the project that ends with the film by itself, and is as loud as a film should be. */
	ends?: boolean;
}

export const isNewMusic = ({ src, seconds }: NewSound): boolean =>
	src.includes("/music/") || (seconds !== null && seconds >= MUSIC_SECONDS);

/**
 * Adds a sound. Music begins with the film, plays under everything and takes the place of the music there is: two at once
 * are noise. Any other sound begins at `frame`.
 */
export function placeSound(storyboard: Storyboard, sound: NewSound, frame: number): Storyboard {
	if (!isNewMusic(sound)) return addAudio(storyboard, sound.src, frame);
	const others = { ...storyboard, audio: storyboard.audio.filter((track) => !isMusic(track)) };
	const length = filmDurationInFrames(storyboard);
	const fade = Math.min(storyboard.fps, Math.floor(length / 4));
	const levels = sound.ends
		? { volume: 1, fadeInFrames: Math.round(fade / 10), fadeOutFrames: Math.round(fade * 0.6) }
		: { volume: 0.5, fadeInFrames: Math.round(fade / 2), fadeOutFrames: fade };
	const added = addAudio(others, sound.src, 0);
	return {
		...added,
		audio: added.audio.map((track, index) => (index === added.audio.length - 1 ? { ...track, loop: true, ...levels } : track)),
	};
}
