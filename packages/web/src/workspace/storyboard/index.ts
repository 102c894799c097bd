export {
	addAudio,
	addScene,
	changeFps,
	changeScene,
	duplicateScene,
	MIN_SCENE_FRAMES,
	moveScene,
	removeScene,
	trimScene,
} from "./edits.ts";
export { EditorProvider, useEditor, useUndo } from "./use-editor.tsx";
export { useVersions } from "./use-versions.ts";
