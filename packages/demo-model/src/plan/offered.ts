import type { Storyboard, StoryboardScene } from "@storydream/protocol";
import { visibleIn } from "./coverage.ts";
import { chunks, kinetic } from "./drafts.ts";
import { LAYOUTS } from "./layouts.ts";

/** What a project's own film has, as its sources list it. Null: not known. */
export interface Offered {
	scenes: ReadonlySet<string> | null;
	looks: ReadonlySet<string> | null;
}

/** Lines of one scene of points, and the longest of them. */
const POINTS = { most: 5, length: 120 };
/** Fonts that every release of the template has. */
const PLAIN_FONTS = { heading: "Space Grotesk", body: "Inter" };

/**
 * The film with nothing that an older template of its project lacks: a scene it does not have shows its words plainly, a
 * look it does not have leaves only its colours.
 */
export function onlyOffered(film: Storyboard, { scenes, looks }: Offered): Storyboard {
	const missing = scenes === null ? [] : film.scenes.filter((scene) => !scenes.has(scene.scene));
	const hasLook = film.look === undefined || looks === null || looks.has(film.look);
	// A template with fewer scenes than ours may know a scene of the same name without its layouts.
	const older = !hasLook || Object.keys(LAYOUTS).some((scene) => scenes !== null && !scenes.has(scene));
	if (missing.length === 0 && !older) return film;
	const { look, ...rest } = film;
	const plain = film.scenes.map((scene) => {
		const shown = missing.includes(scene) ? plainScene(scene, scenes) : scene;
		if (!older) return shown;
		const { layout: _layout, icon: _icon, ...bare } = shown;
		return bare as StoryboardScene;
	});
	if (hasLook) return { ...rest, ...(look === undefined ? {} : { look }), scenes: plain };
	const { palette, radius, motion } = film.theme;
	return { ...rest, theme: { palette, radius, motion, fonts: PLAIN_FONTS } as Storyboard["theme"], scenes: plain };
}

/** The words of a scene as points, where it has several lines, else as moving words. */
function plainScene(scene: StoryboardScene, known: ReadonlySet<string> | null): StoryboardScene {
	const { text, numbers } = visibleIn([scene.props]);
	const lines = [...text.split("\n"), ...(text === "" ? [...numbers].map(String) : [])].filter((line) => line.trim() !== "");
	const { layout: _layout, ...bare } = scene;
	const short = lines.every((line) => line.length <= POINTS.length);
	if (lines.length >= 2 && lines.length <= 2 * POINTS.most && short && known?.has("Points")) {
		const points = lines.length <= POINTS.most ? lines : chunks(lines, 2).map((pair) => pair.join(" · "));
		return { ...bare, scene: "Points", props: { points } };
	}
	return { ...bare, scene: "KineticText", props: kinetic(lines.join(" · ").slice(0, 1000) || scene.id) };
}
