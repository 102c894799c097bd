import { random } from "remotion";
import { isDark, mix, withAlpha } from "../design/color";
import type { BackdropProps } from "./types";

const light = (color: string, strength: number) =>
	`radial-gradient(closest-side, ${withAlpha(color, strength)}, ${withAlpha(color, strength * 0.55)} 38%, ${withAlpha(color, strength * 0.16)} 70%, ${withAlpha(color, 0)})`;

/** Two lights that wander slowly, and the rings of something large at the edge of the picture. */
export const Glow = ({ scene, time, turn, calm }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const dark = isDark(palette.background);
	const strength = dark ? 0.34 : 0.2;
	const size = Math.max(width, height) * 0.95;
	const side = (x: number) => (turn % 2 === 1 ? 1 - x : x);
	const orbs = [
		{ color: palette.accent, x: 0.88, y: 0.04, strength, phase: 0 },
		{ color: palette.accent2, x: 0.08, y: 0.98, strength: strength * 0.6, phase: 2.1 },
	].map((orb) => ({
		...orb,
		cx: width * side(orb.x) + Math.sin(time * 0.35 + orb.phase) * width * 0.05,
		cy: height * orb.y + Math.cos(time * 0.28 + orb.phase) * height * 0.06,
	}));
	const centre = { x: width * side(1), y: 0 };
	return (
		<>
			{orbs.map((orb) => (
				<div
					key={orb.phase}
					style={{
						position: "absolute",
						width: size,
						height: size,
						transform: `translate(${orb.cx - size / 2}px, ${orb.cy - size / 2}px)`,
						background: light(orb.color, orb.strength),
					}}
				/>
			))}
			{calm ? null : (
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					<g fill="none" stroke={withAlpha(palette.text, dark ? 0.07 : 0.09)} strokeWidth={u(1.5)}>
						{[190, 300, 410].map((radius, index) => (
							<circle key={radius} cx={centre.x} cy={centre.y} r={u(radius) + Math.sin(time * 0.5 + index) * u(7)} />
						))}
					</g>
					{[
						{ radius: 300, turn: 9, color: palette.accent, length: 52 },
						{ radius: 410, turn: -6, color: palette.accent2, length: 34 },
					].map((arc, index) => (
						<circle
							key={arc.radius}
							cx={centre.x}
							cy={centre.y}
							r={u(arc.radius) + Math.sin(time * 0.5 + index + 1) * u(7)}
							fill="none"
							stroke={withAlpha(arc.color, 0.6)}
							strokeWidth={u(3)}
							strokeLinecap="round"
							pathLength={360}
							strokeDasharray={`${arc.length} ${360 - arc.length}`}
							strokeDashoffset={-(70 + turn * 25 + index * 40 + time * arc.turn)}
						/>
					))}
				</svg>
			)}
		</>
	);
};

/** Large flat forms cut by the edge of the picture. */
export const Shapes = ({ scene, time, turn }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const side = turn % 2 === 0 ? 1 : -1;
	const drift = Math.sin(time * 0.3) * u(18);
	return (
		<svg width={width} height={height} role="presentation">
			<circle
				cx={width / 2 + side * (width * 0.5)}
				cy={height * 0.04 + drift}
				r={u(430)}
				fill={mix(palette.background, palette.accent, isDark(palette.background) ? 0.16 : 0.1)}
			/>
			<circle
				cx={width / 2 - side * (width * 0.52)}
				cy={height * 1.02 - drift}
				r={u(360)}
				fill={mix(palette.background, palette.accent2, isDark(palette.background) ? 0.14 : 0.1)}
			/>
			<circle
				cx={width / 2 + side * (width * 0.5)}
				cy={height * 0.04 + drift}
				r={u(520) + Math.sin(time * 0.4) * u(8)}
				fill="none"
				stroke={withAlpha(palette.text, 0.09)}
				strokeWidth={u(2)}
			/>
		</svg>
	);
};

/** Hairlines that pass, with one light. */
export const Grid = ({ scene, time, turn, calm }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const cell = u(135);
	const shift = (time * u(9)) % cell;
	const lines = (length: number) => Array.from({ length: Math.ceil(length / cell) + 1 }, (_, index) => index * cell);
	const size = Math.max(width, height) * 0.9;
	const dots = Array.from({ length: 7 }, (_, index) => ({
		x: Math.round(random(`dot-x-${index}-${turn}`) * (width / cell)) * cell,
		y: Math.round(random(`dot-y-${index}-${turn}`) * (height / cell)) * cell,
	}));
	return (
		<>
			<div
				style={{
					position: "absolute",
					width: size,
					height: size,
					transform: `translate(${width * (turn % 2 === 0 ? 0.9 : 0.1) - size / 2}px, ${-size * 0.45 + Math.sin(time * 0.3) * u(30)}px)`,
					background: light(palette.accent, isDark(palette.background) ? 0.2 : 0.14),
				}}
			/>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				<g stroke={withAlpha(palette.text, 0.055)} strokeWidth={u(1.5)}>
					{lines(width + cell).map((x) => (
						<line key={`x${x}`} x1={x - shift} x2={x - shift} y1={0} y2={height} />
					))}
					{lines(height).map((y) => (
						<line key={`y${y}`} x1={0} x2={width} y1={y} y2={y} />
					))}
				</g>
				{calm
					? null
					: dots.map((dot) => (
							<circle key={`${dot.x}-${dot.y}`} cx={dot.x - shift} cy={dot.y} r={u(4)} fill={withAlpha(palette.accent, 0.55)} />
						))}
			</svg>
		</>
	);
};
