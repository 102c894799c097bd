import { useInfiniteQuery } from "@tanstack/react-query";
import { Clapperboard, Search, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { projectsQuery } from "../api/index.ts";
import { Bone, Button, cx, Empty, Failure, INPUT } from "../ui/index.ts";
import { ProjectCard } from "./project-card.tsx";

const GRID = "grid grid-cols-1 gap-x-5 gap-y-8 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4";
/** A search box is only useful from this many on. */
const SEARCH_FROM = 4;

export function ProjectGrid() {
	const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(projectsQuery);
	const projects = useMemo(() => data?.pages.flatMap((page) => page.projects) ?? [], [data]);
	const [search, setSearch] = useState("");
	const words = search.toLowerCase().split(/\s+/).filter(Boolean);
	const found = projects.filter((project) =>
		words.every((word) => `${project.name} ${project.description}`.toLowerCase().includes(word)),
	);

	return (
		<section aria-labelledby="projects" className="min-w-0">
			<div className="mb-5 flex h-9 items-center justify-between gap-4">
				<h2 id="projects" className="font-semibold text-lg tracking-tight">
					Your films
				</h2>
				{projects.length >= SEARCH_FROM && (
					<div className="relative min-w-0 max-w-56 flex-1">
						<Search size={14} className="absolute top-1/2 left-2.5 -translate-y-1/2 text-faint" aria-hidden />
						<input
							type="search"
							aria-label="Search your films"
							placeholder="Search"
							value={search}
							onChange={(event) => setSearch(event.target.value)}
							className={cx(INPUT, "h-9 pl-8")}
						/>
					</div>
				)}
			</div>
			{isPending && (
				<div className={GRID} role="status" aria-label="Loading your films">
					{[0, 1, 2, 3].map((n) => (
						<div key={n}>
							<Bone className="aspect-video" />
							<Bone className="mt-3 h-4 w-2/3" />
						</div>
					))}
				</div>
			)}
			{error && projects.length === 0 && <Failure error={error} onRetry={() => void refetch()} />}
			{!isPending && !error && projects.length === 0 && (
				<Empty icon={Clapperboard} title="No films yet" className="rounded-2xl border border-line border-dashed">
					Describe one above, or begin with an example. It appears here with its newest picture.
				</Empty>
			)}
			{projects.length > 0 && found.length === 0 && (
				<Empty icon={SearchX} title={`Nothing called “${search}”`}>
					{hasNextPage ? "Only the films loaded so far were searched." : "Try another word."}
				</Empty>
			)}
			<ul className={GRID}>
				{found.map((project) => (
					<ProjectCard key={project.id} project={project} />
				))}
			</ul>
			{hasNextPage && (
				<div className="mt-8 text-center">
					<Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
						Show more
					</Button>
				</div>
			)}
		</section>
	);
}
