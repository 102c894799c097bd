import { applyPatch, type CheckFinding, isSameJson, type Storyboard, type StoryboardPatch } from "@storydream/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { checksQuery, startCheck } from "../../api/index.ts";
import { newId, toast, toastError } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { useEditor } from "../storyboard/index.ts";
import { seek } from "../transport.ts";

/** How the check of a project's film stands, and a way to have it checked now. */
export function useCheck() {
	const { projectId } = useStage();
	const queries = useQueryClient();
	const query = useQuery(checksQuery(projectId));
	const run = useMutation({
		mutationFn: () => startCheck(projectId),
		onSuccess: (state) => queries.setQueryData(checksQuery(projectId).queryKey, state),
		onError: toastError,
	});
	return { ...query, run: () => run.mutate(), isStarting: run.isPending };
}

/** What can be done about a finding. */
export function useFindings(close: () => void) {
	const stage = useStage();
	const { editor, storyboard, readOnly } = useEditor();

	/** `open`: it can be mended here. `done`: the film holds the change already. `none`: no change is known, or it fits no more. */
	const fixState = ({ fix }: CheckFinding): "open" | "done" | "none" => {
		if (fix === null || fix.length === 0 || storyboard === null) return "none";
		const mended = applyPatch(storyboard, fix, "strict");
		if (mended === null) return "none";
		return isSameJson(mended, storyboard) ? "done" : "open";
	};
	const applyFix = ({ fix, message }: CheckFinding) => {
		if (fix === null) return;
		editor.edit({ key: `fix:${newId()}`, title: shortTitle(message), apply: (now) => applyPatch(now, fix, "strict") });
	};
	return {
		canEdit: storyboard !== null && readOnly === null,
		fixState,
		applyFix,
		/** Makes all changes that fit one after the other, as one edit. */
		applyFixes: (findings: readonly CheckFinding[]) => {
			const fixes = findings.flatMap(({ fix }) => (fix === null ? [] : [fix]));
			const applied = storyboard === null ? 0 : applyAll(storyboard, fixes).applied;
			editor.edit({ key: `fix:${newId()}`, title: "Fix what the film check found", apply: (now) => applyAll(now, fixes).film });
			toast("info", applied === 1 ? "1 change was made." : `${applied} changes were made.`, "Undo takes them back.");
		},
		askAgent: ({ message, wanted }: CheckFinding) => {
			close();
			stage.compose(`${message} (${wanted})`);
		},
		showFrame: (frame: number | null, sceneId: string | null) => {
			close();
			stage.store.set({ mobile: "preview", ...(sceneId === null ? {} : { selectedSceneId: sceneId }) });
			if (frame !== null) seek(stage, frame);
		},
	};
}

/** A film with each fix that still fits when those before it are made, and how many were. */
function applyAll(film: Storyboard, fixes: readonly StoryboardPatch[]): { film: Storyboard; applied: number } {
	return fixes.reduce(
		(made, fix) => {
			const next = applyPatch(made.film, fix, "strict");
			return next === null || isSameJson(next, made.film) ? made : { film: next, applied: made.applied + 1 };
		},
		{ film, applied: 0 },
	);
}

/** A version's title is one line. */
const shortTitle = (message: string) => `Fix: ${message.length > 100 ? `${message.slice(0, 99)}…` : message}`;
