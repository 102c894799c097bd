import { AbsoluteFill, random } from "remotion";
import { isDark, mix, withAlpha } from "../design/color";
import { places } from "../design/keyed";
import { dotTile, speckTile } from "./tile";
import type { BackdropProps } from "./types";

const Specks = ({ scene, strength, large = 1 }: { scene: BackdropProps["scene"]; strength: number; large?: number }) => {
	const { palette, u } = scene;
	const size = Math.round(u(420));
	return (
		<AbsoluteFill
			style={{
				backgroundImage: speckTile("paper", palette.text, size, 150, u(1.6) * large),
				backgroundSize: `${size}px ${size}px`,
				opacity: strength,
			}}
		/>
	);
};

/** A magazine's page: a tinted column, hairlines at the margins, the grain of paper. */
export const Page = ({ scene, time, turn, reach, crowded }: BackdropProps) => {
	const { palette, width, height, u, by } = scene;
	const column = by({ wide: width * (0.06 + 0.16 * reach), tall: width * 0.4, square: width * 0.3 });
	const left = turn % 2 === 1;
	const drift = Math.sin(time * 0.3) * u(12);
	const x = left ? 0 : width - column + drift;
	const disc = mix(palette.background, palette.accent, 0.9);
	const margin = u(48);
	return (
		<>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				<rect
					x={x}
					y={by({ wide: 0, tall: height * 0.7, square: height * 0.66 })}
					width={by({ wide: column + u(20), tall: width, square: width })}
					height={height}
					fill={mix(palette.background, palette.surface, 0.85)}
				/>
				{crowded ? (
					<circle cx={left ? u(50) : width - u(50)} cy={height - u(30) + drift * 0.3} r={u(56)} fill={disc} />
				) : (
					<>
						<circle
							cx={left ? x + u(20) : x + column * 0.62}
							cy={by({ wide: height * 0.84, tall: height * 0.92, square: height * 0.94 })}
							r={by({ wide: column * 0.5, tall: u(230) * reach, square: u(230) * reach }) + drift}
							fill={disc}
						/>
						<circle
							cx={left ? x + column * 0.72 : x + column * 0.16}
							cy={by({ wide: height * 0.7, tall: height * 0.86, square: height * 0.86 }) - drift}
							r={by({ wide: column * 0.2, tall: u(90), square: u(84) }) * reach}
							fill="none"
							stroke={palette.accent2}
							strokeWidth={u(3)}
						/>
					</>
				)}
				<g stroke={withAlpha(palette.text, 0.55)} strokeWidth={u(1.6)}>
					<line x1={margin} x2={width - margin} y1={margin} y2={margin} />
					<line x1={margin} x2={width - margin} y1={height - margin} y2={height - margin} />
				</g>
				<rect x={left ? width - margin - u(96) : margin} y={margin} width={u(96)} height={u(9)} fill={palette.accent} />
			</svg>
			<Specks scene={scene} strength={0.09} />
		</>
	);
};

/** Kraft board with an ink border that is drawn by hand and trembles. */
export const Kraft = ({ scene, time, turn, crowded }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const drawing = Math.floor(time * 5) % 4;
	const wobble = (what: string, far: number) => (random(`${what}-${drawing}-${turn}`) - 0.5) * far;
	const margin = u(44);
	const side = (x1: number, y1: number, x2: number, y2: number, name: string) => {
		const bend = (part: number) =>
			`${x1 + (x2 - x1) * part + wobble(`${name}x${part}`, u(9))} ${y1 + (y2 - y1) * part + wobble(`${name}y${part}`, u(9))}`;
		return `M${x1 + wobble(`${name}a`, u(14))} ${y1 + wobble(`${name}b`, u(14))} C${bend(0.33)} ${bend(0.67)} ${x2} ${y2}`;
	};
	const [l, t, r, b] = [margin, margin, width - margin, height - margin];
	const frame = [side(l, t, r, t, "t"), side(r, t, r, b, "r"), side(r, b, l, b, "b"), side(l, b, l, t, "l")];
	const hatch = Array.from({ length: crowded ? 4 : 12 }, (_, index) => {
		const far = u(70 + index * 26);
		return turn % 2 === 0 ? `M${r - far} ${b} L${r} ${b - far}` : `M${l + far} ${b} L${l} ${b - far}`;
	});
	return (
		<>
			<AbsoluteFill
				style={{
					background: `radial-gradient(circle at 50% 45%, ${withAlpha(palette.surface, 0)} 40%, ${withAlpha(isDark(palette.background) ? "#000000" : palette.text, 0.16)} 100%)`,
				}}
			/>
			<Specks scene={scene} strength={0.32} large={1.3} />
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				<path d={hatch.join(" ")} fill="none" stroke={withAlpha(palette.accent, 0.75)} strokeWidth={u(3)} strokeLinecap="round" />
				<path d={frame.join(" ")} fill="none" stroke={palette.text} strokeWidth={u(5)} strokeLinecap="round" />
			</svg>
		</>
	);
};

/** Print of two inks that do not quite meet: a rastered sun, the paper's grain. */
export const Raster = ({ scene, time, turn, reach, crowded }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const dot = Math.round(u(26));
	const size = crowded ? u(170) : Math.min(width, height) * 1.06 * reach;
	const right = turn % 2 === 0;
	const cx = right ? width - size * 0.1 : size * 0.1;
	const cy = turn % 4 < 2 ? height - size * 0.08 : size * 0.06;
	const away = (u(13) + Math.sin(time * 0.8) * u(3)) * (crowded ? 0.4 : 1);
	const tint = isDark(palette.background) ? 0.5 : 0.4;
	return (
		<>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				<circle cx={cx + away} cy={cy + away} r={size * 0.42} fill={mix(palette.background, palette.accent2, tint)} />
				<circle cx={cx} cy={cy} r={size * 0.3} fill={palette.accent} />
			</svg>
			<div
				style={{
					position: "absolute",
					left: cx - size / 2,
					top: cy - size / 2,
					width: size,
					height: size,
					backgroundImage: dotTile(palette.accent, dot, dot * 0.24),
					backgroundSize: `${dot}px ${dot}px`,
					backgroundPosition: `${(time * u(3)) % dot}px 0px`,
					clipPath: "circle(49%)",
					opacity: 0.55,
				}}
			/>
			<Specks scene={scene} strength={0.2} />
		</>
	);
};

/** Rays from below that turn slowly, as on covers of old records. */
export const Rays = ({ scene, time, turn, reach }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const far = Math.hypot(width, height) * 1.1;
	const count = 18;
	const cx = turn % 2 === 0 ? width * 0.88 : width * 0.12;
	const cy = height * 1.04;
	const ray = mix(palette.background, palette.accent, isDark(palette.background) ? 0.14 : 0.13);
	const at = (angle: number, radius: number) => `${cx + Math.cos(angle) * radius},${cy + Math.sin(angle) * radius}`;
	return (
		<svg width={width} height={height} role="presentation">
			{places(count).map(({ key, index }) => {
				const angle = ((index + (time * 0.12) / 1) / count) * Math.PI * 2;
				const half = Math.PI / count / 2;
				return <polygon key={key} points={`${cx},${cy} ${at(angle - half, far)} ${at(angle + half, far)}`} fill={ray} />;
			})}
			{[330, 270, 210, 150].map((radius, index) => (
				<circle
					key={radius}
					cx={cx}
					cy={cy}
					r={u(radius) * reach + Math.sin(time * 1.1 - index * 0.6) * u(6)}
					fill={[palette.accent2, palette.accent, palette.surface, palette.text][index]}
				/>
			))}
		</svg>
	);
};
