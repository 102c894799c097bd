import { realpathSync, statSync } from "node:fs";
import { basename, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Connect } from "vite";

/** Folders whose files the preview may read, as real paths. */
export type AllowedFolders = () => readonly string[];

/**
 * Names that are never served from a film's folders, however deep, in any letter case: some disks know none. What the folders
 * themselves lie in is not the film's.
 */
const NEVER = /(^|[/\\])(\.git|\.storydream|\.env[^/\\]*|\.ssh|\.npmrc)([/\\]|$)/i;

/** Addresses that name a file of this machine by its whole path. */
const NAMES_A_FILE = /^\/+(?:@fs\/|@id\/file:|file:)/;

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
		// Vite would start a program of this machine for the second.
		if (path === null || /^\/*__open-in-editor/.test(path)) return refuse();
		for (const file of filesNamedBy(path)) {
			if (exists(file) ? !isAllowedFile(file, folders()) : isPrivate(file, folders())) return refuse();
		}
		// Whether something is there is not revealed either.
		if (NAMES_A_FILE.test(path) && filesNamedBy(path).every((file) => folderOf(normalize(file), folders()) === null))
			return refuse();
		next();
	};
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

/** Whether something is at a path, also where it can't be looked at. */
export function exists(path: string): boolean {
	try {
		return Boolean(statSync(path, { throwIfNoEntry: false }));
	} catch {
		// A link in a circle or a part without permission: it is there, and it is not ours to show.
		return true;
	}
}
