import { z } from "zod";
import { directionOf } from "../../design/direction";
import { commonFields, line } from "../../design/fields";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { withSubject } from "../../objects/withSubject";
import { defineScene } from "../define";

const titleSchema = z.strictObject({
	title: line("Title", "The largest words of the picture"),
	subtitle: line("Subtitle", "One sentence under the title").optional(),
	kicker: line("Kicker", "A few small words above the title").optional(),
	...commonFields,
});

const Title = (props: z.infer<typeof titleSchema>) => {
	const { scene, bleed } = withSubject(useScene(props), "right");
	const { u, box, by, palette, voices, motion, align } = scene;
	const width = align === "center" ? Math.min(box.width, u(1420)) : Math.min(box.width, u(1500));
	const title = useFittedText(scene, voices.heading, props.title, {
		width,
		height: box.height * 0.6,
		maxSize: by({ wide: 168, tall: 148, square: 132 }),
		minSize: 56,
		maxLines: by({ wide: 3, tall: 6, square: 4 }),
	});
	const rule = motion.enter(0.1, 1.1);
	return (
		<Stage scene={scene} bleed={bleed} calm={bleed !== null} direction={directionOf(props.title)}>
			{props.kicker ? (
				<div style={{ display: "flex", alignItems: "center", gap: u(22), marginBottom: u(36) }}>
					<div style={{ width: u(56) * rule, height: u(5), borderRadius: u(3), backgroundColor: palette.accent }} />
					<Text
						scene={scene}
						voice={voices.kicker}
						text={props.kicker}
						box={{ width: width - u(90), height: u(80), maxSize: 30, minSize: 22, maxLines: 2 }}
						color={palette.accent}
						start={0.12}
						reveal="fade"
					/>
				</div>
			) : null}
			<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={0.15} />
			{props.kicker ? null : (
				<div
					style={{ width: u(120) * rule, height: u(7), borderRadius: u(4), backgroundColor: palette.accent, marginTop: u(40) }}
				/>
			)}
			{props.subtitle ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.subtitle}
					box={{
						width: Math.min(width, u(1080)),
						height: box.height * 0.22,
						maxSize: by({ wide: 46, tall: 46, square: 42 }),
						minSize: 28,
					}}
					color={palette.muted}
					start={0.5}
					reveal="fade"
					style={{ marginTop: u(36) }}
				/>
			) : null}
		</Stage>
	);
};

export const title = defineScene({
	component: Title,
	schema: titleSchema,
	title: "Title",
	description: "Opens a film or a chapter: a large title with a line above and below",
	family: "titles",
	defaultProps: {
		kicker: "Introducing",
		title: "A title that says it plainly",
		subtitle: "One sentence that makes people stay",
	},
	defaultDurationInFrames: 90,
});
