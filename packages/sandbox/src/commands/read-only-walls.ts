import { lstatSync, readlinkSync } from "node:fs";
import { mayMountProcesses } from "./walls.ts";

/** What a program inside sees, read-only. All paths are absolute and the same inside and outside. */
export interface ReadOnlyView {
	/** Files and folders; absent ones are left out. */
	readable: readonly string[];
	/** Links that are made anew, by the place of each: what they lead to must be in `readable`. */
	links: Readonly<Record<string, string>>;
	/** Folder it starts in. */
	cwd: string;
	/** The one folder that it may write to, if any. */
	writable?: string;
}

/** Programs and libraries of the system; the second kind is often a link into the first. */
const SYSTEM = ["/usr", "/nix/store", "/gnu/store", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf"];
const MERGED = ["/bin", "/lib", "/lib64"];

/**
 * A command line for bubblewrap, to be followed by a program of ours that reads a project and executes nothing of it: tighter
 * than what holds the agent's commands. It sees the listed places alone, writes nowhere but to `writable`, and has no network
 * and no other process (where that can't be, it sees that there are some). For Linux, where commands were proved to be held.
 */
export function readOnlyWalls({ readable, links, cwd, writable }: ReadOnlyView): string[] {
	return [
		["bwrap", "--unshare-all", "--cap-drop", "ALL", "--die-with-parent"],
		...SYSTEM.map((place) => ["--ro-bind-try", place, place]),
		...MERGED.map(mergedFolder),
		["--dev", "/dev", ...(mayMountProcesses() ? ["--proc", "/proc"] : ["--ro-bind", "/proc", "/proc"])],
		...readable.map((place) => ["--ro-bind-try", place, place]),
		writable === undefined ? [] : ["--bind", writable, writable],
		...Object.entries(links).map(([place, target]) => ["--symlink", target, place]),
		["--remount-ro", "/", "--chdir", cwd, "--"],
	].flat();
}

function mergedFolder(place: string): string[] {
	try {
		return lstatSync(place).isSymbolicLink() ? ["--symlink", readlinkSync(place), place] : ["--ro-bind", place, place];
	} catch {
		// This system has no such folder.
		return [];
	}
}
