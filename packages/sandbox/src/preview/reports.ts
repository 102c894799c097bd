import { createHash } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import type { PreviewError, PreviewReport, SceneCatalog } from "@storydream/protocol";
import type { Connect, ViteDevServer } from "vite";
import { PageReport } from "./page/messages.ts";
import { originalPosition } from "./positions.ts";

const MOST_ERRORS = 50;
const MOST_BYTES = 512 * 1024;

/** What the host knows of the pages: errors, the film's shape, the catalog. Only pages of the project itself count. */
export class PageState {
	readonly errors = new Map<string, PreviewError>();
	/** Files that do not compile, by path: known to the server even when no page is open. */
	readonly buildErrors = new Map<string, PreviewError>();
	catalog: SceneCatalog | null = null;
	video: { fps: number; width: number; height: number; durationInFrames: number } | null = null;
	problem: string | null = null;
	readonly updatedListeners = new Set<() => void>();
	readonly #onReport: (report: PreviewReport) => void;

	constructor(onReport: (report: PreviewReport) => void) {
		this.#onReport = onReport;
	}

	/** Takes a report of a page in. */
	take(report: PreviewReport): void {
		if (report.type === "ready") {
			const { fps, width, height, durationInFrames } = report;
			this.video = { fps, width, height, durationInFrames };
			this.catalog = report.catalog;
			this.problem = report.problem;
		} else if (report.type === "error") {
			if (this.errors.size >= MOST_ERRORS && !this.errors.has(report.error.key)) return;
			if (report.error.kind === "storyboard") this.problem = report.error.message;
			this.errors.set(report.error.key, report.error);
		} else if (report.type === "recovered") {
			if (this.errors.size === 0) return;
			this.errors.clear();
		} else if (report.type !== "updated") return;
		this.#onReport(report);
		if (report.type === "updated" || report.type === "ready") for (const listener of this.updatedListeners) listener();
	}

	/** All that is wrong now, each error once. */
	allErrors(): PreviewError[] {
		const all = new Map(this.errors);
		for (const error of this.buildErrors.values()) all.set(error.key, error);
		return [...all.values()];
	}
}

/** Stable name of an error: the same thing wrong in the same place has the same key. */
export function errorKey(kind: string, message: string, component: string | undefined): string {
	return createHash("sha256")
		.update([kind, message.split("\n")[0], component ?? ""].join("\n"))
		.digest("hex")
		.slice(0, 16);
}

/** `POST /__storydream/report`: reads one report, finds the place in the source, answers it. */
export function takeReports(
	server: () => ViteDevServer | null,
	state: PageState,
	treeOf: (file: string) => string | null,
): Connect.NextHandleFunction {
	return (request, response, next) => {
		if ((request.url ?? "").split("?")[0] !== "/__storydream/report") return next();
		const answer = (status: number, body: object) => {
			response.statusCode = status;
			response.setHeader("content-type", "application/json");
			response.end(JSON.stringify(body));
		};
		const origin = request.headers.origin;
		if (request.method !== "POST" || (origin !== undefined && !origin.endsWith(`//${request.headers.host}`)))
			return answer(403, {});
		const chunks: Buffer[] = [];
		let size = 0;
		request.on("data", (chunk: Buffer) => {
			size += chunk.length;
			if (size <= MOST_BYTES) chunks.push(chunk);
		});
		request.on("error", () => {
			// The page went away in the middle of its report.
		});
		request.on("end", () => {
			if (size > MOST_BYTES) return answer(413, {});
			let parsed: ReturnType<typeof PageReport.safeParse>;
			try {
				parsed = PageReport.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
			} catch {
				return answer(400, {});
			}
			if (!parsed.success) return answer(400, { message: parsed.error.message.slice(0, 500) });
			const { report, at, tree } = parsed.data;
			if (report.type === "error") {
				const place = at ? placeInSource(server(), at, treeOf) : null;
				const error = tidy(place ? { ...report.error, file: place } : report.error);
				if (tree === "project") state.take({ ...report, error });
				return answer(200, { error });
			}
			if (tree === "project") state.take(report);
			answer(200, {});
		});
	};
}

function placeInSource(
	server: ViteDevServer | null,
	at: { url: string; line: number; column: number },
	treeOf: (file: string) => string | null,
): string | null {
	if (!server || !URL.canParse(at.url)) return null;
	const url = new URL(at.url);
	const graph = server.environments.client.moduleGraph;
	let path: string;
	try {
		path = decodeURIComponent(url.pathname);
	} catch {
		return null;
	}
	const file = path.startsWith("/@fs/") ? path.slice(4) : path;
	const root = treeOf(file);
	if (root === null) return null;
	const short = shortPath(root, file);
	for (const module of graph.getModulesByFile(file) ?? []) {
		const map = module.transformResult?.map;
		if (map && "mappings" in map && typeof map.mappings === "string") {
			const found = originalPosition(map.mappings, at.line, at.column);
			if (found) return `${short}:${found.line}:${found.column}`;
		}
	}
	return short;
}

/** An error thrown while Vite compiled a file, as the page and the agent shall read it. */
export function buildErrorOf(
	error: unknown,
	treeOf: (file: string) => string | null,
): { path: string; error: PreviewError } | null {
	if (typeof error !== "object" || error === null) return null;
	const { message = "", id, loc, frame } = error as Record<string, unknown>;
	const place = typeof loc === "object" && loc !== null ? (loc as Record<string, unknown>) : {};
	const named = typeof place.file === "string" ? place.file : typeof id === "string" ? id : placeInText(String(message));
	const path = (named ?? "").replace(/[?#].*$/, "");
	const root = path === "" ? null : treeOf(path);
	const line = typeof place.line === "number" ? place.line : lineInText(String(message));
	const column = typeof place.column === "number" ? place.column + 1 : 1;
	const short = root === null ? path : shortPath(root, path);
	const clean = withoutRoot(plain(String(message)), root);
	return {
		path: path || clean.slice(0, 80),
		error: tidy({
			key: errorKey("build", clean, short),
			kind: "build",
			message: clean,
			...(short ? { file: line === null ? short : `${short}:${line}:${column}` } : {}),
			...(typeof frame === "string" && frame !== "" ? { stack: plain(frame) } : {}),
		}),
	};
}

function placeInText(message: string): string | null {
	return /(\/[^\s:"'[\]]+\.[jt]sx?|\/[^\s:"'[\]]+\.(?:json|css))/.exec(message)?.[1] ?? null;
}

function lineInText(message: string): number | null {
	const line = /\.[a-z]+:(\d+)(?::\d+)?/.exec(message)?.[1];
	return line === undefined ? null : Number(line);
}

/** Without the colours of a terminal. */
function plain(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that starts a terminal colour
	return text.replace(/\u001b\[[0-9;]*m/g, "").trim();
}

function withoutRoot(text: string, root: string | null): string {
	return root === null ? text : text.replaceAll(root + sep, "");
}

function shortPath(root: string, file: string): string {
	const path = relative(root, file);
	return isAbsolute(path) ? file : path.split(sep).join("/");
}

/** Bounded: an error travels to the page, the log and the model. */
function tidy(error: PreviewError): PreviewError {
	return {
		...error,
		message: error.message.slice(0, 2_000),
		...(error.stack ? { stack: error.stack.slice(0, 4_000) } : {}),
	};
}
