import { type CSSProperties, useState } from "react";
import { getRemotionEnvironment, Img } from "remotion";
import { type MovingPicture, useDrawnFrame, useMovingPicture } from "./moving-picture";
import type { SceneLook } from "./scene";
import { sourceOf } from "./source";
import { voiceStyle } from "./Text";

const FILLING: CSSProperties = { position: "absolute", width: "100%", height: "100%", objectFit: "cover" };

const MovingFrames = ({ picture, style }: { picture: MovingPicture; style: CSSProperties }) => (
	<canvas ref={useDrawnFrame(picture)} width={picture.width} height={picture.height} style={style} />
);

/**
 * A picture that fills its place. A GIF, WebP, APNG or AVIF that moves is drawn by the film's frame, from the scene's start
 * on. In the preview a missing one is named where it should be; a render stops and names it.
 */
export const Picture = ({ scene, src, style }: { scene: SceneLook; src: string; style?: CSSProperties }) => {
	const [missing, setMissing] = useState<string | null>(null);
	const moving = useMovingPicture(sourceOf(src));
	if (moving) return <MovingFrames picture={moving} style={{ ...FILLING, ...style }} />;
	if (missing === src) {
		return (
			<div
				style={{
					...voiceStyle(scene.voices.strong, scene.u(34)),
					whiteSpace: "normal",
					position: "absolute",
					inset: 0,
					display: "flex",
					alignItems: "center",
					justifyContent: "center",
					textAlign: "center",
					padding: scene.u(80),
					color: scene.palette.muted,
					backgroundColor: scene.palette.surface,
				}}
			>
				There is no picture public/{src}
			</div>
		);
	}
	return (
		<Img
			src={sourceOf(src)}
			{...(getRemotionEnvironment().isRendering ? {} : { onError: () => setMissing(src) })}
			style={{ ...FILLING, ...style }}
		/>
	);
};
