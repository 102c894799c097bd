import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { plateTone } from "../parts/form";
import { useLayout } from "../parts/layout";
import { Plate } from "../parts/Plate";
import { QrCode } from "../parts/QrCode";
import { tonesOf } from "../parts/tone";
import { ContactCode } from "./ContactCode";
import { ContactWall } from "./ContactWall";
import { useWays, WayLines, waySize } from "./Lines";
import { type ContactProps, codeOf, contactLines, contactSchema } from "./lines";

/** A card that lies in the picture, the name at its head, the ways and the code at its foot. */
const Card = ({ props }: { props: ContactProps }) => {
	const scene = useScene(props);
	const { u, box, by, voices, motion, ratio } = scene;
	const tone = plateTone(scene, tonesOf(scene).accent);
	const [width, height] = [
		box.width,
		Math.min(box.height, by({ wide: box.height, tall: box.width * 1.5, square: box.width * 1.05 })),
	];
	const pad = u(by({ wide: 76, tall: 72, square: 60 }));
	const inner = { width: width - 2 * pad, height: height - 2 * pad };
	const code = codeOf(props);
	const side = code ? Math.min(inner.width * by({ wide: 0.3, tall: 0.46, square: 0.36 }), inner.height * 0.48) : 0;
	const beside = ratio !== "tall" && side > 0;
	const foot = {
		width: beside ? inner.width - side - u(60) : inner.width,
		height: inner.height * by({ wide: 0.44, tall: 0.3, square: 0.4 }),
	};
	const title = useFittedText(scene, voices.heading, props.title, {
		width: inner.width,
		height: inner.height * by({ wide: 0.36, tall: 0.26, square: 0.3 }),
		maxSize: by({ wide: 190, tall: 150, square: 120 }),
		minSize: 44,
	});
	const note = useFittedText(scene, voices.body, props.note ?? "", {
		width: foot.width,
		height: inner.height * 0.12,
		maxSize: by({ wide: 42, tall: 44, square: 36 }),
		minSize: 22,
	});
	const lines = contactLines(props);
	const size = waySize(lines, by({ wide: 50, tall: 50, square: 40 }));
	const set = useWays(scene, lines, { ...foot, size, gap: 16 });
	const shown = motion.pop(-0.35, 1);
	const rtl = directionOf(props.title) === "rtl";
	return (
		<Stage scene={scene} style={{ alignItems: "center" }}>
			<Plate
				scene={scene}
				tone={tone}
				width={width}
				height={height}
				style={{
					transform: `translateY(${(1 - shown) * u(420) - motion.exit * u(500)}px) rotate(${(1 - shown) * 9 - motion.exit * 6}deg)`,
					opacity: Math.min(1, shown * 3),
				}}
			>
				<div
					dir={rtl ? "rtl" : "ltr"}
					style={{
						position: "absolute",
						inset: pad,
						display: "flex",
						flexDirection: "column",
						justifyContent: "space-between",
						alignItems: "stretch",
					}}
				>
					<div>
						<FittedLines scene={scene} voice={voices.heading} fitted={title} color={tone.ink} start={-0.1} align="left" />
						{props.note ? (
							<FittedLines
								scene={scene}
								voice={voices.body}
								fitted={note}
								color={tone.quiet}
								start={0.3}
								reveal="fade"
								align="left"
								style={{ marginTop: u(18) }}
							/>
						) : null}
					</div>
					<div
						style={{
							display: "flex",
							flexDirection: beside ? "row" : "column",
							justifyContent: "space-between",
							alignItems: beside ? "flex-end" : "flex-start",
							gap: u(36),
						}}
					>
						<WayLines scene={scene} set={set} start={0.35} color={tone.ink} signal={tone.signal} />
						{code ? <QrCode scene={scene} text={code} size={side} start={0.4} /> : null}
					</div>
				</div>
			</Plate>
		</Stage>
	);
};

const ContactCard = (props: ContactProps) => {
	const layout = useLayout(["card", "code", "wall"], "card");
	if (layout === "code") return <ContactCode props={props} />;
	if (layout === "wall") return <ContactWall props={props} />;
	return <Card props={props} />;
};

export const contactCard = defineScene({
	component: ContactCard,
	schema: contactSchema,
	title: "Contact card",
	description: "How to reach somebody: phone, e-mail, link, handle, hashtag or place, with a QR code of the link",
	family: "contact",
	layouts: {
		card: "A card with the name at its head, the ways and the code at its foot",
		code: "A very large code on a field of colour, the ways beside it",
		wall: "Each way on a line of its own, as wide as the picture",
	},
	defaultProps: {
		title: "Northlight Ceramics",
		note: "Open studio every Friday",
		phone: "+44 20 7946 0122",
		email: "hello@northlight.example",
		link: "northlight.example/studio",
		handle: "@northlight.clay",
	},
	defaultDurationInFrames: 120,
});
