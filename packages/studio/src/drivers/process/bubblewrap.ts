import { accessSync, constants, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** What one sandbox sees of this machine. All paths are absolute and the same inside and outside. */
export interface Inside {
	/** Folders that it may write: its own, and the agent's temporary one. */
	writable: readonly string[];
	/** Files and folders that it may read: its program, the dependencies, a browser. Absent ones are left out. */
	readable: readonly string[];
	/** Files of `/etc` that are made for it, by their name there: no list of the machine's users is shown. */
	etc: Readonly<Record<string, string>>;
	/** Folder it starts in. */
	cwd: string;
	/** File descriptor of a filter of system calls; absent: none. */
	filterFd?: number;
	/** File descriptor on which bubblewrap reports the pid of the first process inside. */
	infoFd?: number;
}

/** Its own user inside, where the studio runs as root: programs refuse or loosen their rules for root. */
const USER_INSIDE = 1_000;
const TMP_BYTES = 256_000_000;
const SHM_BYTES = 512_000_000;

/** Programs and libraries of the system. The second kind is often a link into the first. */
const SYSTEM = ["/usr", "/nix/store", "/gnu/store"];
const MERGED = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
/** Of `/etc`, only what programs and browsers are configured with: no names of people, no keys, no hosts. */
const CONFIGURATION = [
	"alternatives",
	"chromium",
	"chromium.d",
	"fonts",
	"ld.so.cache",
	"ld.so.conf",
	"ld.so.conf.d",
	"localtime",
	"mime.types",
	"timezone",
].map((name) => `/etc/${name}`);
/** Browsers that are installed beside the system, and what makes their fonts load fast. */
const BESIDE = ["/opt/google/chrome", "/opt/chromium", "/opt/chromium.org", "/var/cache/fontconfig"];

/**
 * Arguments of bubblewrap for a sandbox: namespaces of its own for mounts, processes, users, network, shared memory and host
 * name; a root that holds what is listed and nothing else. What follows them is the program and its arguments.
 */
export function bubblewrapArguments(inside: Inside): string[] {
	const user = userInside();
	return [
		["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
		["--uid", `${user.uid}`, "--gid", `${user.gid}`, "--cap-drop", "ALL", "--hostname", "sandbox"],
		...SYSTEM.map((place) => ["--ro-bind-try", place, place]),
		...MERGED.map(mergedFolder),
		...[...CONFIGURATION, ...BESIDE].map((place) => ["--ro-bind-try", place, place]),
		...Object.entries(inside.etc).map(([name, file]) => ["--ro-bind", file, `/etc/${name}`]),
		[
			"--size",
			`${TMP_BYTES}`,
			"--tmpfs",
			"/tmp",
			"--proc",
			"/proc",
			"--dev",
			"/dev",
			"--size",
			`${SHM_BYTES}`,
			"--tmpfs",
			"/dev/shm",
		],
		...(process.getuid?.() === 0 ? coveredParts() : []),
		...outermost(inside.readable).flatMap((place) => ["--ro-bind-try", place, place]),
		...inside.writable.map((place) => ["--bind", place, place]),
		["--remount-ro", "/", "--chdir", inside.cwd],
		inside.filterFd === undefined ? [] : ["--seccomp", `${inside.filterFd}`],
		inside.infoFd === undefined ? [] : ["--info-fd", `${inside.infoFd}`],
		["--"],
	].flat();
}

/** Who a sandbox is inside: this process's own user, or a plain one in place of root. */
export function userInside(): { uid: number; gid: number } {
	const uid = process.getuid?.() ?? USER_INSIDE;
	return uid === 0 ? { uid: USER_INSIDE, gid: USER_INSIDE } : { uid, gid: process.getgid?.() ?? uid };
}

/**
 * What of `/proc` is the machine's: settings, interrupts, triggers. Its files ask who somebody is outside, so that for a sandbox
 * of root's they would be writable, whatever it may do inside: all of them become read-only, and those that only root may
 * read are empty.
 */
function coveredParts(): string[] {
	const parts = readdirSync("/proc", { withFileTypes: true }).filter(
		(entry) => !/^\d+$/.test(entry.name) && (entry.isDirectory() || entry.isFile()),
	);
	return parts.flatMap((entry) => {
		const place = `/proc/${entry.name}`;
		const mode = statSync(place).mode;
		if (entry.isFile() && (mode & 0o004) === 0) return ["--ro-bind", "/dev/null", place];
		return entry.isDirectory() || (mode & 0o222) !== 0 ? ["--ro-bind", place, place] : [];
	});
}

/** `/bin` and the like: a link into `/usr` on most systems, a folder on others. */
function mergedFolder(place: string): string[] {
	try {
		return lstatSync(place).isSymbolicLink() ? ["--symlink", readlinkSync(place), place] : ["--ro-bind", place, place];
	} catch {
		// This system has no such folder.
		return [];
	}
}

/** Without what lies in another one of the list: it is shown with that. */
function outermost(places: readonly string[]): string[] {
	const unique = [...new Set(places)];
	return unique.filter((place) => !unique.some((other) => other !== place && contains(other, place)));
}

function contains(folder: string, place: string): boolean {
	const relative = path.relative(folder, place);
	return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}

/**
 * What a named browser needs: its folder, unless that folder shows more than a browser (a home, the data folder, or a folder
 * above them); then the program alone.
 */
export function browserPlaces(executable: string, dataDir: string): string[] {
	const program = realpathOr(executable);
	const folder = path.dirname(program);
	const closed = [os.homedir(), path.resolve(dataDir)].some((place) => contains(folder, place));
	return [executable, closed ? program : folder];
}

/** Where a link leads, itself when it leads nowhere. */
export function realpathOr(place: string): string {
	try {
		return realpathSync(place);
	} catch {
		return path.resolve(place);
	}
}

/** Path of a program that this process would run by its name; null when there is none. */
export function findProgram(name: string): string | null {
	for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
		if (!path.isAbsolute(folder)) continue;
		const file = path.join(folder, name);
		try {
			accessSync(file, constants.X_OK);
			return file;
		} catch {
			// Not in this folder, or not for this user.
		}
	}
	return null;
}
