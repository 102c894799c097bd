import { Audio } from "@remotion/media";
import { Sequence, staticFile, useVideoConfig } from "remotion";
import type { StoryboardAudio } from "./storyboard";

/** Volume at `frame` of a track that lasts `length` frames: rises over `fadeIn`, falls over `fadeOut` to its last frame. */
export const volumeAt = (
	frame: number,
	length: number,
	track: Pick<StoryboardAudio, "volume" | "fadeInFrames" | "fadeOutFrames">,
): number => {
	const rise = track.fadeInFrames > 0 ? frame / track.fadeInFrames : 1;
	const fall = track.fadeOutFrames > 0 ? (length - 1 - frame) / track.fadeOutFrames : 1;
	return track.volume * Math.min(1, Math.max(0, Math.min(rise, fall)));
};

/** Music and sounds of the storyboard, each on a sequence of its own. */
export const AudioTracks = ({ tracks }: { tracks: StoryboardAudio[] }) => {
	const { durationInFrames } = useVideoConfig();
	return tracks.map((track) => {
		const rest = durationInFrames - track.startFrame;
		// Starts after the end: nothing to hear, and a sequence of no length is an error.
		if (rest < 1) return null;
		const length = Math.min(track.durationInFrames ?? rest, rest);
		return (
			<Sequence key={track.id} name={`♪ ${track.id}`} from={track.startFrame} durationInFrames={length} layout="none">
				<Audio
					src={/^https?:/.test(track.src) ? track.src : staticFile(track.src)}
					loop={track.loop}
					loopVolumeCurveBehavior="extend"
					volume={(frame) => volumeAt(frame, length, track)}
				/>
			</Sequence>
		);
	});
};
