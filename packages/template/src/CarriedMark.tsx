import { AbsoluteFill, useCurrentFrame, useVideoConfig } from "remotion";
import { easeInOut } from "./design/motion";
import type { Carry } from "./looks";
import { useLook } from "./looks/context";
import { useTheme } from "./theme";

export type CarriedSpan = { from: number; durationInFrames: number };

/** Seconds of the way from one scene's place to the next one's. */
const TRAVEL = 0.7;
/** First and last place, as shares of the picture's width: outside of them the corners belong to a mark of the film. */
const RANGE = { from: 0.16, to: 0.84 };

/**
 * Where the mark stands in a frame of the film, from 0 to 1: each scene has a place, and the mark goes to it while the scene
 * comes in. `speed` is 0 at rest and 1 in the middle of the way. Pure.
 */
export const carriedPlace = (spans: readonly CarriedSpan[], frame: number, fps: number): { at: number; speed: number } => {
	const last = Math.max(1, spans.length - 1);
	let at = 0;
	let speed = 0;
	for (const [index, { from }] of spans.entries()) {
		if (index === 0) continue;
		const passed = Math.min(1, Math.max(0, (frame - from) / (TRAVEL * fps) + 0.3));
		at += easeInOut(passed) / last;
		if (passed > 0 && passed < 1) speed = Math.max(speed, Math.sin(passed * Math.PI));
	}
	return { at, speed };
};

const Shape = ({ carry, speed, unit }: { carry: Exclude<Carry, "none">; speed: number; unit: number }) => {
	const { palette } = useTheme();
	const { form } = useLook();
	const [long, thick] = carry === "dot" ? [16, 16] : [96, Math.max(5, form.stroke)];
	const width = (long + speed * 150) * unit;
	const height = thick * unit * (carry === "dot" ? 1 - speed * 0.5 : 1);
	const round = form.corner === "round" || form.corner === "pill" || carry === "dot";
	return (
		<div
			style={{
				position: "absolute",
				left: -width / 2,
				top: -height / 2,
				width,
				height,
				borderRadius: round ? height : 0,
				backgroundColor: palette.accent,
				// It crosses fields of its own colour too.
				outline: `${2 * unit}px solid ${palette.background}`,
			}}
		/>
	);
};

/** A dot or rule of the look at the head of the picture, which stays from scene to scene and only changes its place. */
export const CarriedMark = ({ spans }: { spans: readonly CarriedSpan[] }) => {
	const frame = useCurrentFrame();
	const { fps, width, height } = useVideoConfig();
	const carry = useLook().motion.carry ?? "none";
	if (carry === "none" || spans.length < 2) return null;
	const { at, speed } = carriedPlace(spans, frame, fps);
	const x = (RANGE.from + (RANGE.to - RANGE.from) * at) * width;
	return (
		<AbsoluteFill aria-hidden>
			<div style={{ position: "absolute", left: 0, top: 0, transform: `translate(${x}px, ${height * 0.026}px)` }}>
				<Shape carry={carry} speed={speed} unit={Math.min(width, height) / 1080} />
			</div>
		</AbsoluteFill>
	);
};
