/**
 * The path below `public/` of something that a film has fetched; null for what is not one of its public files.
 * @param source address as the film names it: a name in it may hold a bare `%`
 * @param port of the server that gives the film to the browser
 */
export function fetchedPath(source: string, port: number): string | null {
	const url = URL.parse(source);
	const own = url?.port === String(port) ? /^\/public\/(.+)$/.exec(url.pathname)?.[1] : undefined;
	if (own === undefined) return null;
	const path = decoded(own);
	return path.split("/").includes("..") ? null : path;
}

/** As the server reads it: what is no valid escape stands for itself. */
function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
