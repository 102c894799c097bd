import {
	filmDurationInFrames,
	type SceneCatalog,
	type Storyboard,
	type StoryboardMark,
	type StoryboardScene,
} from "@storydream/protocol";

/** What a hand can do to a storyboard. All pure: each gives a new storyboard, or null when the scene is not there any more. */

type Scenes = StoryboardScene[];
const indexOf = (storyboard: Storyboard, id: string) => storyboard.scenes.findIndex((scene) => scene.id === id);
const withScenes = (storyboard: Storyboard, scenes: Scenes): Storyboard => ({ ...storyboard, scenes });

/** A scene takes the place of another one; those between move up. */
export function moveScene(storyboard: Storyboard, id: string, toIndex: number): Storyboard | null {
	const from = indexOf(storyboard, id);
	const scene = storyboard.scenes[from];
	if (!scene) return null;
	const to = Math.min(Math.max(0, toIndex), storyboard.scenes.length - 1);
	return withScenes(storyboard, storyboard.scenes.toSpliced(from, 1).toSpliced(to, 0, scene));
}

/** Gives a scene another length, in whole frames, at least `MIN_SCENE_FRAMES`. */
export const MIN_SCENE_FRAMES = 5;
const MAX_SCENE_FRAMES = 108_000;
export function trimScene(storyboard: Storyboard, id: string, durationInFrames: number): Storyboard | null {
	const whole = Math.min(MAX_SCENE_FRAMES, Math.max(MIN_SCENE_FRAMES, Math.round(durationInFrames)));
	return changeScene(storyboard, id, (scene) => ({ ...scene, durationInFrames: whole }));
}

/** Puts a copy right after a scene, under an id of its own. */
export function duplicateScene(storyboard: Storyboard, id: string): Storyboard | null {
	const index = indexOf(storyboard, id);
	const scene = storyboard.scenes[index];
	if (!scene) return null;
	const copy = { ...structuredClone(scene), id: freeId(storyboard, scene.id) };
	return withScenes(storyboard, storyboard.scenes.toSpliced(index + 1, 0, copy));
}

/** Takes a scene out. The last one stays: a film needs one. */
export function removeScene(storyboard: Storyboard, id: string): Storyboard | null {
	if (indexOf(storyboard, id) < 0 || storyboard.scenes.length < 2) return null;
	return withScenes(
		storyboard,
		storyboard.scenes.filter((scene) => scene.id !== id),
	);
}

/** Puts a scene of the catalog after another one (null: at the end) with the props it looks good with. */
export function addScene(
	storyboard: Storyboard,
	entry: SceneCatalog["scenes"][number],
	afterId: string | null,
	props: Record<string, unknown> = {},
): Storyboard {
	const index = afterId === null ? -1 : indexOf(storyboard, afterId);
	const at = index < 0 ? storyboard.scenes.length : index + 1;
	return insertScene(storyboard, entry, at, { ...structuredClone(entry.defaultProps), ...props });
}

function insertScene(
	storyboard: Storyboard,
	entry: SceneCatalog["scenes"][number],
	at: number,
	props: Record<string, unknown>,
): Storyboard {
	const scene: StoryboardScene = {
		id: freeId(storyboard, kebab(entry.scene)),
		scene: entry.scene,
		durationInFrames: entry.defaultDurationInFrames,
		props,
		...(at > 0 ? { transition: { type: "fade", durationInFrames: Math.round(storyboard.fps / 2) } } : {}),
	};
	return withScenes(storyboard, storyboard.scenes.toSpliced(at, 0, scene));
}

/** Kinds of scenes that end a film when they stand last. */
const ENDINGS = new Set(["Outro", "Logo"]);

/**
 * Puts a picture in as a scene of its own, without words nobody wrote: after a scene, or at the end; never after the
 * scene that ends the film.
 */
export function addPictureScene(
	storyboard: Storyboard,
	entry: SceneCatalog["scenes"][number],
	afterId: string | null,
	src: string,
): Storyboard {
	const last = storyboard.scenes.at(-1);
	const index = afterId === null ? -1 : indexOf(storyboard, afterId);
	const at = index < 0 ? storyboard.scenes.length : index + 1;
	const ends = storyboard.scenes.length > 1 && last !== undefined && ENDINGS.has(last.scene);
	return insertScene(storyboard, entry, Math.min(at, storyboard.scenes.length - (ends ? 1 : 0)), { src });
}

/** Puts a file into a field of one scene, such as its picture or its backdrop. */
export function setSceneFile(storyboard: Storyboard, id: string, field: string, src: string): Storyboard | null {
	return changeScene(storyboard, id, (scene) => ({ ...scene, props: { ...scene.props, [field]: src } }));
}

/** Puts a picture into a corner of every scene; null takes it away. */
export function setMark(storyboard: Storyboard, mark: StoryboardMark | null): Storyboard {
	const { mark: _old, ...rest } = storyboard;
	return mark === null ? rest : { ...rest, mark };
}

/** Changes one scene and leaves the others as they are. */
export function changeScene(
	storyboard: Storyboard,
	id: string,
	change: (scene: StoryboardScene) => StoryboardScene,
): Storyboard | null {
	if (indexOf(storyboard, id) < 0) return null;
	return withScenes(
		storyboard,
		storyboard.scenes.map((scene) => (scene.id === id ? change(scene) : scene)),
	);
}

/** Another frame rate keeps every length in seconds. */
export function changeFps(storyboard: Storyboard, fps: number): Storyboard {
	const scaled = (frames: number) => Math.round((frames * fps) / storyboard.fps);
	const atLeastOne = (frames: number) => Math.max(1, scaled(frames));
	return {
		...storyboard,
		fps,
		scenes: storyboard.scenes.map((scene) => ({
			...scene,
			durationInFrames: atLeastOne(scene.durationInFrames),
			...(scene.transition
				? { transition: { ...scene.transition, durationInFrames: scaled(scene.transition.durationInFrames) } }
				: {}),
		})),
		audio: storyboard.audio.map((track) => ({
			...track,
			startFrame: scaled(track.startFrame),
			...(track.durationInFrames ? { durationInFrames: atLeastOne(track.durationInFrames) } : {}),
			fadeInFrames: scaled(track.fadeInFrames),
			fadeOutFrames: scaled(track.fadeOutFrames),
		})),
		captions: storyboard.captions.map((caption) => ({
			...caption,
			startFrame: scaled(caption.startFrame),
			endFrame: atLeastOne(caption.endFrame),
		})),
	};
}

/** Adds a sound from `startFrame` to the end of the film; music loops and fades out over the last second. */
export function addAudio(storyboard: Storyboard, src: string, startFrame: number): Storyboard {
	const music = src.includes("/music/");
	const taken = new Set(storyboard.audio.map((track) => track.id));
	return {
		...storyboard,
		audio: [
			...storyboard.audio,
			{
				id: free(
					kebab(
						src
							.split("/")
							.at(-1)
							?.replace(/\.[^.]*$/, "") ?? "sound",
					),
					taken,
				),
				src,
				startFrame: Math.min(startFrame, filmDurationInFrames(storyboard) - 1),
				volume: music ? 0.6 : 1,
				loop: music,
				fadeInFrames: 0,
				fadeOutFrames: music ? storyboard.fps : 0,
			},
		],
	};
}

/** An id like `title-2` that no scene of the storyboard has. */
export function freeId(storyboard: Storyboard, like: string): string {
	return free(like, new Set(storyboard.scenes.map((scene) => scene.id)));
}

function free(like: string, taken: ReadonlySet<string>): string {
	const stem = like.replace(/-\d+$/, "").slice(0, 56) || "scene";
	let number = 1;
	while (taken.has(`${stem}-${number}`)) number += 1;
	return `${stem}-${number}`;
}

const kebab = (name: string) =>
	name
		.replace(/([a-z0-9])([A-Z])/g, "$1-$2")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "") || "scene";
