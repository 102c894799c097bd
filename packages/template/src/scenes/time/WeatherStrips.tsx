import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type Rect, useScene } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { Subject } from "../../objects/Subject";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { innerOf } from "../parts/tiles";
import { fillOf, OBJECT_OF } from "./sky";
import type { WeatherProps } from "./Weather";

/** Strips from head to foot, or bands from edge to edge where the picture is tall: a sky for each day. */
export const Strips = ({ props }: { props: WeatherProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio, width, height } = scene;
	const across = ratio !== "tall";
	const count = props.days.length;
	const head = useHead(scene, props.title, { size: by({ wide: 84, tall: 108, square: 72 }), gap: 0, share: 0.2 });
	const top = head.height === 0 ? 0 : box.y * (across ? 0.7 : 1) + head.height + u(36);
	const fields: Rect[] = props.days.map((_, index) =>
		across
			? { x: (width * index) / count, y: top, width: width / count, height: height - top }
			: { x: 0, y: top + ((height - top) * index) / count, width, height: (height - top) / count },
	);
	const inners = fields.map((field) => innerOf(field, box, u(across ? 30 : 22)));
	const inner = { width: Math.min(...inners.map((one) => one.width)), height: Math.min(...inners.map((one) => one.height)) };
	const art = across ? Math.min(inner.width * 1.02, inner.height * 0.42) : Math.min(inner.height, inner.width * 0.24);
	const column = across ? inner.width : (inner.width - art - u(60)) / 2;
	const days = useFittedGroup(
		scene,
		voices.heading,
		props.days.map((one) => one.day),
		{
			width: column,
			height: inner.height * (across ? 0.16 : 0.6),
			maxSize: by({ wide: 64, tall: 76, square: 48 }),
			minSize: 20,
			maxLines: 1,
		},
	);
	const highs = useFittedGroup(
		scene,
		voices.number,
		props.days.map((one) => one.high ?? ""),
		{
			width: column,
			height: inner.height * (across ? 0.26 : 0.7),
			maxSize: by({ wide: 150, tall: 130, square: 96 }),
			minSize: 24,
			maxLines: 1,
		},
	);
	const lows = useFittedGroup(
		scene,
		voices.number,
		props.days.map((one) => one.low ?? ""),
		{
			width: column,
			height: inner.height * (across ? 0.12 : 0.3),
			maxSize: by({ wide: 64, tall: 56, square: 44 }),
			minSize: 20,
			maxLines: 1,
		},
	);
	const step = motion.stagger(count, 0, 0.2);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: across ? box.y * 0.7 : box.y }}
			bleed={keyed(props.days, (one) => one.day).map(({ key, item, index }) => {
				const [field, place, day, high, low] = [fields[index], inners[index], days[index], highs[index], lows[index]];
				if (!field || !place || !day || !high || !low) return null;
				const start = -0.35 + index * step;
				const temperatures = (
					<div>
						{item.high ? (
							<FittedLines
								scene={scene}
								voice={voices.number}
								fitted={high}
								color={palette.text}
								start={start + 0.5}
								align="left"
							/>
						) : null}
						{item.low ? (
							<FittedLines
								scene={scene}
								voice={voices.number}
								fitted={low}
								color={palette.muted}
								start={start + 0.6}
								align="left"
							/>
						) : null}
					</div>
				);
				return (
					<Panel
						key={key}
						scene={scene}
						rect={field}
						fill={fillOf(scene, item)}
						from={across ? "bottom" : "left"}
						start={start}
						style={{ overflow: "hidden" }}
					>
						<div
							style={{
								position: "absolute",
								left: place.x - field.x,
								top: place.y - field.y,
								width: inner.width,
								height: inner.height,
								display: "flex",
								flexDirection: across ? "column" : "row",
								justifyContent: "space-between",
								alignItems: across ? "flex-start" : "center",
							}}
						>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={day}
								color={palette.text}
								start={start + 0.3}
								align="left"
								style={across ? {} : { width: column }}
							/>
							<Subject scene={scene} id={OBJECT_OF[item.sky]} size={art} start={start + 0.35} />
							<div style={across ? {} : { width: column, display: "flex", justifyContent: "flex-end" }}>{temperatures}</div>
						</div>
					</Panel>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};
