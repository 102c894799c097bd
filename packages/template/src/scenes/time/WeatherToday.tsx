import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { Subject } from "../../objects/Subject";
import { Rule } from "../parts/Rule";
import { tonesOf } from "../parts/tone";
import { fillOf, OBJECT_OF } from "./sky";
import type { WeatherProps } from "./Weather";

/** The first day fills the picture; the others follow as lines. */
export const Today = ({ props }: { props: WeatherProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio, width, height } = scene;
	const [today, ...rest] = props.days;
	const beside = ratio === "wide";
	const art = by({
		wide: Math.min(height * (rest.length > 0 ? 0.66 : 0.92), width * 0.5),
		tall: width * 0.86,
		square: width * 0.6,
	});
	const restWidth = beside ? box.width * 0.46 : box.width;
	const rowRoom = beside ? box.height * 0.5 : box.height * by({ wide: 0.3, tall: 0.36, square: 0.34 });
	const row = rest.length === 0 ? 0 : Math.min(rowRoom / rest.length, u(110));
	const voice = { ...voices.number, lineHeight: 0.98, letterSpacing: -0.04 };
	const titleWidth = by({ wide: box.width * 0.5, tall: box.width * 0.56, square: box.width * 0.6 });
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: titleWidth,
		height: u(150),
		maxSize: by({ wide: 72, tall: 88, square: 60 }),
		minSize: 30,
		maxLines: 2,
	});
	const day = useFittedText(scene, voices.heading, today?.day ?? "", {
		width: box.width * 0.5,
		height: u(100),
		maxSize: 64,
		minSize: 26,
		maxLines: 1,
	});
	const high = useFittedText(scene, voice, today?.high ?? "", {
		width: beside ? box.width * 0.5 : box.width * 0.62,
		height: box.height * by({ wide: 0.34, tall: 0.2, square: 0.24 }),
		maxSize: by({ wide: 380, tall: 340, square: 240 }),
		minSize: 60,
		maxLines: 1,
	});
	const low = useFittedText(scene, voices.number, today?.low ?? "", {
		width: box.width * 0.3,
		height: u(110),
		maxSize: 84,
		minSize: 30,
		maxLines: 1,
	});
	const names = useFittedGroup(
		scene,
		voices.strong,
		rest.map((one) => one.day),
		{ width: restWidth * 0.4, height: row * 0.7, maxSize: 50, minSize: 22, maxLines: 1 },
	);
	const values = useFittedGroup(
		scene,
		voices.number,
		rest.map((one) => [one.high, one.low].filter(Boolean).join("  ")),
		{ width: restWidth * 0.36, height: row * 0.7, maxSize: 54, minSize: 22, maxLines: 1 },
	);
	const step = motion.stagger(rest.length, 0.6, 0.16);
	if (!today) return null;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "space-between", alignItems: "flex-start" }}
			bleed={
				<>
					<div
						style={{
							position: "absolute",
							left: 0,
							top: 0,
							width,
							height,
							backgroundColor: fillOf(scene, today),
							opacity: motion.enter(-0.5, 0.6),
						}}
					/>
					<div
						style={{
							position: "absolute",
							left: width - art * by({ wide: 0.86, tall: 0.72, square: 0.78 }),
							top: by({ wide: -art * 0.2, tall: -art * 0.06, square: -art * 0.16 }),
						}}
					>
						<Subject scene={scene} id={OBJECT_OF[today.sky]} size={art} start={-0.4} />
					</div>
				</>
			}
		>
			<div style={{ width: titleWidth }}>
				{props.title ? (
					<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={-0.1} align="left" />
				) : null}
			</div>
			<div
				style={{
					width: box.width,
					display: "flex",
					flexDirection: beside ? "row" : "column",
					justifyContent: "space-between",
					alignItems: beside ? "flex-end" : "flex-start",
					gap: u(36),
				}}
			>
				<div>
					<FittedLines
						scene={scene}
						voice={voices.heading}
						fitted={day}
						color={tonesOf(scene).base.ink}
						start={0.1}
						align="left"
					/>
					<div style={{ display: "flex", alignItems: "flex-end", gap: u(30) }}>
						{today.high ? (
							<FittedLines scene={scene} voice={voice} fitted={high} color={palette.text} start={0.2} align="left" />
						) : null}
						{today.low ? (
							<FittedLines
								scene={scene}
								voice={voices.number}
								fitted={low}
								color={palette.muted}
								start={0.35}
								align="left"
								style={{ marginBottom: u(16) }}
							/>
						) : null}
					</div>
				</div>
				<div style={{ width: restWidth }}>
					{keyed(rest, (one) => one.day).map(({ key, item, index }) => {
						const [name, value] = [names[index], values[index]];
						const start = 0.6 + index * step;
						return name && value ? (
							<div key={key} style={{ height: row }}>
								<Rule scene={scene} width={restWidth} start={start - 0.1} color={palette.text} thick={2} />
								<div style={{ height: row - u(2), display: "flex", alignItems: "center", justifyContent: "space-between" }}>
									<FittedLines
										scene={scene}
										voice={voices.strong}
										fitted={name}
										color={palette.text}
										start={start}
										align="left"
										style={{ width: restWidth * 0.4 }}
									/>
									<Subject scene={scene} id={OBJECT_OF[item.sky]} size={row * 0.8} start={start} still />
									<FittedLines
										scene={scene}
										voice={voices.number}
										fitted={value}
										color={palette.text}
										start={start}
										align="left"
									/>
								</div>
							</div>
						) : null;
					})}
				</div>
			</div>
		</Stage>
	);
};
