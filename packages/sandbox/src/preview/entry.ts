import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { CHANGES_META } from "./page/messages.ts";

/** Module that ties one tree's film to the page; `project` or a version's sha stands behind it. */
const ENTRY = "/@storydream/entry/";

/** The parts of a film the page knows, by their names in it. Only `root` has to be there. */
const PARTS: Record<string, string[]> = {
	root: ["src/Root.tsx", "src/Root.jsx", "src/Root.ts", "src/Root.js"],
	storyboard: ["src/storyboard.ts", "src/storyboard.tsx", "src/storyboard.js"],
	scenes: ["src/scenes/index.ts", "src/scenes/index.tsx", "src/scenes/index.js"],
	fonts: ["src/fonts.ts", "src/fonts.tsx", "src/fonts.js"],
	transitions: ["src/transitions/index.ts", "src/transitions/index.tsx", "src/transitions/index.js"],
	music: ["src/music/index.ts", "src/music/index.js"],
	looks: ["src/looks/index.ts", "src/looks/index.tsx", "src/looks/index.js"],
};

/** All paths that make a page load anew when they come or go, because the entry names what is there. */
export const PART_FILES = Object.values(PARTS).flat();

/** Answers the folder of a tree (`project` or a sha); null when it is not there. */
export type TreeFolder = (tree: string) => string | null;

/** Serves the entry module of each tree. */
export function entryModules(folderOf: TreeFolder, pageFolder: string): Plugin {
	return {
		name: "storydream:entry",
		resolveId(id) {
			return id.startsWith(ENTRY) ? `\0storydream:${id.slice(ENTRY.length).replace(/\.js$/, "")}` : null;
		},
		load(id) {
			if (!id.startsWith("\0storydream:")) return null;
			const tree = id.slice("\0storydream:".length);
			const folder = folderOf(tree);
			if (folder === null) throw new Error(`There is no version ${tree} here.`);
			return entryCode(tree, folder, pageFolder);
		},
	};
}

/** Address of the entry module of a tree, as the page's HTML names it. */
export function entryUrl(tree: string): string {
	return `${ENTRY}${tree}.js`;
}

function entryCode(tree: string, folder: string, pageFolder: string): string {
	const parts = Object.entries(PARTS).flatMap(([name, paths]) => {
		const path = paths.map((candidate) => join(folder, candidate)).find((candidate) => existsSync(candidate));
		return path === undefined ? [] : [{ name, path: JSON.stringify(path) }];
	});
	const loaders = parts.map(({ name, path }) => `\t${name}: () => import(${path}),`);
	const accepts = parts.map(
		({ name, path }) => `\timport.meta.hot.accept(${path}, (module) => page.replace(${JSON.stringify(name)}, module));`,
	);
	return [
		`import { start } from ${JSON.stringify(join(pageFolder, "main.tsx"))};`,
		`const page = start(${JSON.stringify(tree)}, {`,
		...loaders,
		"}, import.meta.hot);",
		"if (import.meta.hot) {",
		...accepts,
		"}",
		"",
	].join("\n");
}

/**
 * Says that the page has arrived, to whoever frames it: no word of the film is in that. And watches the page's own scripts: one that does not arrive (the connection broke in mid-load) leaves a page on which
 * nothing runs that could notice. Asks until the server answers, then loads the page anew; five times at most. Until then the
 * page is marked as lost, and begins no film.
 */
const RECOVER_SCRIPT = (tree: string) => `<script>
if (parent !== window) parent.postMessage({ channel: "storydream-preview", type: "loading" }, "*");
{
	let lost = false;
	const recover = async () => {
		const tries = (history.state?.lost ?? 0) + 1;
		if (lost || tries > 5) return;
		lost = true;
		document.documentElement.dataset.lost = "";
		for (let asked = 0; asked < 120; asked++) {
			await new Promise((resolve) => setTimeout(resolve, 500));
			const answer = await fetch(${JSON.stringify(`/__storydream/tree?tree=${tree}`)}, { cache: "no-store" }).catch(() => null);
			if (!answer?.ok) continue;
			history.replaceState({ ...history.state, lost: tries }, "");
			return location.reload();
		}
	};
	addEventListener("error", ({ target }) => target instanceof HTMLScriptElement && void recover(), true);
}
</script>`;

/**
 * Refuses new entries in the browser's history: each would take one press on the person's back button without anything to
 * see. It runs before all code of the film, with copies of what it needs that the film can't replace.
 */
const HISTORY_SCRIPT = `<script>
if (window.navigation) {
	const { apply } = Reflect;
	const prevent = Event.prototype.preventDefault;
	const typeOf = Object.getOwnPropertyDescriptor(NavigateEvent.prototype, "navigationType").get;
	navigation.addEventListener("navigate", (event) => {
		if (apply(typeOf, event, []) === "push") apply(prevent, event, []);
	});
}
</script>`;

/** The page's HTML, before Vite adds its own client to it. `links` goes into its head. */
export function pageHtml(tree: string, links: string, changes: number): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>Preview</title>
<style>
html, body, #film { margin: 0; height: 100%; background: #000; overflow: hidden; }
</style>
${HISTORY_SCRIPT}
${RECOVER_SCRIPT(tree)}
${links}
<meta name="${CHANGES_META}" content="${changes}">
<script>window.remotion_staticBase = ${JSON.stringify(`/__files/${tree}`)};</script>
</head>
<body>
<div id="film"></div>
<script type="module" src="${entryUrl(tree)}"></script>
</body>
</html>
`;
}
