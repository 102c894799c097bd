import { AbsoluteFill } from "remotion";
import { isDark, mix, withAlpha } from "../design/color";
import { places } from "../design/keyed";
import type { BackdropProps } from "./types";

/** An area with a wave for its edge, from there to `floor`. All lengths in px. */
const smoothWave = (width: number, base: number, swing: number, length: number, phase: number, floor: number): string => {
	const step = length / 4;
	const y = (x: number) => base + Math.sin((x / length) * Math.PI * 2 + phase) * swing;
	const slope = (x: number) => ((Math.PI * 2) / length) * swing * Math.cos((x / length) * Math.PI * 2 + phase);
	let path = `M${-step},${floor} L${-step},${y(-step)}`;
	for (let x = -step; x < width + step; x += step) {
		const next = x + step;
		path += ` C${x + step / 3},${y(x) + (slope(x) * step) / 3} ${next - step / 3},${y(next) - (slope(next) * step) / 3} ${next},${y(next)}`;
	}
	return `${path} L${width + step * 2},${floor} Z`;
};

/** Layers of cut paper: each throws a hard shadow on the one behind it. */
export const CutPaper = ({ scene, time, turn, reach, crowded }: BackdropProps) => {
	const { palette, width, height, u, by } = scene;
	const dark = isDark(palette.background);
	const low = by({ wide: 0.16, tall: 0.15, square: 0.16 }) * height * (0.3 + 0.7 * reach);
	const shades = [mix(palette.background, palette.accent2, 0.55), mix(palette.accent, palette.accent2, 0.35), palette.accent];
	const shadow = withAlpha(dark ? "#000000" : palette.text, dark ? 0.34 : 0.14);
	const flip = turn % 2 === 1;
	const layer = (index: number) => {
		const base = height - low * (1 - index * 0.3) + u(20);
		const phase = time * (0.18 + index * 0.1) + index * 1.9 + turn;
		return smoothWave(width, base, u(34 - index * 4) * reach, u(820 - index * 150), phase, height + u(60));
	};
	const cloud = smoothWave(width, u(8), u(24), u(640), time * 0.15 + turn, -u(60));
	const sun = crowded ? { x: u(64), y: u(58), r: u(34) } : { x: u(150) * reach, y: height * 0.17 * reach, r: u(96) * reach };
	return (
		<svg width={width} height={height} role="presentation">
			<g transform={flip ? `translate(${width} 0) scale(-1 1)` : undefined}>
				<path d={cloud} transform={`translate(0 ${u(12)})`} fill={shadow} />
				<path d={cloud} fill={palette.surface} />
				<circle cx={width - sun.x} cy={sun.y + u(9)} r={sun.r} fill={shadow} />
				<circle cx={width - sun.x} cy={sun.y} r={sun.r} fill={palette.accent2} />
				{shades.map((shade, index) => (
					<g key={shade}>
						<path d={layer(index)} transform={`translate(0 ${-u(12)})`} fill={shadow} />
						<path d={layer(index)} fill={shade} />
					</g>
				))}
			</g>
		</svg>
	);
};

/** Broad ribbons of soft colour. */
export const Ribbons = ({ scene, time, turn, reach }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const dark = isDark(palette.background);
	const tints: [color: string, strength: number][] = [
		[palette.accent2, dark ? 0.18 : 0.16],
		[palette.accent, dark ? 0.22 : 0.14],
		[palette.accent, dark ? 0.34 : 0.24],
	];
	return (
		<>
			<AbsoluteFill
				style={{
					background: `linear-gradient(165deg, ${palette.background} 45%, ${mix(palette.background, palette.accent, 0.1)})`,
				}}
			/>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				<g transform={turn % 2 === 1 ? `translate(${width} 0) scale(-1 1)` : undefined}>
					{tints.map(([color, strength], index) => (
						<path
							key={`${color}${strength}`}
							d={smoothWave(
								width,
								height * (1 - (0.18 - index * 0.06) * (0.4 + 0.6 * reach)),
								u(70 - index * 12) * reach,
								width * (1.5 - index * 0.3),
								time * 0.2 + index * 1.4 + turn,
								height * 1.2,
							)}
							fill={mix(palette.background, color, strength)}
						/>
					))}
				</g>
			</svg>
		</>
	);
};

/** Lines of equal height, as on maps. */
export const Contours = ({ scene, time, turn, calm, reach }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const cx = turn % 2 === 0 ? width * 0.97 : width * 0.03;
	const cy = turn % 3 === 0 ? height * 0.1 : height * 0.92;
	const rings = calm ? 7 : 12;
	const ring = (index: number): string => {
		const radius = u(70 + index * 62) * (0.3 + 0.7 * reach);
		const points = Array.from({ length: 48 }, (_, step) => {
			const angle = (step / 48) * Math.PI * 2;
			const bump = Math.sin(angle * 3 + turn + time * 0.18) * 0.12 + Math.sin(angle * 5 - time * 0.14 + index * 0.35) * 0.06;
			const far = radius * (1 + bump);
			return `${(cx + Math.cos(angle) * far).toFixed(1)},${(cy + Math.sin(angle) * far).toFixed(1)}`;
		});
		return `M${points.join("L")}Z`;
	};
	return (
		<svg width={width} height={height} role="presentation" fill="none">
			<path d={ring(2)} fill={mix(palette.background, palette.accent, 0.26)} />
			<path d={ring(0)} fill={palette.accent} />
			{places(rings).map(({ key, index }) => (
				<path
					key={key}
					d={ring(index + 1)}
					stroke={index % 4 === 3 ? palette.accent2 : withAlpha(palette.text, 0.24 * (1 - index / (rings + 2)))}
					strokeWidth={u(index % 4 === 3 ? 4 : 2.5)}
				/>
			))}
		</svg>
	);
};

/** Silk: folds of light across a deep ground, within a double frame of hairlines. */
export const Silk = ({ scene, time, turn, calm }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const margin = u(40);
	const lines = calm ? 10 : 22;
	const side = turn % 2 === 0 ? 1 : -1;
	return (
		<>
			<AbsoluteFill
				style={{
					background: `linear-gradient(${side > 0 ? 118 : 242}deg, ${mix(palette.background, palette.surface, 0.9)}, ${palette.background} 45%, ${mix(palette.background, palette.accent, 0.1)})`,
				}}
			/>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }} fill="none">
				<g transform={side < 0 ? `translate(${width} 0) scale(-1 1)` : undefined}>
					{places(lines).map(({ key, index }) => {
						const part = index / lines;
						const sway = Math.sin(time * 0.4 + part * 4) * u(46);
						return (
							<path
								key={key}
								d={`M${width * (0.62 + part * 0.42)} ${-u(20)} C${width * (0.92 - part * 0.1) + sway} ${height * 0.3} ${width * (0.66 + part * 0.3) - sway} ${height * 0.66} ${width * (0.84 + part * 0.3)} ${height + u(20)}`}
								stroke={withAlpha(palette.accent, 0.06 + 0.3 * Math.sin(part * Math.PI) ** 2)}
								strokeWidth={u(2)}
							/>
						);
					})}
				</g>
				<rect
					x={margin}
					y={margin}
					width={width - 2 * margin}
					height={height - 2 * margin}
					stroke={withAlpha(palette.accent, 0.8)}
					strokeWidth={u(1.6)}
				/>
				<rect
					x={margin + u(10)}
					y={margin + u(10)}
					width={width - 2 * margin - u(20)}
					height={height - 2 * margin - u(20)}
					stroke={withAlpha(palette.accent, 0.3)}
					strokeWidth={u(1)}
				/>
			</svg>
		</>
	);
};
