import { filmDurationInFrames, type SceneCatalog, type Storyboard, sceneSpans } from "@storydream/protocol";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import {
	getStoryboard,
	NoAnswerError,
	putStoryboard,
	restoreVersion,
	storyboardAtQuery,
	storyboardQuery,
} from "../../api/index.ts";
import { isRunning, useSession } from "../../session/index.ts";
import { toast, useLeaveWarning } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { leaveVersion } from "../transport.ts";
import { createEditor, type Editor, type EditorState } from "./editor.ts";
import { showNotice } from "./notices.ts";
import { retryHeld } from "./retry-held.ts";
import { readEdits, writeEdits } from "./saved-edits.ts";
import { openBrowserUnsent } from "./unsent-edits.ts";
import { useVersions } from "./use-versions.ts";
import { warnUnkept } from "./warn-unkept.ts";

interface Value {
	editor: Editor;
	/** The storyboard to show: with the hand's own edits, or, while the agent writes, as the preview shows it. */
	storyboard: Storyboard | null;
	catalog: SceneCatalog | null;
	/** Why there is nothing to edit. */
	problem: string | null;
	loading: boolean;
	error: unknown;
	reload(): void;
	status: EditorState;
	/** Why nothing can be changed now, as a sentence; null: it can. */
	readOnly: string | null;
	durationInFrames: number;
	/** The scene on a frame; where two share it, the one that comes in. */
	sceneAt(frame: number): string | null;
}

const READ_ONLY = "This is an older version: it can be watched, not changed.";
const EditorContext = createContext<Value | null>(null);

/** What this tab has kept of the project, and what keeps its edits until they are saved. */
function openKept(projectId: string) {
	const saved = readEdits(projectId);
	const unsent = openBrowserUnsent({ projectId, restored: saved !== null, notify: showNotice });
	// Another tab has sent what waited here.
	return { unsent, saved: saved && unsent.takenOver() ? { ...saved, waiting: [] } : saved };
}

export function EditorProvider({ children }: { children: ReactNode }) {
	const { projectId } = useStage();
	const queries = useQueryClient();
	const query = useQuery(storyboardQuery(projectId));
	const looking = useStageState((state) => state.looking);
	const reported = useStageState((state) => state.film);
	const film = looking ? null : reported;
	const old = useQuery(storyboardAtQuery(projectId, looking?.version.sha ?? null));
	const running = useSession(isRunning);
	const connected = useSession((state) => state.connection.status === "open");

	const { versions } = useVersions(projectId);

	const { unsent, saved } = useMemo(() => openKept(projectId), [projectId]);
	const editor = useMemo(
		() =>
			createEditor({
				load: async () => {
					const state = await getStoryboard(projectId);
					queries.setQueryData(storyboardQuery(projectId).queryKey, state);
					return state;
				},
				save: async (baseCommitSha, storyboard, title) => {
					const state = await putStoryboard(projectId, { baseCommitSha, storyboard, title });
					queries.setQueryData(storyboardQuery(projectId).queryKey, state);
					return state;
				},
				restore: async (sha, base, then) => {
					const { version } = await restoreVersion(projectId, sha, { baseCommitSha: base, ...then });
					void queries.invalidateQueries({ queryKey: ["versions", projectId] });
					return version.sha;
				},
				notify: showNotice,
				saved,
				keep: (edits, base) => {
					writeEdits(projectId, edits);
					unsent.keep(base, edits.waiting);
				},
				isOffline: (error) => error instanceof NoAnswerError,
			}),
		[projectId, queries, unsent, saved],
	);
	useEffect(() => unsent.hold(), [unsent]);
	useEffect(() => warnUnkept(editor, unsent, showNotice), [editor, unsent]);

	useEffect(() => {
		if (query.data) editor.setBase(query.data);
	}, [editor, query.data]);
	const known = query.data !== undefined;
	useEffect(() => {
		if (known) void unsent.takeOver((edits) => editor.recover(edits));
	}, [editor, unsent, known]);
	useEffect(() => {
		if (versions.length > 0) editor.setVersions(versions, running);
	}, [editor, versions, running]);
	useEffect(() => {
		if (!running && connected) editor.resume();
	}, [editor, running, connected]);
	// The end of a turn is announced; the end of other causes is not.
	useEffect(() => (running && connected ? undefined : retryHeld(editor)), [editor, running, connected]);
	useEffect(() => () => editor.saveNow(), [editor]);

	const status = useSyncExternalStore(editor.subscribe, editor.getState);
	const unsentMessage = useSession((state) => state.outbox.length > 0);
	useLeaveWarning(status.status !== "clean" || unsentMessage);
	const live = running && status.status === "clean" ? (film?.storyboard ?? null) : null;
	const storyboard = live ?? status.view ?? film?.storyboard ?? null;
	const { refetch } = query;

	const oldVersion = useMemo<Value | null>(() => {
		if (!looking) return null;
		const shown = old.data?.storyboard ?? reported?.storyboard ?? null;
		return {
			editor: { ...editor, edit: () => toast("info", READ_ONLY, "Restore it, or go back to the newest version.") },
			storyboard: shown,
			catalog: reported?.catalog ?? query.data?.catalog ?? null,
			problem: shown ? null : (old.data?.problem ?? null),
			loading: old.isPending && !shown,
			error: shown ? null : old.error,
			reload: () => void old.refetch(),
			status: { ...status, status: "clean", problem: null },
			readOnly: READ_ONLY,
			durationInFrames: shown ? filmDurationInFrames(shown) : (reported?.durationInFrames ?? 1),
			sceneAt: (frame) => (shown ? (sceneSpans(shown).findLast((span) => span.from <= frame)?.id ?? null) : null),
		};
	}, [looking, old, reported, editor, query.data, status]);

	const value = useMemo<Value>(
		() => ({
			editor,
			storyboard,
			catalog: film?.catalog ?? query.data?.catalog ?? null,
			problem: storyboard ? null : (query.data?.problem ?? film?.problem ?? null),
			loading: query.isPending && !storyboard,
			error: storyboard ? null : query.error,
			reload: () => void refetch(),
			status,
			readOnly: null,
			durationInFrames: storyboard ? filmDurationInFrames(storyboard) : (film?.durationInFrames ?? 1),
			sceneAt: (frame) => (storyboard ? (sceneSpans(storyboard).findLast((span) => span.from <= frame)?.id ?? null) : null),
		}),
		[editor, storyboard, film, query.data, query.isPending, query.error, refetch, status],
	);
	return <EditorContext value={oldVersion ?? value}>{children}</EditorContext>;
}

export function useEditor(): Value {
	const value = useContext(EditorContext);
	if (!value) throw new Error("useEditor outside of EditorProvider");
	return value;
}

/** Undo and redo of the film: the same for the buttons and the keys. */
export function useUndo() {
	const { editor, status } = useEditor();
	const stage = useStage();
	const running = useSession(isRunning);
	// An old version that is looked at makes room for the film that is changed.
	const leaveOldVersion = () => {
		if (stage.store.get().looking) leaveVersion(stage);
	};
	return {
		/** Title of what is taken back or made again; null: nothing. */
		undoTitle: status.undoTitle,
		redoTitle: status.redoTitle,
		undo: () => {
			leaveOldVersion();
			editor.undo(running);
		},
		redo: () => {
			leaveOldVersion();
			editor.redo(running);
		},
	};
}
