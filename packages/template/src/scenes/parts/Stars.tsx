import { useId } from "react";
import type { SceneLook } from "../../design/scene";
import { glyphs } from "./glyphs";

/** A row of `total` stars of `size` px, `value` of them in colour; parts of a star are parts of its width. */
export const Stars = ({
	scene,
	value,
	total,
	size,
	start,
	color,
	empty,
}: {
	scene: SceneLook;
	value: number;
	total: number;
	size: number;
	/** Beat at which the first comes. */
	start: number;
	color: string;
	empty: string;
}) => {
	const clip = useId();
	const step = scene.motion.stagger(total, start, 0.12);
	const gap = size * 0.18;
	return (
		<svg
			width={total * size + (total - 1) * gap}
			height={size}
			role="presentation"
			style={{ display: "block", overflow: "visible" }}
		>
			{Array.from({ length: total }, (_, index) => index).map((index) => {
				const share = Math.min(1, Math.max(0, value - index));
				const shown = scene.motion.pop(start + index * step, 0.8);
				return (
					<g
						key={index}
						transform={`translate(${index * (size + gap) + size / 2} ${size / 2}) scale(${(size / 100) * shown}) rotate(${(1 - shown) * -40}) translate(-50 -50)`}
					>
						<clipPath id={`${clip}${index}`}>
							<rect x={0} y={0} width={100 * share} height={100} />
						</clipPath>
						<path d={glyphs.star} fill={empty} />
						{share > 0 ? <path d={glyphs.star} fill={color} clipPath={`url(#${clip}${index})`} /> : null}
					</g>
				);
			})}
		</svg>
	);
};
