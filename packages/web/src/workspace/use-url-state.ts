import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { WorkspaceSearch } from "../address/index.ts";
import { type StageState, useStage } from "./stage.tsx";

const searchOf = ({ panel, selectedSceneId }: StageState): WorkspaceSearch => ({
	...(panel === "edit" ? {} : { panel }),
	...(selectedSceneId ? { scene: selectedSceneId } : {}),
});
const isSame = (a: WorkspaceSearch, b: WorkspaceSearch) => (a.panel ?? "edit") === (b.panel ?? "edit") && a.scene === b.scene;

/**
 * Keeps the open panel and the selected scene in the page's address, both ways: a reload and a shared address open the
 * same, and back and forward go from panel to panel. Selecting a scene makes no entry of its own in the history.
 */
export function useUrlState(): void {
	const { store } = useStage();
	const search: WorkspaceSearch = useSearch({ from: "/projects/$projectId" });
	const navigate = useNavigate({ from: "/projects/$projectId" });
	/** The address as it was last written or read here. */
	const known = useRef<WorkspaceSearch | null>(null);

	useEffect(() => {
		if (known.current && isSame(known.current, search)) return;
		known.current = search;
		store.set({ panel: search.panel ?? "edit", selectedSceneId: search.scene ?? null });
	}, [search, store]);

	useEffect(
		() =>
			store.subscribe(() => {
				const next = searchOf(store.get());
				const before = known.current;
				if (!before || isSame(before, next)) return;
				known.current = next;
				void navigate({ search: next, replace: (before.panel ?? "edit") === (next.panel ?? "edit") });
			}),
		[store, navigate],
	);
}
