import type { ReactNode } from "react";
import { AbsoluteFill } from "remotion";

/**
 * Content over an area that fills: drawn in one colour where the area is, in another where it is not.
 * `clip` is the filled part of the picture as a CSS clip-path.
 */
export const TwoTone = ({ clip, fill, children }: { clip: string; fill: string; children: (filled: boolean) => ReactNode }) => (
	<>
		<AbsoluteFill>{children(false)}</AbsoluteFill>
		<AbsoluteFill aria-hidden style={{ clipPath: clip, backgroundColor: fill }}>
			{children(true)}
		</AbsoluteFill>
	</>
);
