import type { Version } from "@storydream/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { restoreVersion } from "../../api/index.ts";
import { toast, toastError } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { useEditor } from "../storyboard/index.ts";
import { leaveVersion } from "../transport.ts";

/** Makes an old version the newest one again; nothing is taken away by it. */
export function useRestore() {
	const stage = useStage();
	const { projectId } = stage;
	const { editor } = useEditor();
	const queries = useQueryClient();
	const { mutateAsync, isPending } = useMutation({
		mutationFn: ({ sha, base }: { sha: string; base: string | null }) =>
			restoreVersion(projectId, sha, base === null ? {} : { baseCommitSha: base }),
	});
	const restore = useCallback(
		async (version: Pick<Version, "sha" | "title">): Promise<void> => {
			try {
				// An edit that still waits becomes a version before the film is replaced.
				await editor.settle();
				await mutateAsync({ sha: version.sha, base: editor.getState().commitSha });
				leaveVersion(stage);
				await queries.invalidateQueries({ queryKey: ["versions", projectId] });
				await queries.invalidateQueries({ queryKey: ["storyboard", projectId] });
				toast("good", `Restored “${version.title}”.`, "The versions after it are still in the list.");
			} catch (error) {
				toastError(error);
			}
		},
		[mutateAsync, editor, stage, queries, projectId],
	);
	return { restore, busy: isPending };
}
