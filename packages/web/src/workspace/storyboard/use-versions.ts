import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { versionsQuery } from "../../api/index.ts";

/** All versions of a project loaded so far, newest first, with where the list stands. */
export function useVersions(projectId: string) {
	const query = useInfiniteQuery(versionsQuery(projectId));
	const versions = useMemo(() => query.data?.pages.flatMap((page) => page.versions) ?? [], [query.data]);
	return { ...query, versions };
}
