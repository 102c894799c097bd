import type { Project } from "@storydream/protocol";
import { Link } from "@tanstack/react-router";
import { Film } from "lucide-react";
import { lazy, Suspense } from "react";
import { absolute, ago, seconds } from "../ui/index.ts";

/** Loaded behind the list: menus and dialogs are not needed for what is seen first. */
const CardMenu = lazy(() => import("./card-menu.tsx").then((menu) => ({ default: menu.CardMenu })));

/** A film of the list: its newest picture, its name, when it was last touched. */
export function ProjectCard({ project }: { project: Project }) {
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
					<h3 dir="auto" className="truncate font-medium" title={project.name}>
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
				<Suspense fallback={null}>
					<CardMenu project={project} />
				</Suspense>
			</div>
		</li>
	);
}
