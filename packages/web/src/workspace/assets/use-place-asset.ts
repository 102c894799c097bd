import type { Asset, Storyboard } from "@storydream/protocol";
import { newId, toast } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { addPictureScene, setMark, setSceneFile, useAddSound, useEditor } from "../storyboard/index.ts";
import { assetTitle } from "./asset-facts.ts";

/** The scene that shows a picture. */
const PICTURE_SCENE = "ImagePan";

/** Where a picture goes: beside or behind the content of the selected scene, into a corner of all scenes, or into a scene of its own. */
export type PicturePlace = "scene" | "behind" | "corner" | "own";

/** Puts an asset into the film, where the person says. */
export function usePlaceAsset() {
	const { store } = useStage();
	const { editor, storyboard, catalog, readOnly } = useEditor();
	const addSound = useAddSound();
	const selected = useStageState((state) => state.selectedSceneId);
	const scene = storyboard?.scenes.find((one) => one.id === selected);
	const entry = catalog?.scenes.find((one) => one.scene === PICTURE_SCENE);
	const fields = catalog?.scenes.find((one) => one.scene === scene?.scene)?.propsSchema.properties;
	const takes = (field: string) => typeof fields === "object" && fields !== null && Object.hasOwn(fields, field);

	const edit = (asset: Asset, title: string, apply: (s: Storyboard) => Storyboard | null) =>
		editor.edit({ key: `asset:${newId()}`, title: title.replace("%", assetTitle(asset)), apply });

	const placePicture = (asset: Asset, place: PicturePlace) => {
		if (!storyboard) return;
		if (place === "corner") {
			const corner = storyboard.mark?.corner ?? "bottom-right";
			edit(asset, "Show “%” in a corner of all scenes", (s) => setMark(s, { src: asset.path, corner }));
			store.set({ panel: "edit", editing: "film" });
			return;
		}
		if (place === "own") {
			if (!entry) {
				toast("info", "This project has no scene that shows a picture by itself.", "Ask the agent to use the file.");
				return;
			}
			const made = addPictureScene(storyboard, entry, selected, asset.path);
			const id = made.scenes.find((one) => !storyboard.scenes.some((old) => old.id === one.id))?.id ?? null;
			edit(asset, "Show “%” in a scene of its own", (s) => addPictureScene(s, entry, selected, asset.path));
			store.set({ selectedSceneId: id, revealSceneId: id, panel: "edit", editing: "scene" });
			return;
		}
		if (!scene) return;
		// A scene that is about a picture shows this one instead.
		const field = place === "behind" ? "backdrop" : takes("src") ? "src" : "picture";
		edit(asset, place === "behind" ? "Put “%” behind a scene" : "Show “%” in a scene", (s) =>
			setSceneFile(s, scene.id, field, asset.path),
		);
		store.set({ revealSceneId: scene.id, panel: "edit", editing: "scene" });
	};

	return {
		/** There is a film to place things in. */
		can: storyboard !== null && readOnly === null,
		/** The selected scene can show a picture there. */
		canScene: scene !== undefined && (takes("src") || takes("picture")),
		canBehind: scene !== undefined && takes("backdrop"),
		placePicture,
		placeSound: (asset: Asset) => addSound({ src: asset.path, seconds: asset.duration }, assetTitle(asset)),
	};
}
