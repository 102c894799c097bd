import { memo } from "react";
import { rulerMarks } from "./scale.ts";

/** The film's seconds above its scenes. */
export const Ruler = memo(function Ruler({
	durationInFrames,
	fps,
	pxPerFrame,
}: {
	durationInFrames: number;
	fps: number;
	pxPerFrame: number;
}) {
	return (
		<div aria-hidden className="relative h-5 select-none text-2xs text-faint tabular-nums">
			{rulerMarks(durationInFrames, fps, pxPerFrame).map(({ second, label, left }) => (
				<span key={second} className="absolute bottom-0 h-full border-line border-l pl-1" style={{ left }}>
					{label}
				</span>
			))}
		</div>
	);
});
