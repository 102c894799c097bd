import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { queryClient } from "../api/index.ts";
import { WorkspacePage } from "../workspace/index.ts";

/** Loaded when a project is opened, so that the first page stays small. */
export function WorkspaceRoute() {
	const { projectId } = useParams({ from: "/projects/$projectId" });
	return (
		<QueryClientProvider client={queryClient}>
			<Tooltip.Provider delay={400}>
				<WorkspacePage projectId={projectId} />
			</Tooltip.Provider>
		</QueryClientProvider>
	);
}
