import { directionOf } from "../../design/direction";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { withSubject } from "../../objects/withSubject";
import { defineScene } from "../define";
import { plateTone } from "../parts/form";
import { useLayout } from "../parts/layout";
import { Marks } from "../parts/Marks";
import { useOpening } from "../parts/opening";
import { Plate } from "../parts/Plate";
import { tonesOf } from "../parts/tone";
import { QuoteStrips } from "./QuoteStrips";
import { AuthorLines, authorHeight, type QuoteProps, quoteSchema } from "./quote-fields";

/** Large words whose quotation marks hang before them, over the head of the picture. */
const Hang = ({ props }: { props: QuoteProps }) => {
	const { scene, bleed } = withSubject(useScene(props), "right");
	const { u, by, box, palette, voices, motion, align } = scene;
	const rtl = directionOf(props.quote) === "rtl";
	const size = u(by({ wide: 190, tall: 210, square: 150 }));
	const voice = { ...voices.heading, lineHeight: Math.max(1.1, voices.heading.lineHeight) };
	const fitted = useFittedText(scene, voice, props.quote, {
		width: box.width,
		height: box.height - authorHeight(scene, props) - size * 0.8 - u(70),
		maxSize: sizeForFew(props.quote, by({ wide: 150, tall: 132, square: 108 })),
		minSize: 32,
	});
	const shown = motion.pop(-0.3, 0.9);
	const start = useOpening(0);
	const place = align === "center" ? "center" : "flex-start";
	return (
		<Stage
			scene={scene}
			bleed={bleed}
			calm={bleed !== null}
			direction={rtl ? "rtl" : "ltr"}
			style={{ alignItems: place, gap: u(36) }}
		>
			<Marks
				size={size}
				color={palette.accent}
				leftward={rtl}
				style={{
					transform: `translateY(${(1 - shown) * -u(120)}px) rotate(${(1 - shown) * -14}deg)`,
					opacity: Math.min(1, shown * 3),
				}}
			/>
			<FittedLines scene={scene} voice={voice} fitted={fitted} color={palette.text} start={start} />
			<AuthorLines
				scene={scene}
				props={props}
				width={box.width}
				colors={{ ink: palette.text, quiet: palette.muted, signal: palette.accent }}
				align={align}
			/>
		</Stage>
	);
};

/** The words on a card that leans, quotation marks over its corner. */
const Card = ({ props }: { props: QuoteProps }) => {
	const scene = useScene(props, "center");
	const { u, by, box, voices, motion, palette } = scene;
	const rtl = directionOf(props.quote) === "rtl";
	const tone = plateTone(scene, tonesOf(scene).surface);
	const width = Math.min(box.width, u(by({ wide: 1500, tall: 1000, square: 1000 })));
	const height = Math.min(box.height * 0.92, width * by({ wide: 0.6, tall: 1.5, square: 0.98 }));
	const pad = u(by({ wide: 96, tall: 84, square: 68 }));
	const inner = { width: width - 2 * pad, height: height - 2 * pad };
	const voice = { ...voices.heading, lineHeight: Math.max(1.12, voices.heading.lineHeight) };
	const fitted = useFittedText(scene, voice, props.quote, {
		width: inner.width,
		height: inner.height - authorHeight(scene, props) - u(20),
		maxSize: sizeForFew(props.quote, by({ wide: 132, tall: 120, square: 92 })),
		minSize: 28,
	});
	const shown = motion.pop(-0.4, 1.1);
	const size = u(by({ wide: 200, tall: 210, square: 150 }));
	const start = useOpening(0.1);
	const turn = -1.6 + motion.through * 1.2;
	return (
		<Stage scene={scene} style={{ alignItems: "center" }}>
			<div
				style={{
					position: "relative",
					transform: `translateY(${(1 - shown) * u(340) - motion.exit * u(460)}px) rotate(${turn + (1 - shown) * 7 - motion.exit * 5}deg)`,
					opacity: Math.min(1, shown * 3),
				}}
			>
				<Plate scene={scene} tone={tone} width={width} height={height}>
					<div
						dir={rtl ? "rtl" : "ltr"}
						style={{
							position: "absolute",
							inset: pad,
							display: "flex",
							flexDirection: "column",
							justifyContent: "space-between",
							alignItems: "flex-start",
						}}
					>
						<FittedLines scene={scene} voice={voice} fitted={fitted} color={tone.ink} start={start} align="left" />
						<AuthorLines scene={scene} props={props} width={inner.width} colors={tone} />
					</div>
				</Plate>
				<Marks
					size={size}
					color={palette.accent}
					leftward={rtl}
					style={{
						position: "absolute",
						top: -size * 0.42,
						[rtl ? "left" : "right"]: size * 0.3,
						transform: `scale(${motion.pop(0.1, 0.8)})`,
					}}
				/>
			</div>
		</Stage>
	);
};

const Quote = (props: QuoteProps) => {
	const layout = useLayout(["hang", "strips", "card"], "hang");
	if (layout === "strips") return <QuoteStrips props={props} />;
	return layout === "card" ? <Card props={props} /> : <Hang props={props} />;
};

export const quote = defineScene({
	component: Quote,
	schema: quoteSchema,
	title: "Quote",
	description: "Someone's words, and who said them",
	family: "statements",
	slots: ["icon"],
	layouts: {
		hang: "Large words below quotation marks, beside an object where the scene has one",
		strips: "Each line on a strip of colour as wide as itself",
		card: "The words on a card that leans, quotation marks over its corner",
	},
	defaultProps: {
		quote: "It feels less like editing and more like thinking out loud.",
		author: "An early user",
		role: "Head of a small studio",
	},
	defaultDurationInFrames: 120,
});
