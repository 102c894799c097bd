import { newId, toast } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { isMusic, isNewMusic, type NewSound, placeSound, soundName } from "./sounds.ts";
import { useEditor } from "./use-editor.tsx";

/** Adds a sound to the film and shows its fields. New music takes the place of the music there is, and the page says so. */
export function useAddSound(): (sound: NewSound, name?: string) => void {
	const { store, playback } = useStage();
	const { editor, storyboard, catalog } = useEditor();
	return (sound, name = soundName(sound.src, catalog?.sounds)) => {
		if (!storyboard) return;
		const { frame } = playback.get();
		const replaced = isNewMusic(sound) ? storyboard.audio.find(isMusic) : undefined;
		const added = placeSound(storyboard, sound, frame).audio.at(-1);
		editor.edit({
			key: `audio-add:${newId()}`,
			title: replaced ? `Replace the music by “${name}”` : `Add the sound “${name}”`,
			apply: (s) => placeSound(s, sound, frame),
		});
		store.set({ panel: "edit", editing: "film", soundId: added?.id ?? null });
		if (replaced)
			toast(
				"info",
				`“${name}” is the music now, instead of “${soundName(replaced.src, catalog?.sounds)}”.`,
				"Undo brings the other one back.",
			);
	};
}
