import { createHash } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { PreviewError, PreviewReport, SceneCatalog } from "@storydream/protocol";
import type { Connect, ViteDevServer } from "vite";
import { readableReactError } from "../react-errors.ts";
import { PageReport } from "./page/messages.ts";
import { originalPosition } from "./positions.ts";

const MOST_ERRORS = 50;
const MOST_BYTES = 512 * 1024;

interface Kept {
	error: PreviewError;
	/** How often the project's files had changed when it was reported. */
	revision: number;
}

/** What the host knows of the pages: errors, the film's shape, the catalog. Only pages of the project itself count. */
export class PageState {
	readonly updatedListeners = new Set<() => void>();
	catalog: SceneCatalog | null = null;
	video: { fps: number; width: number; height: number; durationInFrames: number } | null = null;
	problem: string | null = null;
	/** Rises with every change of the project's files. */
	revision = 0;
	/** Rises with every change of the project's code: its files below `src/` but the storyboard. */
	codeRevision = 0;
	/** The code's revision when a page last said what it shows; owned by `take`. */
	#catalogRevision = -1;
	/** Files of the project that were seen to change, counted; a page compares it with what it heard of. */
	changes = 0;
	readonly #errors = new Map<string, Kept>();
	readonly #pages = new Set<string>();
	readonly #onReport: (report: PreviewReport) => void;

	constructor(onReport: (report: PreviewReport) => void) {
		this.#onReport = onReport;
	}

	/** Takes a report of a page in. */
	take({ report, page }: { report: PreviewReport; page: string }): void {
		const fresh = !this.#pages.has(page);
		if (this.#pages.size > 200) this.#pages.clear();
		this.#pages.add(page);
		if (report.type === "ready") {
			const { fps, width, height, durationInFrames } = report;
			this.video = { fps, width, height, durationInFrames };
			this.catalog = report.catalog;
			this.problem = report.problem;
			if (fresh) this.#forgetStale();
		} else if (report.type === "error") {
			const { key } = report.error;
			if (this.#errors.size >= MOST_ERRORS && !this.#errors.has(key)) return;
			if (report.error.kind === "storyboard") this.problem = report.error.message;
			const known = this.#errors.has(key);
			this.#errors.set(key, { error: report.error, revision: this.revision });
			if (fresh) this.#forgetStale();
			if (known) return;
		} else if (report.type === "recovered") {
			if (this.#errors.size === 0) return;
			this.#errors.clear();
		} else if (report.type !== "updated") return;
		if (report.type === "ready" || report.type === "updated") this.#catalogRevision = this.codeRevision;
		this.#onReport(report);
		if (report.type === "updated" || report.type === "ready") for (const listener of this.updatedListeners) listener();
	}

	/** What pages can show, when the code has not changed since one of them said so. */
	currentCatalog(): SceneCatalog | null {
		return this.#catalogRevision === this.codeRevision ? this.catalog : null;
	}

	/** A page was just loaded: what others said of files that have changed since says nothing any more. */
	#forgetStale(): void {
		const before = this.#errors.size;
		for (const [key, kept] of this.#errors) if (kept.revision < this.revision) this.#errors.delete(key);
		if (before > 0 && this.#errors.size === 0) this.#onReport({ channel: "storydream-preview", type: "recovered" });
	}

	/** All that pages say is wrong now, each error once. */
	allErrors(): PreviewError[] {
		return [...this.#errors.values()].map((kept) => kept.error);
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
				const stack = readableStack(report.error.stack ?? "", (found) => placeInSource(server(), found, treeOf));
				const error = tidy({ ...report.error, ...(place ? { file: place } : {}), ...(report.error.stack ? { stack } : {}) });
				if (tree === "project") state.take({ ...parsed.data, report: { ...report, error } });
				return answer(200, { error });
			}
			if (tree === "project") state.take(parsed.data);
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

/** The lines of a stack that lie in the film, with their places in the source. */
function readableStack(stack: string, placeOf: (at: { url: string; line: number; column: number }) => string | null): string {
	const [first = "", ...lines] = stack.split("\n");
	const own = lines.flatMap((line) => {
		const match = /^\s*at (?:(.+?) \()?(https?:\/\/.+?):(\d+):(\d+)\)?$/.exec(line);
		if (!match?.[2]) return [];
		const place = placeOf({ url: match[2], line: Number(match[3]), column: Number(match[4]) });
		return place === null ? [] : [`    at ${match[1] ?? "the module"} (${place})`];
	});
	return [first, ...own].join("\n");
}

/**
 * An error thrown while Vite compiled a file, as the page and the agent shall read it. Null for the storyboard's own
 * file: the page checks that one and says more about it.
 */
export function buildErrorOf(
	error: unknown,
	treeOf: (file: string) => string | null,
): { path: string; error: PreviewError } | null {
	if (typeof error !== "object" || error === null) return null;
	const { message, id, loc, frame } = error as Record<string, unknown>;
	const text = plain(String(message ?? ""));
	const place = typeof loc === "object" && loc !== null ? (loc as Record<string, unknown>) : {};
	const named = typeof place.file === "string" ? place.file : typeof id === "string" ? id : absoluteIn(text);
	const path = (named ?? "").replace(/[?#].*$/, "");
	if (path.endsWith("/src/storyboard.json")) return null;
	const root = treeOf(path);
	// Somebody requested a file that is none of the film's: refused, and nothing the film could mend.
	if (root === null) return null;
	const short = shortPath(root, path);
	// The compiler draws a picture of the place: its first line says what is wrong, the rest is for the curious.
	const drawn = /\[(?:PARSE_ERROR|[A-Z_]+)\] (.+)/.exec(text)?.[1];
	const head = withoutRoot(drawn ?? text.split("\n")[0] ?? "", root);
	const where = /:(\d+):(\d+) ?\]/.exec(text);
	const line = typeof place.line === "number" ? place.line : where ? Number(where[1]) : null;
	const column = typeof place.column === "number" ? place.column + 1 : where ? Number(where[2]) : 1;
	const picture = typeof frame === "string" && frame !== "" ? plain(frame) : withoutRoot(text, root);
	return {
		path,
		error: tidy({
			key: errorKey("build", `${head}${line ?? ""}`, short),
			kind: "build",
			message: head,
			file: line === null ? short : `${short}:${line}:${column}`,
			...(picture !== head ? { stack: picture } : {}),
		}),
	};
}

function absoluteIn(text: string): string | null {
	return /(\/[^\s:"'[\]]+\.(?:[jt]sx?|json|css))/.exec(text)?.[1] ?? null;
}

/** Without the colours of a terminal. */
function plain(text: string): string {
	return stripVTControlCharacters(text).trim();
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
		message: readableReactError(error.message).slice(0, 2_000),
		...(error.stack ? { stack: error.stack.slice(0, 4_000) } : {}),
	};
}
