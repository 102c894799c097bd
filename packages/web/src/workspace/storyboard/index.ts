export {
	addPictureScene,
	addScene,
	changeFps,
	changeScene,
	duplicateScene,
	MIN_SCENE_FRAMES,
	moveScene,
	removeScene,
	setMark,
	setSceneFile,
	trimScene,
} from "./edits.ts";
export { sceneTitle, withSceneNames } from "./scene-title.ts";
export { describeSound, isNewMusic, soundName } from "./sounds.ts";
export { useAddSound } from "./use-add-sound.ts";
export { EditorProvider, useEditor, useUndo } from "./use-editor.tsx";
export { useVersions } from "./use-versions.ts";
