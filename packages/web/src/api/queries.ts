import type { Export, Project, Version } from "@storydream/protocol";
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import {
	diffVersion,
	getChecks,
	getMe,
	getProject,
	getStoryboard,
	getStoryboardAt,
	listAssets,
	listExports,
	listProjects,
	listVersions,
} from "./endpoints.ts";

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: ({ signal }) => getMe(signal), staleTime: 60_000 });

export const projectsQuery = infiniteQueryOptions({
	queryKey: ["projects"],
	queryFn: ({ pageParam, signal }) => listProjects(pageParam, signal),
	initialPageParam: null as string | null,
	getNextPageParam: (last) => last.nextCursor,
});

export const projectQuery = (id: string) =>
	queryOptions({ queryKey: ["project", id], queryFn: ({ signal }) => getProject(id, signal) });

export const versionsQuery = (id: string) =>
	infiniteQueryOptions({
		queryKey: ["versions", id],
		queryFn: ({ pageParam, signal }) => listVersions(id, pageParam, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.nextCursor,
	});

export const diffQuery = (id: string, sha: string) =>
	queryOptions({
		queryKey: ["diff", id, sha],
		queryFn: ({ signal }) => diffVersion(id, sha, signal),
		staleTime: Number.POSITIVE_INFINITY,
	});

export const storyboardQuery = (id: string) =>
	queryOptions({ queryKey: ["storyboard", id], queryFn: ({ signal }) => getStoryboard(id, signal) });

export const storyboardAtQuery = (id: string, sha: string | null) =>
	queryOptions({
		queryKey: ["storyboard-at", id, sha],
		queryFn: ({ signal }) => (sha === null ? Promise.resolve(null) : getStoryboardAt(id, sha, signal)),
		staleTime: Number.POSITIVE_INFINITY,
	});

export const assetsQuery = (id: string) =>
	queryOptions({ queryKey: ["assets", id], queryFn: ({ signal }) => listAssets(id, signal) });

export const exportsQuery = (id: string) =>
	queryOptions({ queryKey: ["exports", id], queryFn: ({ signal }) => listExports(id, signal) });

export const checksQuery = (id: string) =>
	queryOptions({ queryKey: ["checks", id], queryFn: ({ signal }) => getChecks(id, signal) });

/** Puts a version that the socket announced into the list, or replaces the one of the same commit. */
export function upsertVersion(client: QueryClient, projectId: string, version: Version): void {
	client.setQueryData(versionsQuery(projectId).queryKey, (data) => {
		const first = data?.pages[0];
		if (!data || !first) return data;
		const known = data.pages.some((page) => page.versions.some((one) => one.sha === version.sha));
		const settle = (one: Version) => {
			if (one.sha === version.sha) return version;
			return version.current && one.current ? { ...one, current: false } : one;
		};
		const pages = data.pages.map((page) => ({ ...page, versions: page.versions.map(settle) }));
		if (!known && pages[0]) pages[0] = { ...pages[0], versions: [version, ...pages[0].versions] };
		return { ...data, pages };
	});
}

export function upsertExport(client: QueryClient, projectId: string, item: Export): void {
	client.setQueryData(exportsQuery(projectId).queryKey, (data) => {
		if (!data) return data;
		const known = data.exports.some((one) => one.id === item.id);
		return { exports: known ? data.exports.map((one) => (one.id === item.id ? item : one)) : [item, ...data.exports] };
	});
}

export function putProject(client: QueryClient, project: Project): void {
	client.setQueryData(projectQuery(project.id).queryKey, project);
	client.setQueryData(projectsQuery.queryKey, (data) =>
		data
			? {
					...data,
					pages: data.pages.map((page) => ({
						...page,
						projects: page.projects.map((one) => (one.id === project.id ? project : one)),
					})),
				}
			: data,
	);
}
