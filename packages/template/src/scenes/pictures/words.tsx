import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { sizeForFew } from "../../design/optical";
import type { Rect, SceneLook } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";

/** Props of the scenes that show an object with a few words. */
export const subjectSchema = z.strictObject({
	text: line("Text", "A few words: the largest of the picture"),
	kicker: line("Kicker", "One or two small words above").optional(),
	detail: prose("Detail", "A sentence below").optional(),
	object: z
		.string()
		.max(40)
		.optional()
		.meta({ title: "Object", description: "Id of an object of src/objects; the scene's icon comes first" }),
	...commonFields,
});
export type SubjectProps = z.infer<typeof subjectSchema>;

/** Small words, large words, a sentence: fitted into `rect` and standing on its middle. */
export const SubjectWords = ({
	scene,
	props,
	rect,
	size,
	colors = scene.palette,
	align = scene.align,
}: {
	scene: SceneLook;
	props: Pick<SubjectProps, "text" | "kicker" | "detail">;
	rect: Rect;
	/** Largest size of the large words, in design units. */
	size: number;
	colors?: { text: string; muted: string; accent: string };
	align?: "left" | "center";
}) => {
	const { u, voices } = scene;
	const { width, height } = rect;
	const heading = useFittedText(scene, voices.heading, props.text, {
		width,
		height: height * (props.detail ? 0.56 : props.kicker ? 0.78 : 0.94),
		maxSize: sizeForFew(props.text, size),
		minSize: 44,
	});
	return (
		<>
			{props.kicker ? (
				<Text
					scene={scene}
					voice={voices.kicker}
					text={props.kicker}
					box={{ width, height: height * 0.14, maxSize: 32, minSize: 20, maxLines: 2 }}
					color={colors.accent}
					start={0.1}
					reveal="fade"
					align={align}
					style={{ marginBottom: u(26) }}
				/>
			) : null}
			<FittedLines scene={scene} voice={voices.heading} fitted={heading} color={colors.text} start={0.15} align={align} />
			{props.detail ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.detail}
					box={{ width: Math.min(width, u(900)), height: height * 0.26, maxSize: 42, minSize: 26 }}
					color={colors.muted}
					start={0.55}
					reveal="fade"
					align={align}
					style={{ marginTop: u(30) }}
				/>
			) : null}
		</>
	);
};

/** Words in a place of their own, instead of the scene's box. */
export const placed = (rect: Rect, justify: "center" | "flex-start" | "flex-end" = "center") => ({
	left: rect.x,
	top: rect.y,
	width: rect.width,
	height: rect.height,
	justifyContent: justify,
});
