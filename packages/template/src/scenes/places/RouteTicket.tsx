import { random } from "remotion";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { tonesOf } from "../parts/tone";
import type { RouteMapProps } from "./RouteMap";

/** Stripes of uneven width, where the stub has no words. */
const Stripes = ({ scene, width, height, color }: { scene: SceneLook; width: number; height: number; color: string }) => {
	const across = scene.ratio === "wide";
	const long = across ? height : width;
	const bars = Array.from({ length: 34 }, (_, index) => ({
		at: (long / 34) * index,
		size: (long / 34) * (0.25 + 0.6 * random(`${scene.seed}${index}`)),
	}));
	return (
		<svg width={width} height={height} role="presentation" style={{ display: "block" }}>
			{bars.map(({ at, size }) => (
				<rect key={at} {...(across ? { x: 0, y: at, width, height: size } : { x: at, y: 0, width: size, height })} fill={color} />
			))}
		</svg>
	);
};

/** A ticket with a torn-off stub, laid aslant: both names as large as it allows, the way as dots between them. */
export const RouteTicket = ({ scene, title, from, to, via = [], note }: { scene: SceneLook } & RouteMapProps) => {
	const { u, box, by, palette, voices, motion, ratio, radius } = scene;
	const tone = tonesOf(scene).accent;
	const across = ratio === "wide";
	const ticket = {
		width: box.width,
		height: Math.min(box.height, by({ wide: box.height * 0.92, tall: box.height * 0.86, square: box.height * 0.94 })),
	};
	const stub = across ? ticket.width * 0.24 : ticket.height * 0.22;
	const body = across
		? { width: ticket.width - stub, height: ticket.height }
		: { width: ticket.width, height: ticket.height - stub };
	const padding = u(by({ wide: 64, tall: 60, square: 48 }));
	const inner = { width: body.width - 2 * padding, height: body.height - 2 * padding };
	const voice = { ...voices.heading, lineHeight: 1.02 };
	const head = useFittedText(scene, voices.strong, title ?? "", {
		width: inner.width,
		height: u(110),
		maxSize: by({ wide: 42, tall: 48, square: 38 }),
		minSize: 22,
		maxLines: 2,
	});
	const headHeight = title ? head.height + u(20) : 0;
	const way = u(90);
	const names = useFittedGroup(scene, voice, [from, to], {
		width: inner.width,
		height: (inner.height - headHeight - way) / 2,
		maxSize: by({ wide: 230, tall: 210, square: 150 }),
		minSize: 40,
	});
	const small = [...via, ...(note ? [note] : [])];
	const aside = useFittedGroup(scene, voices.strong, small, {
		width: across ? stub - u(70) : inner.width,
		height: ((across ? inner.height : stub - padding) / Math.max(1, small.length)) * 0.9,
		maxSize: by({ wide: 48, tall: 52, square: 42 }),
		minSize: 20,
	});
	const shown = motion.enter(-0.5, 1.2);
	const drawn = motion.enter(0.2, 1.3, easeInOut);
	const notch = u(44);
	const [start, end] = names;
	if (!start || !end) return null;
	return (
		<Stage scene={scene} style={{ justifyContent: "center", alignItems: "flex-start" }}>
			<div
				style={{
					position: "relative",
					width: ticket.width,
					height: ticket.height,
					backgroundColor: tone.fill,
					borderRadius: Math.max(radius, u(10)),
					transform: `translateY(${(1 - shown) * scene.height}px) rotate(${-1.4 + (1 - shown) * 9 + motion.through * 0.6}deg)`,
				}}
			>
				<div
					style={{
						position: "absolute",
						left: padding,
						top: padding,
						width: inner.width,
						height: inner.height,
						display: "flex",
						flexDirection: "column",
						justifyContent: "space-between",
					}}
				>
					{title ? (
						<FittedLines
							scene={scene}
							voice={voices.strong}
							fitted={head}
							color={tone.ink}
							start={0.1}
							reveal="fade"
							align="left"
						/>
					) : null}
					<FittedLines scene={scene} voice={voice} fitted={start} color={tone.ink} start={0.1} align="left" />
					<svg width={inner.width} height={way} role="presentation" style={{ display: "block", flex: "none" }}>
						<path
							d={`M${u(16)} ${way / 2}H${inner.width - u(16)}`}
							stroke={tone.ink}
							strokeWidth={u(8)}
							strokeLinecap="round"
							strokeDasharray={`${u(1)} ${u(24)}`}
							strokeOpacity={0.5}
						/>
						<circle cx={u(16) + (inner.width - u(32)) * drawn} cy={way / 2} r={u(22)} fill={tone.ink} />
					</svg>
					<FittedLines scene={scene} voice={voice} fitted={end} color={tone.ink} start={0.5} align="left" />
				</div>
				<div
					style={{
						position: "absolute",
						...(across
							? { left: body.width, top: u(30), bottom: u(30), borderLeft: `${u(6)}px dashed ${palette.background}` }
							: { left: u(30), right: u(30), top: body.height, borderTop: `${u(6)}px dashed ${palette.background}` }),
					}}
				/>
				{[0, 1].map((side) => (
					<div
						key={side}
						style={{
							position: "absolute",
							width: notch * 2,
							height: notch * 2,
							borderRadius: notch,
							backgroundColor: palette.background,
							left: across ? body.width - notch : side === 0 ? -notch : ticket.width - notch,
							top: across ? (side === 0 ? -notch : ticket.height - notch) : body.height - notch,
						}}
					/>
				))}
				<div
					style={{
						position: "absolute",
						...(across
							? { left: body.width + u(40), top: padding, width: stub - u(70), height: inner.height }
							: { left: padding, top: body.height + u(24), width: inner.width, height: stub - u(48) }),
						display: "flex",
						flexDirection: "column",
						justifyContent: "space-between",
					}}
				>
					{small.length === 0 ? (
						<Stripes
							scene={scene}
							width={across ? stub - u(70) : inner.width}
							height={across ? inner.height : stub - u(48)}
							color={tone.ink}
						/>
					) : null}
					{keyed(small, String).map(({ key, index }) => {
						const fitted = aside[index];
						return fitted ? (
							<FittedLines
								key={key}
								scene={scene}
								voice={voices.strong}
								fitted={fitted}
								color={tone.ink}
								start={0.5 + index * 0.15}
								align="left"
							/>
						) : null;
					})}
				</div>
			</div>
		</Stage>
	);
};
