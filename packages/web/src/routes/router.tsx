import { StoryDreamError } from "@storydream/protocol";
import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { readWorkspaceSearch } from "../address/index.ts";
import { DashboardPage } from "../dashboard/index.ts";
import { reportError } from "../errors/index.ts";
import { buttonLook, cx, Failure, useTitle } from "../ui/index.ts";

const root = createRootRoute({
	component: Outlet,
	notFoundComponent: NotFound,
	errorComponent: PageFailed,
});

const dashboard = createRoute({ getParentRoute: () => root, path: "/", component: DashboardPage });

const workspace = createRoute({
	getParentRoute: () => root,
	path: "/projects/$projectId",
	validateSearch: readWorkspaceSearch,
	component: lazyRouteComponent(() => import("./workspace-route.tsx"), "WorkspaceRoute"),
});

function PageFailed({ error }: { error: unknown }) {
	useEffect(() => reportError(error, { kind: "page" }), [error]);
	return <Failure error={error} onRetry={() => location.reload()} className="h-full" />;
}

function NotFound() {
	useTitle("Not found – StoryDream");
	return (
		<main className="flex h-full flex-col items-center justify-center">
			<h1 className="sr-only">Not found</h1>
			<Failure
				error={
					new StoryDreamError("not_found", "There is nothing at this address.", { hint: "It may have been moved or deleted." })
				}
				className="pb-0"
			/>
			<Link to="/" className={cx(buttonLook({ look: "primary" }), "mt-4")}>
				All projects
			</Link>
		</main>
	);
}

export const router = createRouter({ routeTree: root.addChildren([dashboard, workspace]), defaultPreload: "intent" });

declare module "@tanstack/react-router" {
	interface Register {
		router: typeof router;
	}
}
