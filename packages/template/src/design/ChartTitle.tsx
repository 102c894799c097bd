import type { SceneLook } from "./scene";
import { Text } from "./Text";

/** Head of a chart: what it says, and in what unit. Takes `height` px, whether it needs them or not. */
export const ChartTitle = ({
	scene,
	title,
	unit,
	height,
}: {
	scene: SceneLook;
	title: string;
	unit: string | undefined;
	height: number;
}) => {
	const { u, box, by, palette, voices } = scene;
	return (
		<div
			style={{
				height,
				width: box.width,
				flex: "none",
				display: "flex",
				flexDirection: "column",
				alignItems: scene.align === "center" ? "center" : "flex-start",
			}}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={title}
				box={{
					width: box.width,
					height: height - u(unit ? 96 : 40),
					maxSize: by({ wide: 84, tall: 92, square: 72 }),
					minSize: 40,
					maxLines: by({ wide: 2, tall: 3, square: 2 }),
				}}
				color={palette.text}
			/>
			{unit ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={unit}
					box={{ width: box.width, height: u(50), maxSize: 34, minSize: 24, maxLines: 1 }}
					color={palette.muted}
					start={0.3}
					reveal="fade"
					style={{ marginTop: u(12) }}
				/>
			) : null}
		</div>
	);
};
