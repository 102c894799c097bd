import { DisplayName, type Project } from "@storydream/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Film, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { deleteProject, putProject, updateProject } from "../api/index.ts";
import {
	absolute,
	ago,
	Button,
	Confirm,
	Dialog,
	Field,
	IconButton,
	Menu,
	MenuItem,
	seconds,
	TextInput,
	tell,
	tellError,
} from "../ui/index.ts";

/** A film of the list: its newest picture, its name, when it was last touched. */
export function ProjectCard({ project }: { project: Project }) {
	const [asking, setAsking] = useState<"rename" | "delete" | null>(null);
	const { video } = project;
	return (
		<li data-testid="project-card" data-id={project.id} className="group relative">
			<Link to="/projects/$projectId" params={{ projectId: project.id }} className="block rounded-xl">
				<div className="relative aspect-video overflow-hidden rounded-xl bg-sunken ring-1 ring-line transition-shadow group-hover:ring-2 group-hover:ring-line-strong">
					{project.pictureUrl ? (
						<img src={project.pictureUrl} alt="" loading="lazy" className="h-full w-full object-contain" />
					) : (
						<Film size={22} strokeWidth={1.25} className="absolute inset-0 m-auto text-faint" aria-hidden />
					)}
					{video && (
						<span className="absolute right-2 bottom-2 rounded bg-black/70 px-1.5 py-0.5 text-2xs text-white tabular-nums">
							{seconds(video.durationInFrames / video.fps)}
						</span>
					)}
				</div>
				<div className="mt-2.5 pr-9">
					<h3 className="truncate font-medium" title={project.name}>
						{project.name}
					</h3>
					<p className="text-muted text-xs">
						<time dateTime={project.updatedAt} title={absolute(project.updatedAt)}>
							{ago(project.updatedAt)}
						</time>
						{video && ` · ${video.width} × ${video.height}`}
					</p>
				</div>
			</Link>
			<div className="absolute right-0 bottom-0.5">
				<Menu trigger={<IconButton icon={MoreHorizontal} label={`More for ${project.name}`} />}>
					<MenuItem icon={Pencil} onSelect={() => setAsking("rename")}>
						Rename
					</MenuItem>
					<MenuItem icon={Trash2} danger onSelect={() => setAsking("delete")}>
						Delete
					</MenuItem>
				</Menu>
			</div>
			{asking === "rename" && <Rename project={project} onClose={() => setAsking(null)} />}
			{asking === "delete" && <Delete project={project} onClose={() => setAsking(null)} />}
		</li>
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
		onError: tellError,
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
			tell("good", `“${project.name}” was deleted.`);
			onClose();
		},
		onError: (error) => {
			tellError(error);
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
