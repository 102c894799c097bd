import type { ReactNode } from "react";
import { Skeleton } from "../ui/index.ts";

export const GRID = "grid grid-cols-1 gap-x-5 gap-y-8 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4";

/** The part of the dashboard that holds the list of films; `aside` stands beside its heading. */
export const FilmsSection = ({ aside, children }: { aside?: ReactNode; children: ReactNode }) => (
	<section aria-labelledby="projects" className="min-w-0">
		<div className="mb-5 flex h-9 items-center justify-between gap-4">
			<h2 id="projects" className="font-semibold text-lg tracking-tight">
				Your films
			</h2>
			{aside}
		</div>
		{children}
	</section>
);

/** The list of films while it loads. */
export const LoadingFilms = () => (
	<div className={GRID} role="status" aria-label="Loading your films">
		{[0, 1, 2, 3].map((n) => (
			<div key={n}>
				<Skeleton className="aspect-video" />
				<Skeleton className="mt-3 h-4 w-2/3" />
			</div>
		))}
	</div>
);
