import { z } from "zod";
import { directionOf } from "../../design/direction";
import { commonFields, line, prose } from "../../design/fields";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { defineScene } from "../define";

const quoteSchema = z.strictObject({
	quote: prose("Quote", "The words, without quotation marks"),
	author: line("Author", "Who said it").optional(),
	role: line("Role", "What they are").optional(),
	...commonFields,
});

const Quote = (props: z.infer<typeof quoteSchema>) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, align } = scene;
	const voice = {
		...voices.heading,
		weight: Math.min(voices.heading.weight, 520),
		lineHeight: 1.18,
		letterSpacing: voices.heading.letterSpacing * 0.8,
	};
	const width = Math.min(box.width, u(1440));
	const fitted = useFittedText(scene, voice, props.quote, {
		width,
		height: box.height * 0.56,
		maxSize: by({ wide: 112, tall: 98, square: 88 }),
		minSize: 40,
	});
	const mark = motion.enter(0, 1);
	const drawn = motion.enter(0.6, 0.9);
	return (
		<Stage scene={scene} direction={directionOf(props.quote)}>
			<svg
				width={u(120)}
				height={u(88)}
				viewBox="0 0 120 88"
				role="presentation"
				style={{ marginBottom: u(48), flex: "none", opacity: mark, transform: `translateY(${(1 - mark) * u(40)}px)` }}
			>
				<path
					fill={palette.accent}
					d="M0 54C0 24 16 6 44 0l5 12C34 17 27 25 26 36h22v52H0Zm66 0C66 24 82 6 110 0l5 12c-15 5-22 13-23 24h22v52H66Z"
				/>
			</svg>
			<FittedLines scene={scene} voice={voice} fitted={fitted} color={palette.text} start={0.12} />
			{props.author || props.role ? (
				<div
					style={{
						display: "flex",
						alignItems: "center",
						gap: u(28),
						marginTop: u(56),
						flexDirection: align === "center" ? "column" : "row",
					}}
				>
					<div style={{ width: u(64) * drawn, height: u(4), backgroundColor: palette.accent, flex: "none" }} />
					<div>
						{props.author ? (
							<Text
								scene={scene}
								voice={voices.strong}
								text={props.author}
								box={{ width: width - u(100), height: u(60), maxSize: 42, minSize: 28, maxLines: 1 }}
								color={palette.text}
								start={0.6}
								reveal="fade"
							/>
						) : null}
						{props.role ? (
							<Text
								scene={scene}
								voice={voices.body}
								text={props.role}
								box={{ width: width - u(100), height: u(90), maxSize: 34, minSize: 24, maxLines: 2 }}
								color={palette.muted}
								start={0.7}
								reveal="fade"
							/>
						) : null}
					</div>
				</div>
			) : null}
		</Stage>
	);
};

export const quote = defineScene({
	component: Quote,
	schema: quoteSchema,
	title: "Quote",
	description: "Someone's words, and who said them",
	family: "statements",
	defaultProps: {
		quote: "It feels less like editing and more like thinking out loud.",
		author: "An early user",
		role: "Head of a small studio",
	},
	defaultDurationInFrames: 120,
});
