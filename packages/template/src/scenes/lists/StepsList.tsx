import { commonDirectionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { voiceStyle } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Rise } from "../parts/Rise";
import { Rule } from "../parts/Rule";
import { useWords, WordLines } from "../parts/words";
import type { StepsProps } from "./Steps";

export const StepsList = ({ scene, title, steps }: { scene: SceneLook } & StepsProps) => {
	const { u, box, by, palette, voices, motion, ratio } = scene;
	const count = steps.length;
	const beside = ratio === "wide" && Boolean(title);
	const head = useHead(scene, title, {
		width: beside ? box.width * 0.34 : box.width,
		size: by({ wide: 116, tall: 120, square: 76 }),
		gap: 40,
		share: beside ? 0.9 : 0.22,
	});
	const room = beside ? box.height : box.height - head.height;
	const row = Math.min(room / count, u(by({ wide: 300, tall: 400, square: 260 })));
	const listWidth = beside ? box.width * 0.6 : box.width;
	const numeral = Math.min(row * 0.92, u(260));
	const gutter = numeral * 0.78 + u(20);
	const words = useWords(
		scene,
		steps.map((step) => ({ title: step.title, note: step.text })),
		{
			width: listWidth - gutter,
			height: row - u(28),
			size: by({ wide: 68, tall: 84, square: 58 }),
			noteSize: by({ wide: 38, tall: 44, square: 34 }),
		},
	);
	const step = motion.stagger(count, 0, 0.5);
	return (
		<Stage
			scene={scene}
			calm
			direction={commonDirectionOf(steps.map((one) => one.title))}
			style={
				beside ? { flexDirection: "row", justifyContent: "space-between", alignItems: "stretch" } : { alignItems: "flex-start" }
			}
		>
			<HeadLines scene={scene} head={head} {...(beside ? { style: { width: box.width * 0.34 } } : {})} />
			<div style={{ width: listWidth, alignSelf: beside ? "center" : undefined }}>
				{keyed(words, ({ title }) => title.lines.join(" ")).map(({ key, item, index }) => {
					const start = index * step - 0.1;
					return (
						<div key={key} style={{ height: row }}>
							<Rule scene={scene} width={scene.width} start={start - 0.1} color={palette.line} />
							<div style={{ display: "flex", alignItems: "center", height: row - u(3) }}>
								<Rise scene={scene} start={start} style={{ width: gutter, flex: "none" }}>
									<div
										style={{
											...voiceStyle({ ...voices.heading, letterSpacing: -0.05, lineHeight: 1 }, numeral),
											color: index === count - 1 ? palette.accent : palette.text,
										}}
									>
										{index + 1}
									</div>
								</Rise>
								<WordLines scene={scene} words={item} start={start + 0.1} />
							</div>
						</div>
					);
				})}
			</div>
		</Stage>
	);
};
