import type { ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { json } from "./answers.ts";
import { catalog, film } from "./film.ts";
import { PREVIEW_PAGE } from "./preview-page.ts";
import { rest } from "./rest.ts";
import { sockets } from "./sockets.ts";
import { createState, type DevState } from "./state.ts";

/**
 * A studio of paper for design work: REST and WebSocket of one process's memory, with a scripted turn. Not shipped.
 * DEMO=0 hides the demo model's banner, RESTRICTED=1 shows the other one.
 */
export function fakeStudio(): Plugin {
	const states = new Map<string, DevState>();
	for (const [id, name, minutes, colour, text] of [
		["aurora-lamp", "Aurora", 4, "#f2a13c", "Aurora"],
		["bicycle-year", "A year on two wheels", 150, "#58a868", "1,240 bikes"],
		["slow-down", "Three ways to slow down", 1500, "#ff7a5c", "Slow down"],
		["sea-quote", "The sea does not hurry", 9000, "#5f93c4", "The sea"],
		["short-films", "Night of Short Films", 30000, "#9b6dff", "Short Films"],
	] as const) {
		const storyboard = structuredClone(film);
		storyboard.theme.palette = { ...storyboard.theme.palette, accent: colour };
		const [first] = storyboard.scenes;
		if (first) first.props.title = text;
		states.set(id, createState(id, name, storyboard, minutes));
	}
	return {
		name: "storydream-fake-studio",
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const url = new URL(request.url ?? "/", "http://localhost");
				if (url.pathname.startsWith("/__fake/")) preview(states, url, response);
				else if (url.pathname.startsWith("/api/")) void rest(states, url, request, response);
				else next();
			});
			const hub = sockets(states, server);
			server.middlewares.use("/__hangup", (_request, response) => {
				for (const client of hub.clients) client.terminate();
				response.end("done");
			});
		},
	};
}

function preview(states: Map<string, DevState>, url: URL, response: ServerResponse): void {
	if (url.pathname === "/__fake/state") {
		const state = states.get(url.searchParams.get("project") ?? "");
		json(response, 200, { storyboard: state?.storyboard ?? film, catalog });
	} else {
		response.setHeader("content-type", "text/html");
		response.end(PREVIEW_PAGE);
	}
}
