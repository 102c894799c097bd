import { Popover } from "@base-ui/react/popover";
import type { SceneCatalog } from "@storydream/protocol";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button, newId, seconds } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { addScene, useEditor } from "../storyboard/index.ts";

type Entry = SceneCatalog["scenes"][number];

/** The scenes by family, in the catalog's order; those without one come last. */
function familiesOf(scenes: readonly Entry[]): [family: string, entries: Entry[]][] {
	const named = [...new Set(scenes.map(({ family }) => family))].filter((family) => family !== undefined);
	const groups = [...named, undefined].map((family): [string, Entry[]] => [
		family === undefined ? "More" : family.charAt(0).toUpperCase() + family.slice(1),
		scenes.filter((scene) => scene.family === family),
	]);
	return groups.filter(([, entries]) => entries.length > 0);
}

/** The project's scenes, each with what it is for; a click puts it after the selected one. */
export function AddScene() {
	const { store } = useStage();
	const { editor, storyboard, catalog } = useEditor();
	const [open, setOpen] = useState(false);
	if (!storyboard || !catalog) return null;

	const add = (entry: Entry) => {
		const after = store.get().selectedSceneId;
		const made = addScene(storyboard, entry, after);
		const id = made.scenes.find((scene) => !storyboard.scenes.some((one) => one.id === scene.id))?.id;
		editor.edit({ key: `add:${newId()}`, title: `Add “${entry.title}”`, apply: (s) => addScene(s, entry, after) });
		store.set({ selectedSceneId: id ?? null, revealSceneId: id ?? null, panel: "edit", editing: "scene" });
		setOpen(false);
	};

	return (
		<Popover.Root open={open} onOpenChange={setOpen}>
			<Popover.Trigger
				render={
					<Button size="small" icon={Plus} className="ml-1" data-testid="add-scene">
						Scene
					</Button>
				}
			/>
			<Popover.Portal>
				<Popover.Positioner side="top" align="end" sideOffset={6} className="z-[60]">
					<Popover.Popup
						aria-label="Add a scene"
						className="max-h-[min(28rem,60vh)] w-[min(30rem,calc(100vw-1.5rem))] animate-rise overflow-auto rounded-xl border border-line bg-raised p-2 shadow-float outline-none"
					>
						{familiesOf(catalog.scenes).map(([family, entries]) => (
							<section key={family} aria-label={family}>
								<h3 className="px-2.5 pt-2 pb-1 font-medium text-faint text-xs">{family}</h3>
								<ul className="grid gap-1 sm:grid-cols-2">
									{entries.map((entry) => (
										<li key={entry.scene}>
											<button
												type="button"
												onClick={() => add(entry)}
												className="flex h-full w-full flex-col items-stretch rounded-lg p-2.5 text-left hover:bg-sunken"
											>
												<span className="flex items-baseline justify-between gap-2">
													<span className="font-medium text-ui">{entry.title}</span>
													<span className="text-2xs text-faint">{seconds(entry.defaultDurationInFrames / storyboard.fps)}</span>
												</span>
												<span className="mt-0.5 line-clamp-2 text-muted text-xs">{entry.description}</span>
											</button>
										</li>
									))}
								</ul>
							</section>
						))}
					</Popover.Popup>
				</Popover.Positioner>
			</Popover.Portal>
		</Popover.Root>
	);
}
