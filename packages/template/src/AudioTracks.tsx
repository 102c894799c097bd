import { Audio } from "@remotion/media";
import { Sequence, staticFile, useVideoConfig } from "remotion";
import { effects } from "./music/effects";
import { type Clip, trackClips, transitionClip } from "./music/placing";
import { trackOf } from "./music/tracks";
import { overlapInFrames, type StoryboardAudio, type StoryboardScene, sceneSpans } from "./storyboard";

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

const sourceOf = (src: string): string => (/^https?:/.test(src) ? src : staticFile(src));

/** Our music in a loop: repeats overlap by what rings, and where it lasts until the film's end its ending comes last. */
const MusicTrack = ({ track, clips, length }: { track: StoryboardAudio; clips: Clip[]; length: number }) =>
	clips.map((clip) => (
		<Sequence
			key={`${track.id}-${clip.from}`}
			name={`♪ ${track.id}`}
			from={clip.from}
			durationInFrames={clip.durationInFrames}
			layout="none"
		>
			<Audio
				src={sourceOf(clip.src)}
				volume={(frame) =>
					volumeAt(clip.from - track.startFrame + frame, length, track) *
					volumeAt(frame, clip.durationInFrames, { volume: 1, fadeInFrames: 0, fadeOutFrames: clip.fadeOutFrames })
				}
			/>
		</Sequence>
	));

/** Music and sounds of the storyboard, each on a sequence of its own. */
export const AudioTracks = ({ tracks }: { tracks: StoryboardAudio[] }) => {
	const { durationInFrames, fps } = useVideoConfig();
	return tracks.map((track) => {
		const rest = durationInFrames - track.startFrame;
		// Starts after the end: nothing to hear, and a sequence of no length is an error.
		if (rest < 1) return null;
		const length = Math.min(track.durationInFrames ?? rest, rest);
		const known = track.loop ? trackOf(track.src) : undefined;
		if (known) {
			const clips = trackClips(known, track.src, { startFrame: track.startFrame, length, fps });
			return <MusicTrack key={track.id} track={track} clips={clips} length={length} />;
		}
		return (
			<Sequence key={track.id} name={`♪ ${track.id}`} from={track.startFrame} durationInFrames={length} layout="none">
				<Audio
					src={sourceOf(track.src)}
					loop={track.loop}
					loopVolumeCurveBehavior="extend"
					volume={(frame) => volumeAt(frame, length, track)}
				/>
			</Sequence>
		);
	});
};

/** The sounds of the film's transitions: they stay with their scene, wherever it is moved. */
export const TransitionSounds = ({ scenes }: { scenes: StoryboardScene[] }) => {
	const { durationInFrames, fps } = useVideoConfig();
	const spans = sceneSpans({ scenes });
	return scenes.map((scene, index) => {
		const sound = scene.transition?.sound;
		if (sound === undefined || index === 0) return null;
		const from = spans[index]?.from ?? 0;
		const overlap = overlapInFrames(scenes[index - 1], scene);
		const clip = transitionClip(sound, { from, durationInFrames: overlap }, fps);
		const length = Math.min(clip.durationInFrames, durationInFrames - clip.from);
		if (length < 1) return null;
		return (
			<Sequence key={scene.id} name={`♪ ${sound}`} from={clip.from} durationInFrames={length} layout="none">
				<Audio src={sourceOf(clip.src)} volume={effects[sound].volume} />
			</Sequence>
		);
	});
};
