import type { Asset } from "@storydream/protocol";
import { tell } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { addAudio, addScene, useEditor } from "../storyboard/index.ts";
import { assetTitle } from "./asset-facts.ts";

/** The scene that shows a picture. */
const PICTURE_SCENE = "ImagePan";

/** Puts an asset into the film: a picture as a scene after the selected one, a sound from the play head on. */
export function usePlaceAsset() {
	const { store, playback } = useStage();
	const { editor, storyboard, catalog } = useEditor();
	const entry = catalog?.scenes.find((one) => one.scene === PICTURE_SCENE);

	const place = (asset: Asset) => {
		if (!storyboard) return;
		if (asset.kind === "audio") {
			const { frame } = playback.get();
			editor.edit({
				key: `audio-add:${asset.name}`,
				title: `Play ${assetTitle(asset)}`,
				apply: (s) => addAudio(s, asset.path, frame),
			});
			store.set({ panel: "edit", editing: "film" });
			return;
		}
		if (!entry) {
			tell("info", "This project has no scene that shows a picture by itself.", "Ask the agent to use the file.");
			return;
		}
		const after = store.get().selectedSceneId;
		const made = addScene(storyboard, entry, after, { src: asset.path });
		const id = made.scenes.find((scene) => !storyboard.scenes.some((one) => one.id === scene.id))?.id ?? null;
		editor.edit({
			key: `asset-add:${asset.name}`,
			title: `Show ${assetTitle(asset)}`,
			apply: (s) => addScene(s, entry, after, { src: asset.path }),
		});
		store.set({ selectedSceneId: id, revealSceneId: id, panel: "edit", editing: "scene" });
	};
	return { can: storyboard !== null, place };
}
