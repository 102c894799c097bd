import type { CSSProperties } from "react";
import { directionOf } from "../../design/direction";
import type { SceneLook } from "../../design/scene";
import { Text } from "../../design/Text";

type Words = {
	scene: SceneLook;
	text: string | undefined;
	width: number;
	height: number;
	color: string;
	start?: number;
	align?: "left" | "center";
	style?: CSSProperties;
};

/** A few small words beside a line that draws itself, in the thickness of the look's lines. */
export const Kicker = ({ scene, text, width, height, color, start = 0, align = scene.align, style }: Words) => {
	const { u, by, voices, motion, form } = scene;
	if (!text) return null;
	const rule = u(by({ wide: 72, tall: 64, square: 52 }));
	const thick = Math.max(2, u(Math.min(8, form.stroke)));
	const lined = align === "left";
	return (
		<div
			dir={directionOf(text)}
			style={{
				display: "flex",
				alignItems: "center",
				gap: u(24),
				alignSelf: "stretch",
				justifyContent: lined ? "flex-start" : "center",
				...style,
			}}
		>
			{lined ? (
				<div
					style={{
						width: rule * motion.enter(start - 0.2, 0.9),
						height: thick,
						flex: "none",
						borderRadius: form.corner === "round" || form.corner === "pill" ? thick : 0,
						backgroundColor: color,
					}}
				/>
			) : null}
			<Text
				scene={scene}
				voice={voices.kicker}
				text={text}
				box={{
					width: width - (lined ? rule + u(24) : 0),
					height,
					maxSize: by({ wide: 32, tall: 36, square: 28 }),
					minSize: 20,
					maxLines: 2,
				}}
				color={color}
				start={start}
				reveal="fade"
				align={align}
			/>
		</div>
	);
};

/** The sentence under a title. */
export const Subtitle = ({ scene, text, width, height, color, start = 0.35, align = scene.align, style }: Words) => {
	const { u, by, voices } = scene;
	return text ? (
		<Text
			scene={scene}
			voice={voices.body}
			text={text}
			box={{ width: Math.min(width, u(1120)), height, maxSize: by({ wide: 46, tall: 48, square: 40 }), minSize: 24 }}
			color={color}
			start={start}
			reveal="fade"
			align={align}
			style={{ ...(directionOf(text) === "rtl" ? { alignSelf: "stretch" } : {}), ...style }}
		/>
	) : null;
};
