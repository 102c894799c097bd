import { MousePointerClick } from "lucide-react";
import { cx, Empty, Skeleton } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { useEditor, withSceneNames } from "../storyboard/index.ts";
import { FilmForm } from "./film-form.tsx";
import { SceneForm } from "./scene-form.tsx";

/** The form of the selected scene, or of the whole film. */
export function EditPanel() {
	const { store } = useStage();
	const editing = useStageState((state) => state.editing);
	const selected = useStageState((state) => state.selectedSceneId);
	const { storyboard, loading, problem, catalog, readOnly } = useEditor();
	const scene = storyboard?.scenes.find((one) => one.id === selected);

	return (
		<div>
			<fieldset aria-label="What to edit" className="flex gap-1 px-4 pt-3">
				{(["scene", "film"] as const).map((one) => (
					<button
						key={one}
						type="button"
						aria-pressed={editing === one}
						onClick={() => store.set({ editing: one, soundId: null })}
						className={cx(
							"h-7 rounded-md px-2.5 font-medium text-xs transition-colors",
							editing === one ? "bg-raised text-ink ring-1 ring-line" : "text-muted hover:text-ink",
						)}
					>
						{one === "scene" ? "Scene" : "Film and theme"}
					</button>
				))}
			</fieldset>
			{loading && (
				<div className="space-y-3 p-4">
					<Skeleton className="h-8" />
					<Skeleton className="h-20" />
				</div>
			)}
			{!loading && !storyboard && (
				<Empty icon={MousePointerClick} title="Nothing to edit here yet">
					{problem ? withSceneNames(problem, catalog) : "The storyboard appears when the session has started."}
				</Empty>
			)}
			{readOnly && <p className="mx-4 mt-3 rounded-lg bg-accent-soft px-3 py-2 text-ui">{readOnly}</p>}
			<fieldset disabled={readOnly !== null} aria-label="Fields">
				{storyboard && editing === "film" && <FilmForm storyboard={storyboard} />}
				{storyboard && editing === "scene" && scene && <SceneForm key={scene.id} storyboard={storyboard} scene={scene} />}
			</fieldset>
			{storyboard && editing === "scene" && !scene && (
				<Empty icon={MousePointerClick} title="Choose a scene">
					Click a scene in the timeline to change its words, colours, length and transition.
				</Empty>
			)}
		</div>
	);
}
