import { type CSSProperties, useState } from "react";
import { getRemotionEnvironment, Img, staticFile } from "remotion";
import type { SceneLook } from "./scene";
import { voiceStyle } from "./Text";

/** A path below `public/` or an address, as something an `<img>` takes. */
const sourceOf = (src: string): string => (/^(https?:|data:)/.test(src) ? src : staticFile(src.replace(/^\/?(public\/)?/, "")));

/** A picture that fills its place. In the preview a missing one is named where it should be; a render stops and names it. */
export const Picture = ({ scene, src, style }: { scene: SceneLook; src: string; style?: CSSProperties }) => {
	const [missing, setMissing] = useState<string | null>(null);
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
			style={{ position: "absolute", width: "100%", height: "100%", objectFit: "cover", ...style }}
		/>
	);
};
