import { filmDurationInFrames, type Storyboard } from "@storydream/protocol";
import { addAudio } from "./edits.ts";

type Track = Storyboard["audio"][number];

/** A sound of at least so many seconds that a person adds is taken as music. */
const MUSIC_SECONDS = 15;

/** A sound's name for a person: the name they gave the file, else its file name without the extension. */
export const soundName = (src: string): string => (src.split("/").at(-1) ?? src).replace(/\.[^.]+$/, "");

/** Whether a track is the film's music: it comes from the music that ships with the project, or it plays in a loop. */
export const isMusic = (track: Pick<Track, "src" | "loop">): boolean => track.src.includes("/music/") || track.loop;

/** A sound that is added: its file, and its length in seconds where it is known. */
export interface NewSound {
	src: string;
	seconds: number | null;
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
	const added = addAudio(others, sound.src, 0);
	return {
		...added,
		audio: added.audio.map((track, index) =>
			index === added.audio.length - 1
				? { ...track, volume: 0.5, loop: true, fadeInFrames: Math.round(fade / 2), fadeOutFrames: fade }
				: track,
		),
	};
}
