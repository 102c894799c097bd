import type { StoryboardMark, StoryboardScene } from "@storydream/protocol";
import { type Clause, called, changeScene, type FilmInWork, type Outcome } from "./film.ts";
import { findTargets, pointedScene } from "./targets.ts";

const FILE = /(?:assets\/)?([\p{L}\p{N}][\p{L}\p{N}._-]*\.(?:png|jpe?g|webp|gif|svg|avif))/iu;
const PUT =
	/(?<![\p{L}])(?:add|insert|include|put|place|use|show|set|make|want|stick|zeige|füge|setze|nutze|pon|usa|muestra|mets|utilise|montre)(?![\p{L}])/iu;
const ALL = /\b(?:all|every|each|whole|entire|everywhere|throughout)\b/i;
const CORNER = /\b(?:corners?|watermark)\b|\b(?:on|in|over|to|across)\s+(?:all|every|each)\b(?! background)/i;
const BEHIND = /\b(?:background|backdrop|behind)\b/i;
const BESIDE_A_SCENE = /\b(?:before|after|following|in front of)\b/i;
const IN_A_SCENE = /\b(?:in|into|on|onto|inside|to|with|beside|next to)\b/i;

/**
 * "Use logo.png in the top right corner of all scenes", "put photo.jpg behind the title", "show bottle.png in the second
 * scene": a picture of the person, where the wish says. Null: the picture is to be a scene of its own, or none is named.
 */
export function picture(clause: Clause, film: FilmInWork): Outcome | null {
	const named = FILE.exec(clause.text);
	const file = named?.[1] ?? logoFile(clause, film);
	if (file === undefined || !PUT.test(clause.masked)) return null;
	// The file's own name says nothing about scenes: "logo.png" is no logo scene.
	const words = clause.text.replace(named?.[0] ?? /\b(?:my|our|the|a)\s+logo\b/i, " ");
	const corner = CORNER.test(words) && !BEHIND.test(words);
	const target = findTargets(words, film)[0]?.scene ?? (/\b(?:this|here|it)\b/i.test(words) ? pointedScene(film) : undefined);
	const inScene = target !== undefined && IN_A_SCENE.test(words) && !BESIDE_A_SCENE.test(words);
	if (!corner && !BEHIND.test(words) && !inScene) return null;

	const known = film.files.find((one) => one.toLowerCase() === file.toLowerCase());
	if (film.files.length > 0 && known === undefined)
		return { failed: `There is no picture ${file} in this project's assets: drop it into **Assets** and ask again.` };
	const src = `assets/${known ?? file}`;
	if (corner) return inCorner(words, src, file, film);
	if (BEHIND.test(words)) return behind(words, src, file, target, film);
	return target ? inside(src, file, target, film) : null;
}

/** "My logo in the corner": the one picture of the assets that is called so. */
function logoFile(clause: Clause, film: FilmInWork): string | undefined {
	if (!/\b(?:my|our|the)\s+logo\b/i.test(clause.masked) || !CORNER.test(clause.masked)) return undefined;
	return film.files.find((one) => /logo/i.test(one));
}

function inCorner(words: string, src: string, file: string, film: FilmInWork): Outcome {
	const old = film.storyboard.mark?.corner ?? "bottom-right";
	const vertical = /\b(?:top|upper)\b/i.test(words) ? "top" : /\b(?:bottom|lower)\b/i.test(words) ? "bottom" : old.split("-")[0];
	const horizontal = /\bleft\b/i.test(words) ? "left" : /\bright\b/i.test(words) ? "right" : old.split("-")[1];
	const corner = `${vertical}-${horizontal}` as StoryboardMark["corner"];
	film.storyboard = { ...film.storyboard, mark: { src, corner } };
	for (const scene of film.storyboard.scenes) film.touched.add(scene.id);
	return { done: `${file} stands in the ${corner.replace("-", " ")} corner of every scene.` };
}

function behind(words: string, src: string, file: string, target: StoryboardScene | undefined, film: FilmInWork): Outcome {
	const scenes = target && !ALL.test(words) ? [target] : film.storyboard.scenes;
	for (const scene of scenes) changeScene(film, scene.id, (one) => ({ ...one, props: { ...one.props, backdrop: src } }));
	return { done: `${file} is the background of ${scenes.length === 1 && target ? called(target, film) : "every scene"}.` };
}

function inside(src: string, file: string, target: StoryboardScene, film: FilmInWork): Outcome {
	const field = target.scene === "ImagePan" ? "src" : "picture";
	changeScene(film, target.id, (one) => ({ ...one, props: { ...one.props, [field]: src } }));
	return { done: `${file} is shown in ${called(target, film)}.` };
}
