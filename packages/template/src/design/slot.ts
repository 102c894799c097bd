import type { Rect } from "./scene";

type Size = { width: number; height: number };

/** Parts of a picture that is shared by a scene and what stands beside it, in px. */
export type SlotPlaces = {
	slot: Rect;
	rest: Rect /** Edge of the picture that the slot lies at. */;
	side: "left" | "right" | "top";
};

/** Wider than this, a picture is divided into two columns; else into two rows. */
const COLUMNS_FROM = 1.25;

const columnsOf = ({ width, height }: Size, left: boolean): SlotPlaces => {
	// In a very wide picture the slot stays near a square.
	const own = Math.round(Math.min(width * 0.38, height * 0.86));
	return {
		side: left ? "left" : "right",
		slot: { x: left ? 0 : width - own, y: 0, width: own, height },
		rest: { x: left ? own : 0, y: 0, width: width - own, height },
	};
};

/**
 * Divides the picture of a film between a scene and a picture that the scene itself has no place for. Both parts reach the
 * edges, so a scene that fills its picture fills its part. Scenes in turn have it on the other side.
 */
export const slotPlaces = (size: Size, index: number): SlotPlaces => {
	const { width, height } = size;
	if (width / height > COLUMNS_FROM) return columnsOf(size, index % 2 === 1);
	const own = Math.round(height * (width / height < 0.7 ? 0.37 : 0.4));
	return { side: "top", slot: { x: 0, y: 0, width, height: own }, rest: { x: 0, y: own, width, height: height - own } };
};
