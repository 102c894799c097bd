import { useInfiniteQuery } from "@tanstack/react-query";
import { Clapperboard, Search, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { projectsQuery } from "../api/index.ts";
import { Button, cx, Empty, Failure, INPUT } from "../ui/index.ts";
import { FilmsSection, GRID, LoadingFilms } from "./loading-films.tsx";
import { ProjectCard } from "./project-card.tsx";

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

	const searchBox = projects.length >= SEARCH_FROM && (
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
	);
	return (
		<FilmsSection aside={searchBox}>
			{isPending && <LoadingFilms />}
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
		</FilmsSection>
	);
}
