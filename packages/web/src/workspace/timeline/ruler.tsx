import { memo } from "react";

/** Seconds between two marks, so that they never crowd. */
const STEPS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300];
const MIN_GAP_PX = 56;
const MARK_PX = 18;

export const Ruler = memo(function Ruler({
	durationInFrames,
	fps,
	pxPerFrame,
}: {
	durationInFrames: number;
	fps: number;
	pxPerFrame: number;
}) {
	const step = STEPS.find((one) => one * fps * pxPerFrame >= MIN_GAP_PX) ?? 600;
	const marks = Array.from({ length: Math.floor(durationInFrames / fps / step) + 1 }, (_, index) => index * step);
	/** A mark needs room for its number before the film ends. */
	const room = durationInFrames * pxPerFrame - MARK_PX;
	return (
		<div aria-hidden className="relative h-5 select-none text-2xs text-faint tabular-nums">
			{marks
				.filter((second) => second === 0 || second * fps * pxPerFrame < room)
				.map((second) => (
					<span
						key={second}
						className="absolute bottom-0 h-full border-line border-l pl-1"
						style={{ left: second * fps * pxPerFrame }}
					>
						{second < 60 ? `${second}s` : `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`}
					</span>
				))}
		</div>
	);
});
