import { keyed } from "../../design/keyed";
import { easeOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { type Tone, tonesOf } from "../parts/tone";
import type { VersusProps } from "./Versus";

/** Two halves that meet in the middle; the label of each row stands on the line between its two values. */
export const VersusDuel = ({ scene, title, sides, rows, highlight }: { scene: SceneLook } & VersusProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tones = tonesOf(scene);
	const head = useHead(scene, title, { size: by({ wide: 72, tall: 88, square: 60 }), gap: 0, share: 0.16 });
	const top = head.height === 0 ? 0 : box.y * 0.7 + head.height + u(36);
	const inside = { y: Math.max(top + u(44), box.y), bottom: box.y + box.height };
	const half = width / 2 - box.x - u(by({ wide: 56, tall: 30, square: 30 }));
	const names = useFittedGroup(scene, voices.heading, sides, {
		width: half,
		height: (inside.bottom - inside.y) * 0.26,
		maxSize: by({ wide: 150, tall: 112, square: 88 }),
		minSize: 32,
		maxLines: 2,
	});
	const nameHeight = Math.max(...names.map((name) => name.height)) + u(30);
	const row = (inside.bottom - inside.y - nameHeight) / rows.length;
	const label = u(by({ wide: 72, tall: 76, square: 60 }));
	const labels = useFittedGroup(
		scene,
		voices.strong,
		rows.map((one) => one.label),
		{ width: box.width * 0.6, height: label * 0.7, maxSize: by({ wide: 44, tall: 44, square: 36 }), minSize: 20, maxLines: 1 },
	);
	const values = useFittedGroup(
		scene,
		voices.number,
		rows.flatMap((one) => [one.values[0] ?? "", one.values[1] ?? ""]),
		{
			width: half,
			height: Math.max(u(40), row - label),
			maxSize: (rows.length <= 2 ? 1.5 : 1.1) * by({ wide: 110, tall: 100, square: 76 }),
			minSize: 24,
			maxLines: 2,
		},
	);
	const met = motion.enter(-0.45, 0.9, easeOut);
	const step = motion.stagger(rows.length, 0.3, 0.34);
	const chosen = highlight === undefined ? 0 : sides.indexOf(highlight);
	const toneOf = (index: number): Tone => (index === chosen ? tones.accent : tones.surface);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: box.y * 0.7 }}
			bleed={
				<>
					{sides.slice(0, 2).map((name, index) => {
						const tone = toneOf(index);
						const fitted = names[index];
						return (
							<div
								key={`${index === 0 ? "first" : "second"}${name}`}
								style={{
									position: "absolute",
									left: index === 0 ? 0 : width / 2,
									top,
									width: width / 2 + 0.5,
									height: height - top,
									backgroundColor: tone.fill,
									transform: `translateX(${(1 - met) * (index === 0 ? -100 : 100)}%)`,
								}}
							>
								{fitted ? (
									<FittedLines
										scene={scene}
										voice={voices.heading}
										fitted={fitted}
										color={tone.ink}
										start={0}
										align="left"
										style={{
											position: "absolute",
											left: index === 0 ? box.x : width / 2 - box.x - half,
											top: inside.y - top,
											width: half,
										}}
									/>
								) : null}
								{keyed(rows, (one) => one.label).map(({ key, index: at }) => {
									const value = values[at * 2 + index];
									return value ? (
										<FittedLines
											key={key}
											scene={scene}
											voice={voices.number}
											fitted={value}
											color={tone.ink}
											start={0.35 + at * step}
											align="left"
											style={{
												position: "absolute",
												left: index === 0 ? box.x : width / 2 - box.x - half,
												top: inside.y - top + nameHeight + row * at + label,
												width: half,
											}}
										/>
									) : null;
								})}
							</div>
						);
					})}
					{keyed(rows, (one) => one.label).map(({ key, index: at }) => {
						const fitted = labels[at];
						const shown = motion.enter(0.3 + at * step, 0.8);
						return fitted ? (
							<div
								key={key}
								style={{
									position: "absolute",
									left: 0,
									width,
									top: inside.y + nameHeight + row * at + (label - fitted.height) / 2 - u(8),
									display: "flex",
									justifyContent: "center",
								}}
							>
								<div
									style={{
										padding: `${u(8)}px ${u(26)}px`,
										backgroundColor: palette.background,
										borderRadius: Math.min(scene.radius * 2, label),
										clipPath: `inset(0 ${(1 - shown) * 50}%)`,
									}}
								>
									<FittedLines
										scene={scene}
										voice={voices.strong}
										fitted={fitted}
										color={palette.text}
										reveal="none"
										align="center"
									/>
								</div>
							</div>
						) : null;
					})}
				</>
			}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};
