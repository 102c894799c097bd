import { type StoryboardPatch, type Theme, themeOf } from "@storydream/protocol";
import { hexOf } from "./blocks.ts";
import type { Judged } from "./findings.ts";
import { fixOf, withScene } from "./fixes.ts";
import { contrastRatio, over, type Rgb } from "./raster.ts";

const ROLES = ["text", "muted", "accent", "accent2"] as const;
/** Two colours are the same when no channel differs by more than this. */
const SAME = 4;

/**
 * The colour nearest to `color` that has a contrast of `ratio` with its ground: lighter or darker, as little as is needed.
 * Null when neither white nor black has it.
 */
export function passingColor(color: Rgb, ground: Rgb, ratio: number): Rgb | null {
	for (let share = 0; share <= 1; share += 0.05) {
		const found = [[255, 255, 255] as const, [0, 0, 0] as const]
			.map((end) => over(end, share, color).map(Math.round) as unknown as Rgb)
			.find((mixed) => contrastRatio(mixed, ground) >= ratio);
		if (found) return found;
	}
	return null;
}

/** A change of the scene's or the theme's colours that lets a text be distinguished from its ground; null: none is known. */
export function contrastFix(
	{ storyboard, catalog }: Judged,
	text: { sceneId: string | null; color: Rgb; ground: Rgb; ratio: number },
): StoryboardPatch | null {
	const { palette } = themeOf(storyboard, catalog?.looks ?? []);
	const scene = storyboard.scenes.find(({ id }) => id === text.sceneId);
	const own = rgbOf(scene?.props.background);
	const themed = rgbOf(palette.background);
	if (scene && own && themed && isSame(own, text.ground) && contrastRatio(text.color, themed) >= text.ratio) {
		const { background: _gone, ...props } = scene.props;
		return fixOf(storyboard, (board) => withScene(board, scene.id, (one) => ({ ...one, props })));
	}
	const wanted = passingColor(text.color, text.ground, text.ratio + 0.2);
	if (wanted === null) return null;
	if (scene && isSame(rgbOf(scene.props.accent), text.color)) {
		const props = { ...scene.props, accent: hexOf(wanted) };
		return fixOf(storyboard, (board) => withScene(board, scene.id, (one) => ({ ...one, props })));
	}
	const role = ROLES.find((one) => isSame(rgbOf(palette[one]), text.color));
	if (!role) return null;
	const changed: Partial<Theme["palette"]> = { ...storyboard.theme.palette, [role]: hexOf(wanted) };
	return fixOf(storyboard, (board) => ({ ...board, theme: { ...board.theme, palette: changed } }));
}

function rgbOf(value: unknown): Rgb | null {
	const match = typeof value === "string" ? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value) : null;
	if (!match) return null;
	const [, red = "0", green = "0", blue = "0"] = match;
	return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function isSame(one: Rgb | null, other: Rgb): boolean {
	return one !== null && [0, 1, 2].every((channel) => Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)) <= SAME);
}
