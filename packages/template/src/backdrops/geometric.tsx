import { isDark, mix, withAlpha } from "../design/color";
import { places } from "../design/keyed";
import type { BackdropProps } from "./types";

/** Swiss posters: a grid of columns, one solid form in the accent that is cut by the edge, a heavy rule. */
export const Poster = ({ scene, time, turn, reach }: BackdropProps) => {
	const { palette, width, height, u, by } = scene;
	const short = Math.min(width, height);
	const columns = by({ wide: 6, tall: 4, square: 4 });
	const drift = Math.sin(time * 0.35) * u(14);
	const kind = turn % 3;
	const radius = short * (kind === 0 ? 0.36 : 0.3) * reach;
	const cx = width - radius * 0.12;
	const cy = kind === 0 ? radius * 0.12 + drift : height - radius * 0.12 + drift;
	return (
		<svg width={width} height={height} role="presentation">
			<g stroke={withAlpha(palette.text, 0.09)} strokeWidth={u(1.5)}>
				{places(columns - 1).map(({ key, index }) => {
					const x = ((index + 1) * width) / columns;
					return <line key={key} x1={x} x2={x} y1={0} y2={height} />;
				})}
			</g>
			{kind === 1 ? (
				<rect x={width - u(84) * reach} y={height * 0.3 + drift * 3} width={u(84)} height={height} fill={palette.accent} />
			) : (
				<circle cx={cx} cy={cy} r={radius} fill={palette.accent} />
			)}
			<rect x={0} y={0} width={u(560) + drift * 4} height={u(18)} fill={palette.text} />
			<rect x={0} y={height - u(6)} width={width} height={u(6)} fill={palette.text} />
		</svg>
	);
};

/** Broad bands that pass slowly at a slant, barely lighter or darker than the ground. */
export const Bands = ({ scene, time, turn, crowded }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const far = Math.hypot(width, height);
	const band = u(300);
	const shift = (time * u(26)) % (band * 2);
	const tint = mix(palette.background, palette.accent, isDark(palette.background) ? 0.085 : 0.1);
	const angle = turn % 2 === 0 ? -24 : 24;
	const stripe = width / 2 + far * (crowded ? 0.43 : 0.36);
	return (
		<svg width={width} height={height} role="presentation">
			<g transform={`rotate(${angle} ${width / 2} ${height / 2})`}>
				{places(Math.ceil((far * 1.2) / (band * 2)) + 2).map(({ key, index }) => {
					const x = width / 2 - far * 0.6 + index * band * 2 + shift - band * 2;
					return <rect key={key} x={x} y={height / 2 - far * 0.6} width={band} height={far * 1.2} fill={tint} />;
				})}
				<rect x={stripe} y={height / 2 - far * 0.6} width={u(46)} height={far * 1.2} fill={palette.accent} />
				<rect x={stripe + u(70)} y={height / 2 - far * 0.6} width={u(14)} height={far * 1.2} fill={palette.accent2} />
			</g>
		</svg>
	);
};

/** Brutalist: a heavy frame, a field with hazard stripes, crosses where lines meet. */
export const Slab = ({ scene, time, turn, calm }: BackdropProps) => {
	const { palette, width, height, u } = scene;
	const edge = u(22);
	const cell = u(52);
	const shift = (time * u(34)) % (cell * 2);
	const strip = u(54);
	const top = turn % 2 === 0;
	const y = top ? edge : height - edge - strip;
	const crosses = calm ? [] : [0.25, 0.5, 0.75].flatMap((x) => [0.33, 0.67].map((part) => ({ x: x * width, y: part * height })));
	return (
		<svg width={width} height={height} role="presentation">
			<g stroke={withAlpha(palette.text, 0.22)} strokeWidth={u(2.5)}>
				{crosses.map((cross) => (
					<path
						key={`${cross.x} ${cross.y}`}
						d={`M${cross.x - u(14)} ${cross.y}h${u(28)}M${cross.x} ${cross.y - u(14)}v${u(28)}`}
					/>
				))}
			</g>
			<svg x={edge} y={y} width={width - 2 * edge} height={strip} role="presentation">
				<rect width={width} height={strip} fill={palette.accent} />
				<g fill={palette.text}>
					{places(Math.ceil(width / (cell * 2)) + 3).map(({ key, index }) => {
						const x = index * cell * 2 - cell * 3 + shift;
						return <polygon key={key} points={`${x},${strip} ${x + strip},0 ${x + strip + cell},0 ${x + cell},${strip}`} />;
					})}
				</g>
			</svg>
			<rect
				x={edge / 2}
				y={edge / 2}
				width={width - edge}
				height={height - edge}
				fill="none"
				stroke={palette.text}
				strokeWidth={edge}
			/>
			<rect x={edge} y={top ? y + strip : y - u(8)} width={width - 2 * edge} height={u(8)} fill={palette.text} />
		</svg>
	);
};

/** Toys: large plain forms in the corners that rock. */
export const Toys = ({ scene, time, turn, reach }: BackdropProps) => {
	const { palette, width, height } = scene;
	const u = (units: number) => scene.u(units) * (0.35 + 0.65 * reach);
	const dark = isDark(palette.background);
	const mixed = mix(palette.accent, palette.accent2, 0.5);
	const third = mix(palette.accent2, dark ? "#ffffff" : palette.background, 0.45);
	const rock = (phase: number, far: number) => Math.sin(time * 1.5 + phase) * far;
	const flip = turn % 2 === 1 ? -1 : 1;
	const wave = Array.from({ length: 7 }, (_, index) => `q${u(34)} ${index % 2 === 0 ? -u(64) : u(64)} ${u(68)} 0`).join(" ");
	return (
		<svg width={width} height={height} role="presentation">
			<g transform={flip < 0 ? `translate(${width} 0) scale(-1 1)` : undefined}>
				<circle cx={width - u(60)} cy={u(40) + rock(0, u(10))} r={u(235)} fill={palette.accent2} />
				<circle cx={width - u(60)} cy={u(40) + rock(0, u(10))} r={u(96)} fill={palette.background} />
				<g transform={`translate(${u(30)} ${height - u(10)}) rotate(${-14 + rock(1, 4)})`}>
					<path d={`M${-u(190)} 0 A${u(190)} ${u(190)} 0 0 1 ${u(190)} 0 Z`} fill={palette.accent} />
				</g>
				<g transform={`translate(${width - u(110)} ${height - u(96)}) rotate(${12 + rock(2, 6)})`}>
					<rect x={-u(92)} y={-u(92)} width={u(184)} height={u(184)} rx={u(36)} fill={third} />
				</g>
				<g transform={`translate(${u(96)} ${u(92)}) rotate(${rock(3, 9)})`}>
					<polygon points={`0,${-u(84)} ${u(78)},${u(56)} ${-u(78)},${u(56)}`} fill={mixed} strokeLinejoin="round" />
				</g>
				<path
					d={`M${width * 0.56} ${height - u(34) + rock(4, u(6))} ${wave}`}
					fill="none"
					stroke={palette.text}
					strokeWidth={u(12)}
					strokeLinecap="round"
				/>
			</g>
		</svg>
	);
};
