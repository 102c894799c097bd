import { DisplayName, type Project } from "@storydream/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { deleteProject, putProject, updateProject } from "../api/index.ts";
import { Button, Confirm, Dialog, Field, IconButton, Menu, MenuItem, TextInput, toast, toastError } from "../ui/index.ts";

/** What can be done with a film of the list. */
export function CardMenu({ project }: { project: Project }) {
	const [asking, setAsking] = useState<"rename" | "delete" | null>(null);
	return (
		<>
			<Menu trigger={<IconButton icon={MoreHorizontal} label={`More for ${project.name}`} />}>
				<MenuItem icon={Pencil} onSelect={() => setAsking("rename")}>
					Rename
				</MenuItem>
				<MenuItem icon={Trash2} danger onSelect={() => setAsking("delete")}>
					Delete
				</MenuItem>
			</Menu>
			{asking === "rename" && <Rename project={project} onClose={() => setAsking(null)} />}
			{asking === "delete" && <Delete project={project} onClose={() => setAsking(null)} />}
		</>
	);
}

function Rename({ project, onClose }: { project: Project; onClose(): void }) {
	const queries = useQueryClient();
	const [name, setName] = useState(project.name);
	const parsed = DisplayName.safeParse(name);
	const rename = useMutation({
		mutationFn: (next: string) => updateProject(project.id, { name: next }),
		onSuccess: (changed) => {
			putProject(queries, changed);
			onClose();
		},
		onError: toastError,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (parsed.success) rename.mutate(parsed.data);
	};
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()} title="Rename the project">
			<form onSubmit={submit} className="space-y-4">
				<Field label="Name" error={parsed.success ? undefined : sentence(parsed.error.issues[0]?.message)}>
					{(wiring) => <TextInput {...wiring} autoFocus value={name} onChange={(event) => setName(event.target.value)} />}
				</Field>
				<div className="flex justify-end gap-2">
					<Button look="quiet" onClick={onClose}>
						Cancel
					</Button>
					<Button type="submit" look="primary" busy={rename.isPending} disabled={!parsed.success}>
						Rename
					</Button>
				</div>
			</form>
		</Dialog>
	);
}

const sentence = (text: string | undefined) => (text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : undefined);

function Delete({ project, onClose }: { project: Project; onClose(): void }) {
	const queries = useQueryClient();
	const remove = useMutation({
		mutationFn: () => deleteProject(project.id),
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey: ["projects"] });
			toast("good", `“${project.name}” was deleted.`);
			onClose();
		},
		onError: (error) => {
			toastError(error);
			onClose();
		},
	});
	return (
		<Confirm
			open
			onOpenChange={(open) => !open && onClose()}
			title={`Delete “${project.name}”?`}
			action="Delete for good"
			busy={remove.isPending}
			onConfirm={() => remove.mutate()}
		>
			<p>This removes the film, all of its versions, the conversation, the files you added and the exports kept here.</p>
			<p>It can't be taken back. To keep a copy, open the project and download it as a zip under Export first.</p>
		</Confirm>
	);
}
