import { useMemo } from "react";
import { AbsoluteFill, Sequence, useCurrentFrame, useVideoConfig } from "remotion";
import { withAlpha } from "./design/color";
import { directionOf } from "./design/direction";
import { keyed } from "./design/keyed";
import { useScene } from "./design/scene";
import { useFittedText, voiceStyle } from "./design/Text";
import type { StoryboardCaption } from "./storyboard";

const Caption = ({ text }: { text: string }) => {
	const frame = useCurrentFrame();
	const { durationInFrames, fps } = useVideoConfig();
	const scene = useScene({}, "center");
	const { u, palette, by } = scene;
	const width = Math.min(scene.width * 0.9, u(by({ wide: 1240, tall: 900, square: 900 }))) - u(72);
	const size = by({ wide: 42, tall: 50, square: 42 });
	const fitted = useFittedText(scene, scene.voices.strong, text, {
		width,
		height: u(size * 1.28 * 2 + 2),
		maxSize: size,
		minSize: 24,
		maxLines: 2,
	});
	const ramp = Math.min(fps * 0.12, durationInFrames / 3);
	const shown = Math.max(0, Math.min(1, (frame + 1) / ramp, (durationInFrames - frame) / ramp));
	return (
		<AbsoluteFill
			style={{
				alignItems: "center",
				justifyContent: "flex-end",
				paddingBottom: Math.max(scene.height * 0.05, u(by({ wide: 60, tall: 150, square: 60 }))),
			}}
		>
			<div
				dir={directionOf(text)}
				style={{
					...voiceStyle(scene.voices.strong, fitted.fontSize),
					textAlign: "center",
					color: palette.text,
					backgroundColor: withAlpha(palette.background, 0.88),
					borderRadius: Math.min(scene.radius, u(24)),
					padding: `${u(16)}px ${u(36)}px ${u(18)}px`,
					opacity: shown,
					transform: `translateY(${(1 - shown) * u(8)}px)`,
				}}
			>
				{keyed(fitted.lines, String).map(({ key, item }) => (
					<div key={key}>{item}</div>
				))}
			</div>
		</AbsoluteFill>
	);
};

/**
 * Captions with the frames they are shown: to their end, or to the start of the next one that begins while they are there.
 * What has no text or no time is left out.
 */
export const shownCaptions = (captions: StoryboardCaption[]): { caption: StoryboardCaption; frames: number }[] => {
	const inOrder = captions.toSorted((a, b) => a.startFrame - b.startFrame);
	return inOrder
		.map((caption, index) => {
			const next = inOrder[index + 1]?.startFrame ?? caption.endFrame;
			return { caption, frames: Math.min(caption.endFrame, next) - caption.startFrame };
		})
		.filter(({ caption, frames }) => frames > 0 && caption.text.trim() !== "");
};

/** What is said, at the foot of the picture. Where captions overlap, the later one takes the place of the earlier. */
export const Captions = ({ captions }: { captions: StoryboardCaption[] }) => {
	const shown = useMemo(() => shownCaptions(captions), [captions]);
	return keyed(shown, ({ caption }) => `${caption.startFrame}-${caption.text}`).map(({ key, item: { caption, frames } }) => (
		<Sequence key={key} name={`“${caption.text.slice(0, 24)}”`} from={caption.startFrame} durationInFrames={frames}>
			<Caption text={caption.text} />
		</Sequence>
	));
};
