import type { Rect, SceneLook } from "../../design/scene";

/** The part of the picture for devices, and the part for words; without words the devices have it all. */
export const divide = (scene: SceneLook, worded: boolean, share: number): { area: Rect; words: Rect } => {
	const { width, height, box, u, ratio } = scene;
	if (!worded) return { area: { x: 0, y: 0, width, height }, words: box };
	if (ratio === "wide") {
		const x = width * (1 - share);
		return { area: { x, y: 0, width: width - x, height }, words: { ...box, width: x - box.x - u(50) } };
	}
	const y = box.y + box.height * (ratio === "tall" ? 0.26 : 0.28);
	return { area: { x: 0, y, width, height: height - y }, words: { ...box, height: y - box.y - u(40) } };
};
