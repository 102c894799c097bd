import type { CSSProperties } from "react";
import { directionOf } from "../../design/direction";
import type { FittedText } from "../../design/fit";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";

export type Head = { fitted: FittedText /** With the space below, px; 0 without a title. */; height: number };

/** The title of a scene, fitted at the head of a box of `width` px. Takes at most `share` of the scene's height. */
export const useHead = (
	scene: SceneLook,
	title: string | undefined,
	{ width = scene.box.width, size, gap = 48, share = 0.24 }: { width?: number; size: number; gap?: number; share?: number },
): Head => {
	const fitted = useFittedText(scene, scene.voices.heading, title ?? "", {
		width,
		height: scene.box.height * share,
		maxSize: size,
		minSize: Math.min(40, size),
	});
	return { fitted, height: title ? fitted.height + scene.u(gap) : 0 };
};

/** Words that are read from right to left take the whole width, to stand on the right. */
const isLeftward = ({ fitted }: Head) => directionOf(fitted.lines.join(" ")) === "rtl";

export const HeadLines = ({
	scene,
	head,
	color = scene.palette.text,
	start = 0.05,
	style,
}: {
	scene: SceneLook;
	head: Head;
	color?: string;
	start?: number;
	style?: CSSProperties;
}) =>
	head.height === 0 ? null : (
		<div style={{ height: head.height, flex: "none", ...(isLeftward(head) ? { alignSelf: "stretch" } : {}), ...style }}>
			<FittedLines scene={scene} voice={scene.voices.heading} fitted={head.fitted} color={color} start={start} align="left" />
		</div>
	);
