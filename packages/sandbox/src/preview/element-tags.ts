import { extname, relative, sep } from "node:path";
import { type Plugin, parseSync } from "vite";

/**
 * Elements a page draws. Other lower-case tags are left alone: in a 3D scene they are objects (`mesh`, `group`) whose
 * library would take the mark for a property and throw.
 */
const ELEMENTS = new Set(
	(
		"a abbr address article aside audio b blockquote button canvas caption cite code dd del details div dl dt em figcaption figure footer " +
		"form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label legend li main mark nav ol p picture pre q s samp section small " +
		"span strong sub summary sup table tbody td textarea tfoot th thead time tr u ul var video " +
		"svg g path circle ellipse line polygon polyline rect text tspan textPath use image foreignObject"
	).split(" "),
);

/**
 * Marks drawn elements with the place they are written at (`data-source="src/scenes/Title.tsx:12:3"`, line and column
 * counted from 1), so that a click in the preview leads to the code. In the preview only: an export never sees it.
 * `treeOf` answers the root of the project or version a file belongs to, or null for files of neither.
 */
export function tagElements(treeOf: (file: string) => string | null): Plugin {
	return {
		name: "storydream:tags",
		enforce: "pre",
		transform: {
			filter: { id: /\.[jt]sx(\?.*)?$/ },
			handler(code, id) {
				const [file = "", query = ""] = id.split("?");
				const root = treeOf(file);
				if (root === null || query.includes("raw") || query.includes("url")) return null;
				const tagged = addTags(code, relative(root, file).split(sep).join("/"));
				// The marks stand on the lines they name: without a map of its own, lines stay right.
				return tagged === null ? null : { code: tagged, map: null };
			},
		},
	};
}

/** The code with its marks; null when there is nothing to mark or the code does not parse (Vite then says why). */
export function addTags(code: string, path: string): string | null {
	if (/["'](@react-three\/fiber|@remotion\/three)["']/.test(code)) return null;
	const { program, errors } = parseSync(path, code, { lang: extname(path) === ".jsx" ? "jsx" : "tsx" });
	if (errors.length > 0) return null;
	const places: { at: number; start: number }[] = [];
	visit(program, (node) => {
		const name = node.name;
		if (node.type !== "JSXOpeningElement" || !isNode(name) || name.type !== "JSXIdentifier") return;
		if (
			typeof name.name !== "string" ||
			!ELEMENTS.has(name.name) ||
			typeof name.end !== "number" ||
			typeof node.start !== "number"
		)
			return;
		places.push({ at: name.end, start: node.start });
	});
	if (places.length === 0) return null;
	places.sort((a, b) => a.at - b.at);
	const starts = lineStarts(code);
	let out = "";
	let done = 0;
	for (const { at, start } of places) {
		const line = lineOf(starts, start);
		const column = start - (starts[line - 1] ?? 0) + 1;
		out += `${code.slice(done, at)} data-source=${JSON.stringify(`${path}:${line}:${column}`)}`;
		done = at;
	}
	return out + code.slice(done);
}

type Node = Record<string, unknown> & { type: string };

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function visit(node: unknown, enter: (node: Node) => void): void {
	if (Array.isArray(node)) {
		for (const child of node) visit(child, enter);
	} else if (isNode(node)) {
		enter(node);
		for (const value of Object.values(node)) {
			if (typeof value === "object" && value !== null) visit(value, enter);
		}
	}
}

function lineStarts(code: string): number[] {
	const starts = [0];
	for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((starts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low + 1;
}
