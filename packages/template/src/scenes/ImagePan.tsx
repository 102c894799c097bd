import { AbsoluteFill } from "remotion";
import { z } from "zod";
import { isDark, withAlpha } from "../design/color";
import { useScenePlace } from "../design/context";
import { commonFields, line } from "../design/fields";
import { Picture } from "../design/Picture";
import { Stage } from "../design/Stage";
import { useScene } from "../design/scene";
import { sourceOf } from "../design/source";
import { FittedLines, useFittedText } from "../design/Text";
import { isShownWhole, usePictureFacts } from "../design/whole-picture";

export const imagePanSchema = z.strictObject({
	src: line("Picture", "Path below public/, like assets/photo.jpg"),
	caption: line("Caption", "A few words on the picture").optional(),
	fit: z
		.enum(["auto", "whole", "fill"])
		.optional()
		.meta({ title: "Fit", description: "Whole shows all of the picture, fill cuts its edges; auto looks at the picture" }),
	move: z.enum(["in", "out", "left", "right"]).optional().meta({ title: "Move", description: "Which way the camera goes" }),
	...commonFields,
});

const OVERSCAN = 0.14;

export const ImagePan = (props: z.infer<typeof imagePanSchema>) => {
	const scene = useScene(props);
	const place = useScenePlace();
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const { move = "in" } = props;
	const { through } = motion;
	const caption = useFittedText(scene, voices.heading, props.caption ?? "", {
		width: Math.min(box.width, u(1300)),
		height: box.height * 0.4,
		maxSize: by({ wide: 84, tall: 84, square: 72 }),
		minSize: 36,
		maxLines: by({ wide: 3, tall: 5, square: 4 }),
	});
	const facts = usePictureFacts(sourceOf(props.src));
	const whole = props.fit === "whole" || (props.fit !== "fill" && isShownWhole(props.src, facts, { width, height }));
	const scale = move === "in" ? 1 + OVERSCAN * through : move === "out" ? 1 + OVERSCAN * (1 - through) : 1 + OVERSCAN;
	const shift = move === "left" ? 0.5 - through : move === "right" ? through - 0.5 : 0;
	const shown = motion.enter(0, 0.7);
	const shade = isDark(palette.background) ? palette.background : "#08080c";
	return (
		<Stage
			scene={scene}
			style={{ justifyContent: "flex-end" }}
			bleed={
				<AbsoluteFill
					style={{
						opacity: (place.enterFrames > 0 || place.index === 0 ? 1 : shown) * (place.exitCovers ? 1 : 1 - motion.exit * 0.6),
						overflow: "hidden",
					}}
				>
					{whole ? (
						<div
							style={{
								position: "absolute",
								left: box.x,
								top: box.y,
								width: box.width,
								height: box.height * (props.caption ? 0.62 : 1),
								transform: `scale(${0.97 + 0.03 * through})`,
							}}
						>
							<Picture scene={scene} src={props.src} style={{ objectFit: "contain" }} />
						</div>
					) : (
						<AbsoluteFill style={{ transform: `translateX(${shift * OVERSCAN * width * 0.9}px) scale(${scale})` }}>
							<Picture scene={scene} src={props.src} />
						</AbsoluteFill>
					)}
					{props.caption && !whole ? (
						<AbsoluteFill
							style={{
								top: height * 0.4,
								height: height * 0.6,
								background: `linear-gradient(to bottom, ${withAlpha(shade, 0)}, ${withAlpha(shade, 0.5)} 45%, ${withAlpha(shade, 0.86)})`,
							}}
						/>
					) : null}
				</AbsoluteFill>
			}
		>
			{props.caption ? (
				<>
					<div
						style={{
							width: u(90) * motion.enter(0.3, 1),
							height: u(6),
							borderRadius: u(3),
							backgroundColor: palette.accent,
							marginBottom: u(32),
						}}
					/>
					<FittedLines
						scene={scene}
						voice={voices.heading}
						fitted={caption}
						color={whole ? palette.text : "#ffffff"}
						start={0.35}
					/>
				</>
			) : null}
		</Stage>
	);
};
