import type { Version } from "@storydream/protocol";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { restoreVersion, versionsQuery } from "../../api/index.ts";
import { tell, tellError } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { previousOf } from "./undo.ts";

/** All versions loaded so far, newest first, with where the list stands. */
export function useVersions() {
	const { projectId } = useStage();
	const query = useInfiniteQuery(versionsQuery(projectId));
	const versions = useMemo(() => query.data?.pages.flatMap((page) => page.versions) ?? [], [query.data]);
	return { ...query, versions };
}

/** Makes an old version the newest one again; nothing is taken away by it. */
export function useRestore() {
	const { projectId, store } = useStage();
	const queries = useQueryClient();
	const { mutateAsync, isPending } = useMutation({ mutationFn: (sha: string) => restoreVersion(projectId, sha) });
	const restore = useCallback(
		async (version: Pick<Version, "sha" | "title">): Promise<Version | null> => {
			try {
				const { version: made } = await mutateAsync(version.sha);
				if (store.get().looking) store.set({ looking: null, film: null });
				await queries.invalidateQueries({ queryKey: ["versions", projectId] });
				await queries.invalidateQueries({ queryKey: ["storyboard", projectId] });
				tell("good", `Restored “${version.title}”.`, "The versions after it are still in the list.");
				return made;
			} catch (error) {
				tellError(error);
				return null;
			}
		},
		[mutateAsync, store, queries, projectId],
	);
	return { restore, busy: isPending };
}

/** Goes one version back; pressed again, one further. */
export function useUndo() {
	const { versions } = useVersions();
	const { restore, busy } = useRestore();
	/** What each version restored in this visit stands for, so that undo after undo goes on instead of back and forth. */
	const standsFor = useRef(new Map<string, string>());
	const underWay = useRef(false);
	return {
		canUndo: versions.length > 1 && !busy,
		undo: async () => {
			if (busy || underWay.current) return;
			const previous = previousOf(versions, standsFor.current);
			if (!previous) {
				tell("info", "There is no earlier version to go back to.");
				return;
			}
			underWay.current = true;
			const made = await restore(previous);
			if (made) standsFor.current.set(made.sha, previous.sha);
			underWay.current = false;
		},
	};
}
