import { QueryClientProvider } from "@tanstack/react-query";
import { createProject, projectQuery, queryClient } from "../api/index.ts";
import { newMessage, writeOutbox } from "../session/index.ts";
import type { NewFilm } from "./new-film.ts";
import { Notes } from "./notes.tsx";
import { ProjectGrid } from "./project-grid.tsx";

// What of the dashboard asks the studio. One chunk that is loaded behind the page (see `loadStudioParts`), because it
// brings along the schemas that check every answer and the cache of the answers.

/** Who answers here, and what agents may not do. */
export const StudioNotes = () => (
	<QueryClientProvider client={queryClient}>
		<Notes />
	</QueryClientProvider>
);

/** The list of films. */
export const Films = () => (
	<QueryClientProvider client={queryClient}>
		<ProjectGrid />
	</QueryClientProvider>
);

/**
 * Makes the project of a film and leaves the prompt for its workspace, which sends it.
 * @param key the same for every try of one wish: the studio then makes one project
 * @returns the project's id
 */
export async function makeFilm({ prompt, ratio }: NewFilm, key: string): Promise<string> {
	const project = await createProject({ key, ratio, ...(prompt ? { description: prompt.slice(0, 2000) } : {}) });
	queryClient.setQueryData(projectQuery(project.id).queryKey, project);
	void queryClient.invalidateQueries({ queryKey: ["projects"] });
	// Under the wish's own id, so that the prompt too is sent once.
	if (prompt) writeOutbox(project.id, [{ ...newMessage(prompt), id: key }]);
	return project.id;
}
