import type { FittedText } from "../../design/fit";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";

export type ChartHead = { title: FittedText; unit: FittedText | null /** With the space below, px. */; height: number };

/** Title of a chart and, where the values can't carry it, their unit. */
export const useChartHead = (
	scene: SceneLook,
	title: string,
	unit: string | undefined,
	width: number,
	share = 0.3,
): ChartHead => {
	const { u, box, by, voices } = scene;
	const fitted = useFittedText(scene, voices.heading, title, {
		width,
		height: box.height * share,
		maxSize: by({ wide: 100, tall: 112, square: 80 }),
		minSize: 38,
	});
	// One or two signs stand at each value.
	const words = unit !== undefined && unit.length > 2 ? unit : "";
	const small = useFittedText(scene, voices.body, words, { width, height: u(60), maxSize: 40, minSize: 26, maxLines: 1 });
	return { title: fitted, unit: words ? small : null, height: fitted.height + (words ? small.height + u(10) : 0) + u(40) };
};

export const ChartHeadLines = ({ scene, head }: { scene: SceneLook; head: ChartHead }) => (
	<div style={{ height: head.height, flex: "none" }}>
		<FittedLines
			scene={scene}
			voice={scene.voices.heading}
			fitted={head.title}
			color={scene.palette.text}
			start={0}
			align="left"
		/>
		{head.unit ? (
			<FittedLines
				scene={scene}
				voice={scene.voices.body}
				fitted={head.unit}
				color={scene.palette.muted}
				start={0.3}
				reveal="fade"
				align="left"
				style={{ marginTop: scene.u(10) }}
			/>
		) : null}
	</div>
);
