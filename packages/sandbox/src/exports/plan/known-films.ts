import { createHash } from "node:crypto";
import { readTextOrNull } from "../../files/index.ts";

/** The files that decide what a scene is given of the storyboard, and that may read it. */
export const SHAPE_FILES: readonly string[] = [
	"src/AudioTracks.tsx",
	"src/Captions.tsx",
	"src/CarriedMark.tsx",
	"src/CornerMark.tsx",
	"src/Film.tsx",
	"src/Root.tsx",
	"src/design/context.ts",
	"src/index.ts",
	"src/looks/context.ts",
	"src/objects/carry.ts",
	"src/scenes/parts/Slotted.tsx",
	"src/storyboard.ts",
];

/**
 * `shapeOf` of each template since exports are made of segments. Before a new one is added, `segments.ts` must hold all
 * that the changed files give to a scene: a test fails until it is here.
 */
const KNOWN: ReadonlySet<string> = new Set([
	"4329195a7c1fc31fe909507c4d1dfcf7ef5c499963e09dd2534cebdca9161e49",
	"d79fce942bc6618e7e3e264130f45befe29b3e3a2289ef0f26f95d693d3c2ba6",
]);

/** Hash of the files that put a film together, of which older templates do not have all; null when there is no film. */
export async function shapeOf(tree: string): Promise<string | null> {
	const hash = createHash("sha256");
	for (const file of SHAPE_FILES) {
		const text = await readTextOrNull(tree, file);
		if (text === null && file === "src/Film.tsx") return null;
		hash.update(`${file}\0${text?.length ?? -1}\0`).update(text ?? "");
	}
	return hash.digest("hex");
}

/** Whether a film is put together as a release has shipped it. */
export async function isKnownFilm(tree: string): Promise<boolean> {
	const shape = await shapeOf(tree);
	return shape !== null && KNOWN.has(shape);
}
