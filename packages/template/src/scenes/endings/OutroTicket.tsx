import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { Chip } from "../parts/Chip";
import { plateTone } from "../parts/form";
import { useOpening } from "../parts/opening";
import { Ticket } from "../parts/Ticket";
import { tonesOf } from "../parts/tone";
import type { OutroProps } from "./outro-fields";

/** A ticket: the name on it, price and button on its stub. */
export const OutroTicket = ({ props }: { props: OutroProps }) => {
	const scene = useScene(props, "center");
	const { u, by, voices, motion, box, ratio } = scene;
	const tones = tonesOf(scene);
	const tone = plateTone(scene, tones.accent);
	const across = ratio === "wide";
	const width = box.width;
	const height = across
		? Math.min(box.height * 0.86, width * 0.5)
		: Math.min(box.height, width * by({ wide: 1, tall: 1.5, square: 1.05 }));
	const main = Math.round((across ? width : height) * (across ? 0.68 : 0.62));
	const pad = u(by({ wide: 76, tall: 70, square: 56 }));
	const first = { width: (across ? main : width) - 2 * pad, height: (across ? height : main) - 2 * pad };
	const stub = { width: (across ? width - main : width) - 1.6 * pad, height: (across ? height : height - main) - 1.4 * pad };
	const rtl = directionOf(props.title) === "rtl";
	const start = useOpening();
	const title = useFittedText(scene, voices.heading, props.title, {
		width: first.width,
		height: first.height * (props.note || props.url ? 0.62 : 1),
		maxSize: by({ wide: 190, tall: 160, square: 120 }),
		minSize: 40,
	});
	const shown = motion.pop(-0.4, 1);
	const leave = motion.exit;
	return (
		<Stage scene={scene} style={{ alignItems: "center" }}>
			<Ticket
				scene={scene}
				tone={tone}
				shape={{ width, height, across, main }}
				style={{
					transform: `translateX(${(shown - 1) * u(500) + leave * u(600)}px) rotate(${-2 + (1 - shown) * -8 + leave * 6}deg)`,
					opacity: Math.min(1, shown * 3),
				}}
			>
				<div
					dir={rtl ? "rtl" : "ltr"}
					style={{
						position: "absolute",
						left: pad,
						top: pad,
						...first,
						display: "flex",
						flexDirection: "column",
						justifyContent: "space-between",
						alignItems: "stretch",
					}}
				>
					<FittedLines scene={scene} voice={voices.heading} fitted={title} color={tone.ink} start={start} align="left" />
					<div style={{ display: "flex", flexDirection: "column", gap: u(14) }}>
						{props.note ? (
							<Text
								scene={scene}
								voice={voices.body}
								text={props.note}
								box={{
									width: first.width,
									height: first.height * 0.18,
									maxSize: by({ wide: 40, tall: 42, square: 34 }),
									minSize: 20,
								}}
								color={tone.quiet}
								start={0.3}
								reveal="fade"
								align="left"
							/>
						) : null}
						{props.url ? (
							<Text
								scene={scene}
								voice={voices.strong}
								text={props.url}
								box={{
									width: first.width,
									height: first.height * 0.14,
									maxSize: by({ wide: 46, tall: 46, square: 38 }),
									minSize: 20,
									maxLines: 2,
								}}
								color={tone.ink}
								start={0.45}
								reveal="fade"
								align="left"
							/>
						) : null}
					</div>
				</div>
				<div
					style={{
						position: "absolute",
						...(across ? { right: pad * 0.8, top: pad * 0.7 } : { left: pad * 0.8, bottom: pad * 0.7 }),
						...stub,
						display: "flex",
						flexDirection: "column",
						justifyContent: "center",
						alignItems: "center",
						gap: u(34),
					}}
				>
					{props.price ? (
						<Text
							scene={scene}
							voice={voices.number}
							text={props.price}
							box={{
								width: stub.width,
								height: stub.height * 0.5,
								maxSize: by({ wide: 150, tall: 150, square: 110 }),
								minSize: 32,
								maxLines: 2,
							}}
							color={tone.ink}
							start={0.35}
							align="center"
						/>
					) : null}
					{props.action ? (
						<Chip
							scene={scene}
							text={props.action}
							width={stub.width}
							size={by({ wide: 52, tall: 56, square: 44 })}
							start={0.5}
							tone={tone.fill === tones.inverse.fill ? tones.base : tones.inverse}
						/>
					) : null}
				</div>
			</Ticket>
		</Stage>
	);
};
