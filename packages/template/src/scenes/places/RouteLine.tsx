import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import type { RouteMapProps } from "./RouteMap";
import { stopsOf } from "./stops";

/** A line through the picture: from its lower left to its upper right where it is wide, from head to foot where it is tall. */
export const RouteLine = ({ scene, ...props }: { scene: SceneLook } & RouteMapProps) => {
	const { u, box, by, palette, voices, motion, ratio, width, height } = scene;
	const stops = stopsOf(props);
	const count = stops.length;
	const across = ratio === "wide";
	const head = useHead(scene, props.title, {
		width: box.width * (across ? 0.6 : 1),
		size: by({ wide: 84, tall: 104, square: 68 }),
		gap: 36,
		share: 0.18,
	});
	const note = useFittedText(scene, voices.strong, props.note ?? "", {
		width: across ? box.width : box.width - u(130),
		height: u(80),
		maxSize: by({ wide: 48, tall: 54, square: 42 }),
		minSize: 24,
		maxLines: 1,
	});
	const foot = props.note ? note.height + u(30) : 0;
	const room = { top: box.y + head.height, height: box.height - head.height - foot };
	const slot = across ? box.width / count : room.height / count;
	const voice = { ...voices.heading, lineHeight: 1.04 };
	const names = useFittedGroup(
		scene,
		voice,
		stops,
		across
			? { width: slot - u(30), height: room.height * 0.4, maxSize: count > 3 ? 84 : 170, minSize: 28 }
			: { width: box.width - u(130), height: slot * 0.7, maxSize: by({ wide: 120, tall: 150, square: 96 }), minSize: 28 },
	);
	const drawn = motion.enter(-0.3, Math.min(2, motion.beats * 0.6), easeInOut);
	const step = motion.stagger(count, 0, 0.5);
	// The line climbs a little from stop to stop.
	const climb = across ? Math.min(u(220), room.height * 0.3) : 0;
	const spots = stops.map((_, index) =>
		across
			? {
					x: box.x + slot * index + u(26),
					y: room.top + room.height * 0.36 + climb * 0.5 - (climb * index) / Math.max(1, count - 1),
				}
			: { x: box.x + u(40), y: room.top + slot * (index + 0.5) },
	);
	const [first, last] = [spots[0], spots.at(-1)];
	if (!first || !last) return null;
	const way = across
		? `M${-u(40)} ${first.y + u(20)}L${spots.map(({ x, y }) => `${x} ${y}`).join("L")}L${width + u(40)} ${last.y - u(30)}`
		: `M${first.x} ${room.top - u(30)}L${first.x} ${height + u(20)}`;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					<path d={way} fill="none" stroke={palette.line} strokeWidth={u(14)} strokeLinejoin="round" />
					<path
						d={way}
						fill="none"
						stroke={palette.accent}
						strokeWidth={u(14)}
						strokeLinejoin="round"
						pathLength={1}
						strokeDasharray={`${drawn} 2`}
					/>
					{keyed(spots, ({ x, y }) => `${x}/${y}`).map(({ key, item: spot, index }) => {
						const end = index === 0 || index === count - 1;
						return (
							<g key={key} transform={`translate(${spot.x} ${spot.y}) scale(${motion.pop(index * step, 0.8)})`}>
								<circle r={u(end ? 44 : 30)} fill={palette.background} />
								<circle r={u(end ? 32 : 20)} fill={end ? palette.text : palette.accent} />
							</g>
						);
					})}
				</svg>
			}
		>
			<HeadLines scene={scene} head={head} />
			{keyed(stops, String).map(({ key, index }) => {
				const [name, spot] = [names[index], spots[index]];
				if (!name || !spot) return null;
				const place = across
					? { left: spot.x - box.x - u(26), top: spot.y - box.y + u(64) }
					: { left: u(130), top: spot.y - box.y - name.height / 2 };
				return (
					<FittedLines
						key={key}
						scene={scene}
						voice={voice}
						fitted={name}
						color={palette.text}
						start={index * step}
						align="left"
						style={{ position: "absolute", ...place }}
					/>
				);
			})}
			{props.note ? (
				<FittedLines
					scene={scene}
					voice={voices.strong}
					fitted={note}
					color={palette.accent}
					start={0.7}
					align="left"
					style={{ position: "absolute", left: across ? 0 : u(130), bottom: 0 }}
				/>
			) : null}
		</Stage>
	);
};
