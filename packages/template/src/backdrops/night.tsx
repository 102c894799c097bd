import { AbsoluteFill, random } from "remotion";
import { isDark, mix, withAlpha } from "../design/color";
import { places } from "../design/keyed";
import { dotTile } from "./tile";
import type { BackdropProps } from "./types";

/** A line as a tube of light: broad and faint, then narrow and bright. */
const Tube = ({ d, color, size, strength }: { d: string; color: string; size: number; strength: number }) => (
	<g fill="none" strokeLinecap="round" strokeLinejoin="round" opacity={strength}>
		<path d={d} stroke={withAlpha(color, 0.1)} strokeWidth={size * 9} />
		<path d={d} stroke={withAlpha(color, 0.2)} strokeWidth={size * 4} />
		<path d={d} stroke={color} strokeWidth={size * 1.5} />
		<path d={d} stroke={mix(color, "#ffffff", 0.7)} strokeWidth={size * 0.6} />
	</g>
);

/** A street at night: a floor of lines that come nearer, and tubes of light at the sides. */
export const Neon = ({ scene, time, turn, reach, crowded }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const horizon = crowded ? height - u(76) : height * (1 - 0.17 * (0.3 + 0.7 * reach));
	const depth = height - horizon;
	const cx = width * (turn % 2 === 0 ? 0.62 : 0.38);
	const rows = places(8).map(({ key, index }) => {
		const part = (index + ((time * 0.6) % 1)) / 8;
		return { key, y: horizon + depth * part ** 2.2, alpha: 0.08 + part * 0.5 };
	});
	const flicker = random(`flicker-${Math.floor(time * 12)}`) < 0.06 ? 0.55 : 1;
	const right = turn % 2 === 0;
	const x = right ? width - u(96) : u(96);
	const inward = right ? -1 : 1;
	return (
		<>
			<AbsoluteFill
				style={{
					background: `linear-gradient(${palette.background} 30%, ${mix(palette.background, palette.accent, 0.2)} ${(horizon / height) * 100}%, ${palette.background} ${(horizon / height) * 100 + 0.2}%)`,
				}}
			/>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				<g strokeWidth={u(2.5)}>
					{rows.map((row) => (
						<line key={row.key} x1={0} x2={width} y1={row.y} y2={row.y} stroke={withAlpha(palette.accent2, row.alpha)} />
					))}
					{places(17).map(({ key, index }) => {
						const spread = (index - 8) * width * 0.2;
						return (
							<line
								key={key}
								x1={cx + spread * 0.16}
								y1={horizon}
								x2={cx + spread}
								y2={height}
								stroke={withAlpha(palette.accent2, 0.3)}
							/>
						);
					})}
				</g>
				<Tube d={`M0 ${horizon}H${width}`} color={palette.accent} size={u(2.4)} strength={0.9} />
				{crowded ? null : (
					<>
						<Tube
							d={`M${x} ${-u(20)}V${height * 0.2}q0 ${u(50)} ${inward * u(50)} ${u(50)}h${inward * u(150)}`}
							color={palette.accent}
							size={u(5)}
							strength={flicker}
						/>
						<Tube
							d={`M${x + inward * u(44)} ${-u(20)}V${height * 0.13}q0 ${u(50)} ${inward * u(50)} ${u(50)}h${inward * u(250)}`}
							color={palette.accent2}
							size={u(4)}
							strength={0.9}
						/>
					</>
				)}
			</svg>
		</>
	);
};

/** A matrix of dots in which patterns run, and corner marks of a viewfinder. */
export const Matrix = ({ scene, time, turn, calm }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const cell = Math.round(u(45));
	const beat = Math.floor(time * 5);
	const lit = places(calm ? 10 : 26).map(({ key, index }) => {
		const column = Math.floor(random(`c-${index}-${turn}`) ** 0.5 * (width / cell));
		const row = Math.floor(random(`r-${index}-${Math.floor((beat + index) / 6)}`) * (height / cell));
		return { key, x: column * cell, y: row * cell, strong: random(`s-${index}-${Math.floor((beat + index) / 6)}`) };
	});
	const margin = u(46);
	const arm = u(56);
	const corner = (x: number, y: number, dx: number, dy: number) => `M${x + dx * arm} ${y}H${x}V${y + dy * arm}`;
	return (
		<>
			<AbsoluteFill
				style={{
					backgroundImage: dotTile(withAlpha(palette.text, isDark(palette.background) ? 0.17 : 0.2), cell, u(2.3)),
					backgroundSize: `${cell}px ${cell}px`,
				}}
			/>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				{lit.map((dot) => (
					<rect
						key={dot.key}
						x={dot.x + cell / 2 - cell * 0.22}
						y={dot.y + cell / 2 - cell * 0.22}
						width={cell * 0.44}
						height={cell * 0.44}
						fill={dot.strong > 0.8 ? palette.accent2 : palette.accent}
						opacity={0.12 + dot.strong * 0.5}
					/>
				))}
				<path
					d={[
						corner(margin, margin, 1, 1),
						corner(width - margin, margin, -1, 1),
						corner(margin, height - margin, 1, -1),
						corner(width - margin, height - margin, -1, -1),
					].join(" ")}
					fill="none"
					stroke={palette.accent}
					strokeWidth={u(4)}
				/>
				<rect
					x={0}
					y={((time * 0.11) % 1.2) * height - u(160)}
					width={width}
					height={u(160)}
					fill={withAlpha(palette.accent, 0.045)}
				/>
			</svg>
		</>
	);
};

/** The part of `value` from 0 to below 1, also of a negative value. */
const wrapped = (value: number): number => ((value % 1) + 1) % 1;

/** A cinema's screen: black bars, a vignette, one long flare, dust in the light. */
export const Screen = ({ scene, time, turn, calm }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const bar = scene.ratio === "wide" ? height * 0.068 : height * 0.05;
	const right = turn % 2 === 0;
	const flare = height * (0.24 + (turn % 3) * 0.24) + Math.sin(time * 0.3) * u(26);
	const at = (right ? 74 : 26) + Math.sin(time * 0.25) * 8;
	const ink = isDark(palette.background) ? "#000000" : palette.text;
	return (
		<>
			<AbsoluteFill
				style={{
					background: `radial-gradient(ellipse 75% 90% at ${at}% 46%, ${mix(palette.background, palette.accent, 0.28)}, ${palette.background} 62%, ${mix(palette.background, "#000000", isDark(palette.background) ? 0.6 : 0.12)} 100%)`,
				}}
			/>
			<div
				style={{
					position: "absolute",
					top: flare - u(2),
					width,
					height: u(4),
					background: `linear-gradient(90deg, transparent, ${withAlpha(palette.accent2, 0.7)} ${at}%, transparent)`,
				}}
			/>
			<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
				{places(calm ? 8 : 26).map(({ key, index }) => {
					const drift = (random(`v-${index}`) * 0.02 + 0.006) * time;
					const x = ((random(`x-${index}-${turn}`) + drift) % 1) * width;
					const y = wrapped(random(`y-${index}-${turn}`) - drift * 0.6) * height;
					return (
						<circle
							key={key}
							cx={x}
							cy={y}
							r={u(1 + random(`s-${index}`) * 4)}
							fill={withAlpha(palette.text, 0.06 + random(`a-${index}`) * 0.16)}
						/>
					);
				})}
				<rect width={width} height={bar} fill={ink} />
				<rect y={height - bar} width={width} height={bar} fill={ink} />
			</svg>
		</>
	);
};
