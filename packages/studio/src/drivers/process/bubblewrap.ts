import { accessSync, constants, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
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
	/** The program inside and its arguments. */
	command: readonly string[];
	/** Who it is, for the whole machine, where that is another user than the studio; null: see `userInside`. */
	user: SandboxUser | null;
	/** File descriptor of a filter of system calls; absent: none. */
	filterFd?: number;
	/** File descriptor on which bubblewrap reports the pid of the first process inside. */
	infoFd?: number;
}

/** A user of this machine that a studio of root's runs sandboxes as. */
export interface SandboxUser {
	uid: number;
	gid: number;
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
 * Arguments of bubblewrap for a sandbox, its program and its arguments included: namespaces of its own for mounts, processes,
 * users, network, shared memory and host name; a root that holds what is listed and nothing else. As another user of the
 * machine it has no namespace of users: it becomes that user for good before its program starts.
 */
export function bubblewrapArguments(inside: Inside): string[] {
	const { user } = inside;
	const readable = outermost(inside.readable);
	return [
		["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"],
		user === null ? ownNamespace() : ["--cap-drop", "ALL", ...BECOMES.flatMap((name) => ["--cap-add", name])],
		...SYSTEM.map((place) => ["--ro-bind-try", place, place]),
		...MERGED.map(mergedFolder),
		user === null ? [] : foldersTo([...CONFIGURATION, ...BESIDE]),
		...[...CONFIGURATION, ...BESIDE].map((place) => ["--ro-bind-try", place, place]),
		...Object.entries(inside.etc).map(([name, file]) => ["--ro-bind", file, `/etc/${name}`]),
		temporary("/tmp", TMP_BYTES, user),
		["--proc", "/proc", "--dev", "/dev"],
		temporary("/dev/shm", SHM_BYTES, user),
		process.getuid?.() === 0 ? coveredParts() : [],
		user === null ? [] : foldersTo([...readable, ...inside.writable]),
		...readable.flatMap((place) => ["--ro-bind-try", place, place]),
		...inside.writable.map((place) => ["--bind", place, place]),
		// Whoever sets the walls up may not enter a folder of that user's.
		["--remount-ro", "/", "--chdir", user === null ? inside.cwd : "/"],
		inside.filterFd === undefined ? [] : ["--seccomp", `${inside.filterFd}`],
		inside.infoFd === undefined ? [] : ["--info-fd", `${inside.infoFd}`],
		["--"],
		user === null ? [] : becoming(user, inside.cwd),
		inside.command,
	].flat();
}

function ownNamespace(): string[] {
	const { uid, gid } = userInside(null);
	return ["--unshare-user", "--uid", `${uid}`, "--gid", `${gid}`, "--cap-drop", "ALL"];
}

/** A file system in memory. Without a namespace of users it would be root's alone. */
function temporary(place: string, bytes: number, user: SandboxUser | null): string[] {
	return ["--size", `${bytes}`, ...(user === null ? [] : ["--perms", "1777"]), "--tmpfs", place];
}

/** What `setpriv` needs to become another user; it keeps none of it. */
const BECOMES = ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"];

function becoming({ uid, gid }: SandboxUser, cwd: string): string[] {
	return [
		...["setpriv", "--reuid", `${uid}`, "--regid", `${gid}`, "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--"],
		...["/bin/sh", "-c", 'cd "$0" && exec "$@"', cwd],
	];
}

/** The folders on the way to what is shown, made so that everybody may pass: bubblewrap would make them for root alone. */
function foldersTo(places: readonly string[]): string[] {
	const folders = new Set<string>();
	for (const place of places) {
		for (let folder = path.dirname(place); folder !== path.dirname(folder); folder = path.dirname(folder)) folders.add(folder);
	}
	const outside = [...folders].filter(
		(folder) => folder !== "/tmp" && ![...SYSTEM, ...places].some((place) => contains(place, folder)),
	);
	return outside.sort((a, b) => a.length - b.length).flatMap((folder) => ["--perms", "0755", "--dir", folder]);
}

/** Who a sandbox is inside: the other user, this process's own, or a plain one in place of root. */
export function userInside(user: SandboxUser | null): SandboxUser {
	if (user !== null) return user;
	const uid = process.getuid?.() ?? USER_INSIDE;
	return uid === 0 ? { uid: USER_INSIDE, gid: USER_INSIDE } : { uid, gid: process.getgid?.() ?? uid };
}

/** The account that sandboxes of a studio of root's are, where the machine has it. */
const ACCOUNT = "storydream";
/**
 * Else a number that no account has, from a range that systemd's list of users and groups leaves unused. `nobody` is none:
 * other programs of the machine run as that one, and the kernel shows files of users that it does not know as its.
 */
const UNUSED = { first: 60_706, last: 61_183 };

/**
 * The user that sandboxes are started as; null where the studio is not root, or where they can't become another one.
 * @param isRoot whether the studio is root
 * @param lists reads the lists of users and of groups, in the formats of `/etc/passwd` and `/etc/group`
 */
export function sandboxUser(
	isRoot: boolean = process.getuid?.() === 0,
	lists: () => { passwd: string; group: string } = readLists,
): SandboxUser | null {
	if (!isRoot || findProgram("setpriv") === null) return null;
	try {
		const { passwd, group } = lists();
		const users = rowsOf(passwd);
		const [, , uid, gid] = users.find(([name]) => name === ACCOUNT) ?? [];
		if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
		const taken = new Set([...users.flatMap((row) => [row[2], row[3]]), ...rowsOf(group).map((row) => row[2])].map(Number));
		for (let id = UNUSED.first; id <= UNUSED.last; id += 1) if (!taken.has(id)) return { uid: id, gid: id };
	} catch {
		// This system keeps its users in another place.
	}
	return null;
}

const rowsOf = (list: string) => list.split("\n").map((line) => line.split(":"));

function readLists(): { passwd: string; group: string } {
	return { passwd: readFileSync("/etc/passwd", "utf8"), group: readFileSync("/etc/group", "utf8") };
}

/**
 * What of `/proc` is the machine's: settings, interrupts, triggers. Its files ask who somebody is outside, so that for a sandbox
 * of root's they would be writable, whatever it may do inside: all of them become read-only, and those that only root may
 * read are empty. Another user is kept from most of them already, but not from those that anybody may write.
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
