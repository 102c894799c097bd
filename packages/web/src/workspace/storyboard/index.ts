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
export { EditorProvider, useEditor } from "./use-editor.tsx";
