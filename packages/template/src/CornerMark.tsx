import { AbsoluteFill, Img, useVideoConfig } from "remotion";
import { sourceOf } from "./design/source";
import type { StoryboardMark } from "./storyboard";

/** A picture in a corner of every scene, such as a logo: shown whole, inside of the safe area. */
export const CornerMark = ({ mark }: { mark: StoryboardMark }) => {
	const { width, height } = useVideoConfig();
	const short = Math.min(width, height);
	const [vertical, horizontal] = mark.corner.split("-");
	return (
		<AbsoluteFill>
			<Img
				src={sourceOf(mark.src)}
				style={{
					position: "absolute",
					[vertical === "top" ? "top" : "bottom"]: height * 0.05,
					[horizontal === "left" ? "left" : "right"]: width * 0.05,
					maxWidth: short * 0.24,
					maxHeight: short * 0.1,
					objectFit: "contain",
				}}
			/>
		</AbsoluteFill>
	);
};
