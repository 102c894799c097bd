import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";

const outroSchema = z.strictObject({
	title: line("Title", "The last thing said"),
	action: line("Action", "On the button").optional(),
	url: line("Address", "Where to go").optional(),
	price: line("Price", "As it is to be read").optional(),
	note: prose("Note", "A sentence: an offer, a day, a condition").optional(),
	...commonFields,
});

const Outro = (props: z.infer<typeof outroSchema>) => {
	const scene = useScene(props, "center");
	const { u, box, by, palette, voices, motion, radius } = scene;
	const title = useFittedText(scene, voices.heading, props.title, {
		width: Math.min(box.width, u(1480)),
		height: box.height * 0.5,
		maxSize: by({ wide: 148, tall: 132, square: 120 }),
		minSize: 52,
	});
	const action = useFittedText(scene, voices.strong, props.action ?? "", {
		width: box.width - u(140),
		height: u(72),
		maxSize: by({ wide: 48, tall: 52, square: 46 }),
		minSize: 28,
		maxLines: 1,
	});
	const button = motion.pop(0.55, 1);
	// Once it is there, the button breathes, so that a long last picture is not dead.
	const settled = motion.enter(1.6, 0.6);
	const breath = 1 + Math.sin((motion.frame / motion.fps) * 2.4) * 0.012 * settled;
	return (
		<Stage scene={scene}>
			<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={0.05} />
			{props.action ? (
				<div
					style={{
						...voiceStyle(voices.strong, action.fontSize),
						marginTop: u(64),
						padding: `${u(28)}px ${u(60)}px`,
						borderRadius: Math.min(radius * 2, u(66)),
						color: palette.onAccent,
						backgroundColor: palette.accent,
						transform: `scale(${Math.max(0, button) * breath})`,
						opacity: Math.min(1, button * 2),
					}}
				>
					{keyed(action.lines, String).map(({ key, item }) => (
						<div key={key}>{item}</div>
					))}
				</div>
			) : null}
			{props.url ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.url}
					box={{ width: box.width, height: u(110), maxSize: by({ wide: 42, tall: 44, square: 40 }), minSize: 26, maxLines: 2 }}
					color={palette.muted}
					start={0.85}
					reveal="fade"
					style={{ marginTop: u(44) }}
				/>
			) : null}
			{[props.price, props.note].filter(Boolean).length > 0 ? (
				<Text
					scene={scene}
					voice={voices.strong}
					text={[props.price, props.note].filter(Boolean).join("\n")}
					box={{ width: box.width, height: u(200), maxSize: by({ wide: 44, tall: 46, square: 42 }), minSize: 26 }}
					color={palette.text}
					start={0.7}
					reveal="fade"
					style={{ marginTop: u(36) }}
				/>
			) : null}
		</Stage>
	);
};

export const outro = defineScene({
	component: Outro,
	schema: outroSchema,
	title: "Ending",
	description: "The last words, a button and an address",
	family: "endings",
	defaultProps: { title: "Ready when you are", action: "Get started", url: "example.com" },
	defaultDurationInFrames: 105,
});
