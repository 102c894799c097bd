import { directionOf } from "../../design/direction";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { addressOf } from "../contact/lines";
import { Chip } from "../parts/Chip";
import { CodeField, codeAreas } from "../parts/CodeField";
import { useOpening } from "../parts/opening";
import type { OutroProps } from "./outro-fields";

/** The address as a very large code, the name, the price and the button beside it. */
export const OutroCode = ({ props }: { props: OutroProps }) => {
	const scene = useScene(props);
	const { u, by, voices, palette, box } = scene;
	const rtl = directionOf(props.title) === "rtl";
	const areas = codeAreas(scene, rtl);
	const words = props.url ? areas.words : box;
	const below =
		(props.action ? u(170) : 0) +
		(props.note ? words.height * 0.14 : 0) +
		(props.price ? words.height * 0.16 : 0) +
		(props.url ? u(70) : 0);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: words.width,
		height: Math.max(u(120), words.height - below - u(60)),
		maxSize: sizeForFew(props.title, by({ wide: 150, tall: 132, square: 104 })),
		minSize: 36,
	});
	const start = useOpening();
	return (
		<Stage
			scene={scene}
			calm
			direction={rtl ? "rtl" : "ltr"}
			style={{
				left: words.x,
				top: words.y,
				width: words.width,
				height: words.height,
				justifyContent: "center",
				gap: u(44),
				alignItems: "flex-start",
			}}
			bleed={props.url ? <CodeField scene={scene} text={addressOf(props.url)} field={areas.field} leftward={rtl} /> : null}
		>
			<div style={{ alignSelf: "stretch" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={start} align="left" />
				{props.note ? (
					<Text
						scene={scene}
						voice={voices.body}
						text={props.note}
						box={{
							width: words.width,
							height: words.height * 0.13,
							maxSize: by({ wide: 40, tall: 42, square: 34 }),
							minSize: 20,
						}}
						color={palette.muted}
						start={0.3}
						reveal="fade"
						align="left"
						style={{ marginTop: u(18) }}
					/>
				) : null}
			</div>
			<div style={{ alignSelf: "stretch", display: "flex", flexDirection: "column", alignItems: "flex-start", gap: u(22) }}>
				{props.price ? (
					<Text
						scene={scene}
						voice={voices.number}
						text={props.price}
						box={{
							width: words.width,
							height: words.height * 0.15,
							maxSize: by({ wide: 120, tall: 104, square: 76 }),
							minSize: 30,
							maxLines: 1,
						}}
						color={palette.accent}
						start={0.35}
						align="left"
					/>
				) : null}
				{props.action ? (
					<Chip
						scene={scene}
						text={props.action}
						width={words.width}
						size={by({ wide: 52, tall: 52, square: 42 })}
						start={0.45}
					/>
				) : null}
				{props.url ? (
					<Text
						scene={scene}
						voice={voices.strong}
						text={props.url}
						box={{ width: words.width, height: u(66), maxSize: by({ wide: 40, tall: 42, square: 34 }), minSize: 20, maxLines: 2 }}
						color={palette.text}
						start={0.6}
						reveal="fade"
						align="left"
					/>
				) : null}
			</div>
		</Stage>
	);
};
