import type { Project } from "@storydream/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Keyboard, Redo2, Undo2 } from "lucide-react";
import { useState } from "react";
import { putProject, updateProject } from "../api/index.ts";
import { Hint, IconButton, Mark, money, TextInput, ThemeButton, toastError } from "../ui/index.ts";
import { useStage } from "./stage.tsx";
import { useUndo } from "./storyboard/index.ts";

export function WorkspaceHeader({ project }: { project: Project | undefined }) {
	const { store } = useStage();
	const { undo, redo, undoTitle, redoTitle } = useUndo();
	return (
		<header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-surface px-2 lg:px-3">
			<Hint label="All projects" side="bottom">
				<Link
					to="/"
					aria-label="All projects"
					className="flex h-8 items-center gap-1.5 rounded-lg px-1.5 text-ink hover:bg-raised"
				>
					<ArrowLeft size={14} className="text-faint" aria-hidden />
					<Mark size={20} />
				</Link>
			</Hint>
			<span aria-hidden className="text-line-strong">
				/
			</span>
			{project ? <Name key={project.name} project={project} /> : <span className="h-4 w-32 animate-breathe rounded bg-sunken" />}
			<span className="flex-1" />
			{project && project.usage.costUsd > 0 && (
				<span className="hidden text-faint text-xs tabular-nums sm:inline" title="Spent on this project so far">
					{money(project.usage.costUsd)}
					{project.budgetUsd !== null && ` of ${money(project.budgetUsd)}`}
				</span>
			)}
			<IconButton
				icon={Undo2}
				label={undoTitle === null ? "Undo" : `Undo “${shortTitle(undoTitle)}”`}
				keys="Mod+Z"
				disabled={undoTitle === null}
				onClick={undo}
				data-testid="undo"
			/>
			<IconButton
				icon={Redo2}
				label={redoTitle === null ? "Redo" : `Redo “${shortTitle(redoTitle)}”`}
				keys="Mod+Shift+Z"
				disabled={redoTitle === null}
				onClick={redo}
				data-testid="redo"
			/>
			<span id="undo-status" role="status" className="sr-only" />
			<IconButton
				icon={Keyboard}
				label="Keyboard shortcuts"
				keys="?"
				className="max-lg:hidden"
				onClick={() => store.set({ helpOpen: true })}
			/>
			<ThemeButton />
		</header>
	);
}

/** A title in a hint has one line. */
const shortTitle = (title: string) => (title.length > 40 ? `${title.slice(0, 39)}…` : title);

function Name({ project }: { project: Project }) {
	const queries = useQueryClient();
	const [draft, setDraft] = useState<string | null>(null);
	const rename = useMutation({
		mutationFn: (name: string) => updateProject(project.id, { name }),
		onSuccess: (changed) => putProject(queries, changed),
		onError: toastError,
		onSettled: () => setDraft(null),
	});
	const save = () => {
		const name = draft?.trim();
		if (name && name !== project.name) rename.mutate(name);
		else setDraft(null);
	};
	if (draft === null) {
		return (
			<h1 className="min-w-0">
				<button
					type="button"
					onClick={() => setDraft(project.name)}
					dir="auto"
					title={`${project.name} – rename`}
					className="max-w-full truncate rounded-md px-1.5 py-0.5 font-medium hover:bg-raised"
				>
					{project.name}
				</button>
			</h1>
		);
	}
	return (
		<TextInput
			aria-label="Name of the project"
			autoFocus
			maxLength={120}
			className="max-w-80"
			value={draft}
			onChange={(event) => setDraft(event.target.value)}
			onBlur={save}
			onKeyDown={(event) => {
				if (event.key === "Enter") save();
				if (event.key === "Escape") {
					event.stopPropagation();
					setDraft(null);
				}
			}}
		/>
	);
}
