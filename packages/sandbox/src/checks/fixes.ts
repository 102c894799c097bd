import { diffStoryboards, type Storyboard, type StoryboardPatch, type StoryboardScene } from "@storydream/protocol";

/** The patch that makes a change of the storyboard; null where the change leaves it as it is. */
export function fixOf(storyboard: Storyboard, change: (board: Storyboard) => Storyboard | null): StoryboardPatch | null {
	const changed = change(storyboard);
	if (changed === null) return null;
	const patch = diffStoryboards(storyboard, changed);
	return patch.length > 0 ? patch : null;
}

/** Takes a scene out; null when it is the last one. */
export function withoutScene(board: Storyboard, id: string): Storyboard | null {
	const scenes = board.scenes.filter((scene) => scene.id !== id);
	return scenes.length > 0 && scenes.length < board.scenes.length ? { ...board, scenes } : null;
}

/** Changes one scene. */
export function withScene(board: Storyboard, id: string, change: (scene: StoryboardScene) => StoryboardScene): Storyboard {
	return { ...board, scenes: board.scenes.map((scene) => (scene.id === id ? change(scene) : scene)) };
}

/** An id that no scene has yet. */
export function freeSceneId(board: Storyboard, stem: string): string {
	const taken = new Set(board.scenes.map(({ id }) => id));
	for (let number = 1; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
