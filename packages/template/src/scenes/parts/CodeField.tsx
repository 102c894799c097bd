import type { Rect, SceneLook } from "../../design/scene";
import { Panel } from "./Panel";
import { QrCode } from "./QrCode";
import { tonesOf } from "./tone";

/** A field of colour that holds a code, and the box of the words beside or above it. */
export type CodeAreas = { field: Rect; words: Rect };

export const codeAreas = (scene: SceneLook, leftward: boolean): CodeAreas => {
	const { width, height, box, ratio, u } = scene;
	if (ratio === "wide") {
		const size = Math.min(height * 0.98, width * 0.46);
		const x = leftward ? 0 : width - size;
		const words = { ...box, width: box.width - (size - (width - box.x - box.width)) - u(72) };
		return { field: { x, y: 0, width: size, height }, words: leftward ? { ...words, x: size + u(72) } : words };
	}
	const top = Math.round(height * (ratio === "tall" ? 0.5 : 0.46));
	return { field: { x: 0, y: top, width, height: height - top }, words: { ...box, height: top - box.y - u(48) } };
};

/** The largest square that stands in the field and in the safe area. */
const squareOf = (field: Rect, { box, u }: SceneLook): Rect => {
	const top = Math.max(field.y + u(56), box.y);
	const foot = Math.min(field.y + field.height - u(56), box.y + box.height);
	const size = Math.min(foot - top, field.width - u(140));
	return { x: field.x + (field.width - size) / 2, y: top + (foot - top - size) / 2, width: size, height: size };
};

/** The field with a code as large as it allows. */
export const CodeField = ({
	scene,
	text,
	field,
	leftward,
}: {
	scene: SceneLook;
	/** What a scanner reads. */
	text: string;
	field: Rect;
	leftward: boolean;
}) => {
	const square = squareOf(field, scene);
	return (
		<Panel
			scene={scene}
			rect={field}
			fill={tonesOf(scene).accent.fill}
			from={scene.ratio === "wide" ? (leftward ? "left" : "right") : "bottom"}
			start={-0.4}
		>
			<div style={{ position: "absolute", left: square.x - field.x, top: square.y - field.y }}>
				<QrCode scene={scene} text={text} size={square.width} start={0.2} />
			</div>
		</Panel>
	);
};
