import { realpathSync, statSync } from "node:fs";
import { basename, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Connect, Plugin } from "vite";

/** Folders whose files the preview may read, as real paths. */
export type AllowedFolders = () => readonly string[];

/** Names that are never served from a film's folders, however deep. What the folders themselves lie in is not the film's. */
const NEVER = /(^|[/\\])(\.git|\.storydream|\.env[^/\\]*|\.ssh|\.npmrc)([/\\]|$)/;

/** True when `path` exists, lies in an allowed folder with every link on the way followed, and has no private name. */
export function isAllowedFile(path: string, folders: readonly string[]): boolean {
	let real: string;
	try {
		real = realpathSync(path);
	} catch {
		return false;
	}
	// A link is as private as its own name says, too.
	return folderOf(real, folders) !== null && !isPrivate(real, folders) && !NEVER.test(sep + basename(path));
}

/** The innermost allowed folder a path lies in; null: none. */
function folderOf(path: string, folders: readonly string[]): string | null {
	const around = folders.filter((folder) => path === folder || path.startsWith(folder + sep));
	return around.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** A studio's data lies in a folder named `.storydream` by default: only what is below the film's own folders counts. */
function isPrivate(path: string, folders: readonly string[]): boolean {
	return NEVER.test(path.slice(folderOf(path, folders)?.length ?? 0));
}

/**
 * Refuses requests for files outside of the allowed folders before Vite sees them. Vite checks the path it is asked
 * for; this one follows links first, so that a link in a project leads nowhere else.
 */
export function guardRequests(folders: AllowedFolders): Connect.NextHandleFunction {
	return (request, response, next) => {
		const refuse = () => {
			response.statusCode = 403;
			response.setHeader("content-type", "text/plain; charset=utf-8");
			response.end("The preview serves the film's own files only.\n");
		};
		const path = pathOf(request.url ?? "/");
		if (path === null) return refuse();
		for (const file of filesNamedBy(path)) {
			if (exists(file) ? !isAllowedFile(file, folders()) : isPrivate(file, folders())) return refuse();
		}
		next();
	};
}

/** The same rule where modules are read, whatever way a path came in (an import in a project's file, for example). */
export function guardModules(folders: AllowedFolders): Plugin {
	const check = (id: string) => {
		if (id.startsWith("\0")) return;
		const file = id.replace(/[?#].*$/, "");
		if (file.startsWith("/") && exists(file) && !isAllowedFile(file, folders())) {
			throw new Error(`${file} is not a file of this film: imports reach the project's own files and its dependencies only.`);
		}
	};
	return {
		name: "storydream:guard",
		enforce: "pre",
		async resolveId(source, importer, options) {
			// Ordinary imports need no look here: only what names another folder.
			if (!importer || !(source.startsWith("/") || source.includes(".."))) return null;
			const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
			const file = resolved?.id.replace(/[?#].*$/, "") ?? "";
			if (file.startsWith("/") && exists(file) && !isAllowedFile(file, folders())) {
				const message = `"${source}" is not a file of this film: imports reach the project's own files and its dependencies only.`;
				this.error({ message, id: importer });
			}
			return resolved;
		},
		load(id) {
			check(id);
			return null;
		},
		transform: {
			filter: { id: /\.(css|json)($|\?)/ },
			handler(code, id) {
				const file = id.replace(/\?.*$/, "");
				if (file.endsWith(".css")) checkStyleSheet(code, file);
				else if (file.endsWith(".json") && !/[?&](raw|url)\b/.test(id)) {
					try {
						JSON.parse(code);
					} catch (cause) {
						// Vite's own reader of JSON says what is wrong, but not in which file.
						this.error({
							message: `${file} is not valid JSON: ${cause instanceof Error ? cause.message : "it can't be read"}`,
							id: file,
						});
					}
				}
				return null;
			},
		},
	};
}

/** Style sheets are joined from files that no other hook sees: only relative ones, without tricks, are let in. */
function checkStyleSheet(code: string, file: string): void {
	for (const [, rest = ""] of code.matchAll(/@import([^;]*)/gi)) {
		const target = /["'(]\s*["']?([^"')]+)/.exec(rest)?.[1] ?? "";
		if (rest.includes("\\") || target.startsWith("/") || target.includes("..") || /^[a-z]+:/i.test(target)) {
			throw new Error(`${file}: @import in a style sheet reaches files beside it only.`);
		}
	}
}

function pathOf(url: string): string | null {
	try {
		const path = decodeURIComponent(url.replace(/[?#].*$/, ""));
		return path.includes("\0") ? null : path;
	} catch {
		// Not a well-formed address.
		return null;
	}
}

/** Files that an address could mean for Vite: `/@fs/<path>`, `/@id/<path>` and a file address. */
function filesNamedBy(path: string): string[] {
	const files: string[] = [];
	const inside = /^\/+@(?:fs|id)\/(.*)$/s.exec(path)?.[1];
	if (inside !== undefined) {
		if (inside.startsWith("file:")) files.push(safeFileUrl(inside));
		else if (!inside.startsWith("__x00__")) files.push(`/${inside.replace(/^\/+/, "")}`);
	} else if (path.startsWith("/file:")) files.push(safeFileUrl(path.slice(1)));
	else files.push(path);
	return files.flatMap((file) => [file, file.replace(/[?#].*$/s, "")]).filter((file) => file !== "/" && file !== "");
}

function safeFileUrl(text: string): string {
	try {
		return fileURLToPath(text);
	} catch {
		// A file address of another host: named as it is, it exists nowhere.
		return text;
	}
}

function exists(path: string): boolean {
	try {
		return Boolean(statSync(path, { throwIfNoEntry: false }));
	} catch {
		// A link in a circle or a part without permission: it is there, and it is not ours to show.
		return true;
	}
}
