import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { pipeline } from "node:stream";
import type { Connect } from "vite";
import { listInside, type OpenFile, openInOneOf, PathRefused } from "../files/index.ts";
import { readShortest } from "./compressed.ts";
import { type AllowedFolders, isAllowedFile } from "./guard.ts";

const TYPES: Record<string, string> = {
	".aac": "audio/aac",
	".avif": "image/avif",
	".css": "text/css; charset=utf-8",
	".gif": "image/gif",
	".glb": "model/gltf-binary",
	".gltf": "model/gltf+json",
	".jpeg": "image/jpeg",
	".jpg": "image/jpeg",
	".json": "application/json; charset=utf-8",
	".m4a": "audio/mp4",
	".mov": "video/quicktime",
	".mp3": "audio/mpeg",
	".mp4": "video/mp4",
	".ogg": "audio/ogg",
	".otf": "font/otf",
	".png": "image/png",
	".srt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml",
	".ttf": "font/ttf",
	".txt": "text/plain; charset=utf-8",
	".vtt": "text/vtt; charset=utf-8",
	".wasm": "application/wasm",
	".wav": "audio/wav",
	".webm": "video/webm",
	".webp": "image/webp",
	".woff": "font/woff",
	".woff2": "font/woff2",
};

/**
 * Serves `public/` of the project and of old versions: `/__files/<tree>/<path>`, with byte ranges (video players ask
 * for nothing else). `foldersOf` answers where the public files of a tree lie; beside the first, only `assets/` counts.
 */
export function servePublicFiles(foldersOf: (tree: string) => string[], folders: AllowedFolders): Connect.NextHandleFunction {
	return (request, response, next) => {
		const match = /^\/__files\/([A-Za-z0-9]+)\/([^?#]*)/.exec(request.url ?? "");
		if (!match) return next();
		const answer = async () => {
			let path: string;
			try {
				path = decodeURIComponent(match[2] ?? "");
			} catch {
				path = "\0";
			}
			if (path.includes("\0") || path.split("/").includes("..")) return end(404);
			const file = foldersOf(match[1] ?? "")
				.filter((_, index) => index === 0 || path.startsWith("assets/"))
				.map((folder) => join(folder, path))
				.find((candidate) => isAllowedFile(candidate, folders()));
			if (file === undefined) return end(404);
			sendFile(await openInOneOf(folders(), file), extname(file), request, response);
		};
		const end = (status: number) => {
			response.statusCode = status;
			response.end();
		};
		answer().catch(() => end(404));
	};
}

/** Answers with an open file, or the range of it that is requested, and closes it. */
function sendFile({ handle, stats }: OpenFile, extension: string, request: IncomingMessage, response: ServerResponse): void {
	const end = (status: number) => {
		response.statusCode = status;
		response.end();
		void handle.close();
	};
	const { size } = stats;
	const tag = `"${size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
	response.setHeader("content-type", TYPES[extension.toLowerCase()] ?? "application/octet-stream");
	response.setHeader("accept-ranges", "bytes");
	response.setHeader("cache-control", "no-cache");
	response.setHeader("etag", tag);
	if (request.headers["if-none-match"] === tag) {
		end(304);
		return;
	}
	// A part of the file that was there before is no part of this one.
	const ofAnother = request.headers["if-range"] !== undefined && request.headers["if-range"] !== tag;
	const range = ofAnother ? undefined : parseRange(request.headers.range, size);
	if (range === "unsatisfiable") {
		response.setHeader("content-range", `bytes */${size}`);
		end(416);
		return;
	}
	const { start, end: last } = range ?? { start: 0, end: size - 1 };
	if (range) response.setHeader("content-range", `bytes ${start}-${last}/${size}`);
	response.setHeader("content-length", last - start + 1);
	if (request.method === "HEAD" || size === 0) {
		end(range ? 206 : 200);
		return;
	}
	response.statusCode = range ? 206 : 200;
	// A file that grows meanwhile is sent up to the size that was announced, and one that shrinks breaks the connection.
	const stream = handle.createReadStream({ start, end: last });
	stream.once("end", () => {
		if (stream.bytesRead < last - start + 1) response.destroy();
	});
	pipeline(stream, response, () => {
		// The reader went away in the middle, or the file did: the connection is closed either way.
	});
}

/**
 * Serves the bundle of dependencies as it lies on the disk, to be kept by browsers for ever: its address changes with it.
 * Browsers get it in a sixth of its bytes.
 * What it does not know goes on to Vite, which serves the same with a source map three times its size.
 * @param address `/@fs/<folder>/`, as the folder is named on the disk
 */
export function serveDependencies(address: string, folder: string): Connect.NextHandleFunction {
	return (request, response, next) => {
		const [written = "", query = ""] = (request.url ?? "").split("?");
		const path = decoded(written);
		const name = path.startsWith(address) ? path.slice(address.length) : "";
		if (!/^[\w@.-]+\.js$/.test(name) || !/^v=\w+$/.test(query)) return next();
		readShortest(join(folder, name), request.headers["accept-encoding"]?.toString()).then((found) => {
			if (!found) return next();
			response.setHeader("content-type", "text/javascript; charset=utf-8");
			response.setHeader("cache-control", "max-age=31536000,immutable");
			response.setHeader("vary", "accept-encoding");
			if (found.encoding !== null) response.setHeader("content-encoding", found.encoding);
			response.setHeader("content-length", found.bytes.length);
			response.end(request.method === "HEAD" ? undefined : found.bytes);
		}, next);
	};
}

/** A path as folders are named: browsers write spaces and most letters beyond ASCII as `%..`. One that is no such path stays. */
function decoded(path: string): string {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}

/** `bytes=a-b`, `bytes=a-`, `bytes=-n`; undefined when there is none (or several: then the whole file is right too). */
export function parseRange(
	header: string | undefined,
	size: number,
): { start: number; end: number } | "unsatisfiable" | undefined {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
	if (!match || (!match[1] && !match[2])) return undefined;
	const start = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]));
	const end = match[1] && match[2] ? Math.min(size - 1, Number(match[2])) : size - 1;
	return start > end || start >= size ? "unsatisfiable" : { start, end };
}

const ENDINGS = "public/audio/endings/";

/** Sounds below `public/audio` of a tree that a film can name, as paths below `public/`, sorted. Endings belong to their tracks. */
export async function listAudio(treeDir: string): Promise<string[]> {
	try {
		return (await listInside(treeDir, "public/audio"))
			.filter(({ path }) => !path.startsWith(ENDINGS))
			.filter(({ path, kind }) => kind === "file" && (TYPES[extname(path).toLowerCase()] ?? "").startsWith("audio/"))
			.map(({ path }) => path.slice("public/".length));
	} catch (error) {
		// No such folder: a film without sounds of its own.
		if (error instanceof PathRefused) return [];
		throw error;
	}
}
