import { Tooltip } from "@base-ui/react/tooltip";
import { useParams } from "@tanstack/react-router";
import { WorkspacePage } from "../workspace/index.ts";

/** Loaded when a project is opened, so that the first page stays small. */
export function WorkspaceRoute() {
	const { projectId } = useParams({ from: "/projects/$projectId" });
	return (
		<Tooltip.Provider delay={400}>
			<WorkspacePage projectId={projectId} />
		</Tooltip.Provider>
	);
}
