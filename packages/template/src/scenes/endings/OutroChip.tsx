import { directionOf } from "../../design/direction";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { type Rect, useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { BleedSubject } from "../../objects/BleedSubject";
import { isObject } from "../../objects/index";
import { subjectPlace } from "../../objects/place";
import { Badge } from "../parts/Badge";
import { Chip } from "../parts/Chip";
import { useOpening } from "../parts/opening";
import { Panel } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import type { OutroProps } from "./outro-fields";

/** The name, a button below it, and the address on a band at the foot of the picture. */
export const OutroChip = ({ props }: { props: OutroProps }) => {
	const whole = useScene(props);
	const { u, by, voices, palette, motion, width, height, box } = whole;
	const tones = tonesOf(whole);
	const address = useFittedText(whole, { ...voices.strong, weight: 700 }, props.url ?? "", {
		width: box.width,
		height: u(by({ wide: 74, tall: 100, square: 70 })),
		maxSize: by({ wide: 58, tall: 62, square: 52 }),
		minSize: 24,
		maxLines: 2,
	});
	const foot = box.y + box.height;
	const band: Rect = { x: 0, y: foot - address.height - u(44), width, height: height - foot + address.height + u(44) };
	const area: Rect = { ...box, height: box.height - (props.url ? address.height + u(44) + u(40) : 0) };
	const figured = isObject(whole.icon) && !whole.backdrop;
	const place = figured ? subjectPlace({ ...whole, height: props.url ? band.y : height, box: area }, "right") : null;
	const words = place?.words ?? area;
	const align = figured ? "left" : whole.align;
	const scene = { ...whole, align };
	const start = useOpening();
	const rtl = directionOf(props.title) === "rtl";
	const badge = u(by({ wide: figured ? 210 : 260, tall: 270, square: 200 }));
	const row = props.price ? badge : props.action ? u(190) : 0;
	const below = (row > 0 ? row + u(36) : 0) + (props.note ? u(100) + u(36) : 0);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: words.width,
		height: Math.max(u(140), words.height - below),
		maxSize: sizeForFew(props.title, by({ wide: 220, tall: 196, square: 160 })),
		minSize: 48,
	});
	return (
		<Stage
			scene={scene}
			calm={figured}
			direction={rtl ? "rtl" : "ltr"}
			style={{
				left: words.x,
				top: words.y,
				width: words.width,
				height: words.height,
				gap: u(36),
				// The name at the head, what to do at the foot.
				justifyContent: align === "center" || row === 0 ? "center" : "space-between",
			}}
			bleed={
				<>
					{place && isObject(whole.icon) ? <BleedSubject scene={scene} id={whole.icon} side="right" place={place} /> : null}
					{props.url ? (
						<Panel scene={scene} rect={band} fill={tones.accent.fill} from="left" start={0.2}>
							<div
								dir="ltr"
								style={{
									position: "absolute",
									left: box.x,
									top: u(24),
									width: box.width,
									textAlign: align === "center" ? "center" : "left",
								}}
							>
								<FittedLines
									scene={scene}
									voice={{ ...voices.strong, weight: 700 }}
									fitted={address}
									color={tones.accent.ink}
									start={0.5}
									reveal="fade"
								/>
							</div>
						</Panel>
					) : null}
				</>
			}
		>
			<div
				style={{
					transform: `scale(${1 + motion.through * 0.02})`,
					transformOrigin: align === "center" ? "50% 60%" : "0 60%",
					alignSelf: "stretch",
				}}
			>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={start} />
			</div>
			{props.note ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.note}
					box={{
						width: Math.min(words.width, u(1100)),
						height: u(100),
						maxSize: by({ wide: 44, tall: 46, square: 38 }),
						minSize: 22,
					}}
					color={palette.muted}
					start={0.3}
					reveal="fade"
				/>
			) : null}
			<div style={{ display: "flex", alignItems: "center", gap: u(40), flexWrap: "nowrap" }}>
				{props.action ? (
					<Chip
						scene={scene}
						text={props.action}
						width={words.width - (props.price ? badge + u(40) : 0)}
						size={by({ wide: 84, tall: 72, square: 60 })}
						start={0.4}
						tone={tones.inverse}
					/>
				) : null}
				{props.price ? <Badge scene={scene} text={props.price} size={badge} start={0.65} tone={tones.accent} /> : null}
			</div>
		</Stage>
	);
};
