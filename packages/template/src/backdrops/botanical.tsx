import { isDark, mix } from "../design/color";
import { places } from "../design/keyed";
import type { BackdropProps } from "./types";

/** A leaf from the origin upwards. */
const leafPath = (length: number, breadth: number): string =>
	`M0 0 C${breadth} ${-length * 0.3} ${breadth * 0.8} ${-length * 0.75} 0 ${-length} C${-breadth * 0.8} ${-length * 0.75} ${-breadth} ${-length * 0.3} 0 0Z`;

type StemProps = {
	scene: BackdropProps["scene"];
	x: number;
	y: number;
	angle: number;
	length: number;
	fill: string;
	vein: string;
	time: number;
	phase: number;
};

/** A stem with pairs of leaves, which sways more towards its end. */
const Stem = ({ scene, x, y, angle, length, fill, vein, time, phase }: StemProps) => {
	const { u } = scene;
	const pairs = 6;
	const sway = (part: number) => Math.sin(time * 0.7 + phase + part) * 5 * part;
	return (
		<g transform={`translate(${x} ${y}) rotate(${angle + sway(0.5)})`}>
			<path
				d={`M0 0 Q${u(26)} ${-length * 0.5} 0 ${-length}`}
				fill="none"
				stroke={fill}
				strokeWidth={u(6)}
				strokeLinecap="round"
			/>
			{places(pairs).map(({ key, index }) => {
				const part = (index + 1) / pairs;
				const size = length * (0.34 - part * 0.14);
				const breadth = size * 0.3;
				const at = `translate(${u(26) * 2 * part * (1 - part)} ${-length * part})`;
				const tip = index === pairs - 1;
				return (
					<g key={key} transform={at}>
						{(tip ? [0] : [-58, 58]).map((turn) => (
							<g key={turn} transform={`rotate(${turn + sway(part) * 2})`}>
								<path d={leafPath(size, breadth)} fill={fill} />
								<path d={`M0 0V${-size * 0.86}`} stroke={vein} strokeWidth={u(2.5)} fill="none" />
							</g>
						))}
					</g>
				);
			})}
		</g>
	);
};

/** Large plants that grow into the picture from its corners. */
export const Botanical = ({ scene, time, turn, reach, crowded }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const dark = isDark(palette.background);
	const far = mix(palette.background, palette.accent, dark ? 0.24 : 0.2);
	const near = mix(palette.background, palette.accent, (dark ? 0.5 : 0.62) * (crowded ? 0.4 : 1));
	const vein = mix(near, palette.background, 0.35);
	const flip = turn % 2 === 1;
	const stem = { scene, time, vein };
	return (
		<svg width={width} height={height} role="presentation">
			<g transform={flip ? `translate(${width} 0) scale(-1 1)` : undefined}>
				<Stem
					{...stem}
					x={width + u(10)}
					y={height * (1 - 0.28 * reach)}
					angle={-62}
					length={u(440) * reach}
					fill={far}
					vein={palette.background}
					phase={0}
				/>
				<Stem {...stem} x={width - u(20)} y={height + u(30)} angle={-24} length={u(480) * reach} fill={near} phase={1.4} />
				<Stem
					{...stem}
					x={-u(20)}
					y={-u(30)}
					angle={148}
					length={u(330) * reach}
					fill={far}
					vein={palette.background}
					phase={2.6}
				/>
				{crowded ? null : (
					<g fill={palette.accent2}>
						<circle cx={width - u(210)} cy={height - u(64)} r={u(26)} />
						<circle cx={width - u(262)} cy={height - u(40)} r={u(17)} />
						<circle cx={width - u(240)} cy={height - u(104)} r={u(13)} />
					</g>
				)}
			</g>
		</svg>
	);
};
