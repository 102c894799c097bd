import type { Connect, ViteDevServer } from "vite";

/**
 * Serves modules that are compiled already as they are. A page asks for half a hundred of them at once; on its own way
 * Vite would make the text of a source map for each of them every time (places of errors are found on this side, from
 * the map itself). Everything else is left to Vite: what is not compiled, or was changed since, what does not ask as a
 * script, and addresses that want something special of a file. Comes after the guard of requests.
 */
export function serveCompiled(server: () => ViteDevServer | null): Connect.NextHandleFunction {
	return (request, response, next) => {
		const path =
			request.method === "GET" && request.headers["sec-fetch-dest"] === "script" ? scriptPath(request.url ?? "") : null;
		// Cleared by Vite whenever a file of it changes.
		const result = path === null ? null : server()?.environments.client.moduleGraph.urlToModuleMap.get(path)?.transformResult;
		if (!result) return next();
		response.setHeader("content-type", "text/javascript");
		response.setHeader("cache-control", "no-cache");
		if (result.etag) response.setHeader("etag", result.etag);
		if (result.etag && request.headers["if-none-match"] === result.etag) {
			response.statusCode = 304;
			response.end();
			return;
		}
		const body = Buffer.from(result.code);
		response.setHeader("content-length", body.length);
		response.end(body);
	};
}

/** The address a module is known by: without the stamp of its change and the word that a script wants it; null for others. */
function scriptPath(url: string): string | null {
	const [path = "", ...queries] = url.split("?");
	const parameters = queries.join("?").split("&");
	if (!parameters.every((parameter) => parameter === "" || parameter === "import" || /^t=\d{13}$/.test(parameter))) return null;
	try {
		return decodeURI(path);
	} catch {
		// Not well-formed: Vite says so.
		return null;
	}
}
