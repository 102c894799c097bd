import { Composition } from "remotion";
import { Film } from "./Film";
import { filmDurationInFrames, storyboard } from "./storyboard";

/** The film takes its size, speed and length from the storyboard. */
export const Root = () => (
	<Composition
		id="Film"
		component={Film}
		width={storyboard.width}
		height={storyboard.height}
		fps={storyboard.fps}
		durationInFrames={filmDurationInFrames(storyboard)}
	/>
);
