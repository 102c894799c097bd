import { memo } from "react";
import { AbsoluteFill, useCurrentFrame, useVideoConfig } from "remotion";
import { useScenePlace } from "../design/context";
import type { SceneLook } from "../design/scene";
import { useTheme } from "../theme";
import { Botanical } from "./botanical";
import { Glow, Grid, Shapes } from "./classic";
import { Bands, Poster, Slab, Toys } from "./geometric";
import { Contours, CutPaper, Ribbons, Silk } from "./layered";
import { Matrix, Neon, Screen } from "./night";
import { Kraft, Page, Raster, Rays } from "./printed";
import type { Backdrop as BackdropComponent } from "./types";

/** By the name that stands in the theme (`backdrops` of src/theme.ts lists them); "plain" needs no entry. */
export const backdropPictures: Record<string, BackdropComponent> = {
	glow: Glow,
	shapes: Shapes,
	grid: Grid,
	poster: Poster,
	bands: Bands,
	slab: Slab,
	toys: Toys,
	page: Page,
	kraft: Kraft,
	raster: Raster,
	rays: Rays,
	"cut-paper": CutPaper,
	ribbons: Ribbons,
	contours: Contours,
	silk: Silk,
	neon: Neon,
	matrix: Matrix,
	screen: Screen,
	botanical: Botanical,
};

/** Families whose content stands free; others fill their box, and strong forms keep to the edges. */
const OPEN = new Set<string | null>(["titles", "statements", "endings", "pictures", "contact", null]);
const CROWDED = 0.55;
/** Lines in the middle reach as far to the one side as to the other. */
const CENTRED = 0.7;

/** What is behind a scene. Runs on the film's clock, so that it goes on smoothly under a cut. */
export const Backdrop = memo(({ scene, calm = false }: { scene: SceneLook; calm?: boolean }) => {
	const frame = useCurrentFrame();
	const { fps } = useVideoConfig();
	const { backdrop = "glow", motion } = useTheme();
	const place = useScenePlace();
	const time = ((place.from + frame) / fps) * Math.min(motion, 1.5);
	const crowded = !OPEN.has(place.family) || calm;
	const centred = !crowded && scene.align === "center";
	const reach = (crowded ? CROWDED : centred ? CENTRED : 1) * scene.by({ wide: 1, tall: 0.85, square: 0.72 });
	// Words that stand free on the left have the forms on the right: those of an even turn.
	const turn = crowded || centred ? place.index : place.index * 2;
	const Picture = backdropPictures[backdrop];
	return (
		<AbsoluteFill style={{ backgroundColor: scene.palette.background, overflow: "hidden" }}>
			{Picture ? <Picture scene={scene} time={time} turn={turn} calm={calm} reach={reach} crowded={crowded} /> : null}
		</AbsoluteFill>
	);
});
