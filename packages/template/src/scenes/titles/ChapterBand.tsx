import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { type Rect, useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { useOpening } from "../parts/opening";
import { Panel } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import type { ChapterProps } from "./chapter-fields";

/** A band across the picture opens on the title; the number stands before it on a field of its own. */
export const ChapterBand = ({ props }: { props: ChapterProps }) => {
	const scene = useScene(props);
	const { u, by, voices, box, width, ratio } = scene;
	const tones = tonesOf(scene);
	const rtl = directionOf(props.title) === "rtl";
	const tall = ratio === "tall";
	const band = { y: box.y + box.height * 0.24, height: box.height * 0.52 };
	const numbered = Boolean(props.number);
	const share = numbered ? (tall ? band.height * 0.36 : box.x + box.width * 0.24) : 0;
	const field: Rect = tall
		? { x: 0, y: band.y, width, height: share }
		: { x: rtl ? width - share : 0, y: band.y, width: share, height: band.height };
	const rest: Rect = tall
		? { x: 0, y: band.y + share, width, height: band.height - share }
		: { x: rtl ? 0 : share, y: band.y, width: width - share, height: band.height };
	const pad = u(56);
	const left = tall || !numbered || rtl ? box.x : share + pad;
	const right = rtl && numbered && !tall ? width - share - pad : box.x + box.width;
	const words = { x: left, width: right - left, height: rest.height - u(64) };
	const number = useFittedText(scene, { ...voices.number, lineHeight: 1 }, props.number ?? "", {
		width: tall ? box.width : Math.max(u(60), share - box.x - u(36)),
		height: field.height - u(60),
		maxSize: by({ wide: 320, tall: 240, square: 200 }),
		minSize: 36,
		maxLines: 2,
	});
	const title = useFittedText(scene, voices.heading, props.title, {
		width: words.width,
		height: words.height * (props.note ? 0.72 : 1),
		maxSize: by({ wide: 150, tall: 128, square: 104 }),
		minSize: 36,
	});
	const start = useOpening(0.1);
	return (
		<Stage
			scene={scene}
			direction={rtl ? "rtl" : "ltr"}
			bleed={
				<>
					<Panel scene={scene} rect={rest} fill={tones.inverse.fill} from={rtl ? "right" : "left"} start={-0.3} />
					{numbered ? (
						<Panel scene={scene} rect={field} fill={tones.accent.fill} from={tall ? "top" : "bottom"} start={-0.6}>
							<div
								style={{
									position: "absolute",
									left: rtl && !tall ? u(36) : box.x,
									width: number.width,
									top: (field.height - number.height) / 2,
								}}
							>
								<FittedLines
									scene={scene}
									voice={{ ...voices.number, lineHeight: 1 }}
									fitted={number}
									color={tones.accent.ink}
									start={start - 0.1}
									align="left"
								/>
							</div>
						</Panel>
					) : null}
				</>
			}
			style={{
				left: words.x,
				width: words.width,
				top: rest.y + u(32),
				height: words.height,
				justifyContent: "center",
				alignItems: "flex-start",
			}}
		>
			<FittedLines scene={scene} voice={voices.heading} fitted={title} color={tones.inverse.ink} start={start} align="left" />
			{props.note ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.note}
					box={{ width: words.width, height: words.height * 0.24, maxSize: by({ wide: 40, tall: 42, square: 34 }), minSize: 20 }}
					color={tones.inverse.quiet}
					start={0.45}
					reveal="fade"
					align="left"
					style={{ marginTop: u(16) }}
				/>
			) : null}
		</Stage>
	);
};
