import { chown, mkdir, open, writeFile } from "node:fs/promises";
import path from "node:path";
import { browserPlaces, bubblewrapArguments, findProgram, realpathOr, type SandboxUser, userInside } from "./bubblewrap.ts";
import type { ProcessDriverOptions } from "./launch.ts";
import { limitedStart } from "./limits.ts";
import { systemCallFilter } from "./seccomp.ts";

/** One program that is to run inside. */
export interface Inside {
	/** The sandbox's own folder, which it may write. */
	folder: string;
	/** The agent's temporary folder, likewise. */
	agentTmp: string;
	/** Folder with the gateway's socket file. */
	gatewayFolder: string;
	/** More folders that it may write. */
	writable?: string[];
	/** The program and its arguments. */
	command: string[];
	/** Descriptor on which the pid of the first process inside is reported, where somebody wants to know it. */
	infoFd: number | null;
	/** Descriptor of the filter (`openFilter`), when there is one. */
	filterFd: number | null;
}

/** How programs are put inside walls on this machine. */
export interface Walls {
	/** What every sandbox sees of this machine, besides the system's own parts: absolute paths, read-only. */
	readonly readable: readonly string[];
	/** Who sandboxes are for the whole machine, where that is another user than the studio. */
	readonly user: SandboxUser | null;
	/** Program, arguments and additional variables that start something inside. */
	commandLine(inside: Inside): { file: string; args: string[]; environment: Record<string, string> };
	/** Gives folders to the sandboxes' user, where that is another one than the studio. What is in them stays as it is. */
	give(folders: readonly string[]): Promise<void>;
	/** Opens the filter of system calls to hand it to a start; null on a processor whose calls are not known. */
	openFilter(): Promise<Awaited<ReturnType<typeof open>> | null>;
}

type Options = Pick<
	ProcessDriverOptions,
	"dataDir" | "nodePath" | "sandboxMain" | "templateDir" | "nodeModulesDir" | "viteCacheSeed" | "browserExecutable" | "limits"
>;

/** Packages of this checkout that the program of a sandbox consists of. Nothing else of the checkout is shown. */
export const SOURCES = ["sandbox", "kit", "protocol", "template"];

/** Programs without which nothing can be put inside walls here; empty where all are there. */
export function missingPrograms(): string[] {
	return findProgram("bwrap") === null ? ["bwrap"] : [];
}

/**
 * Bubblewrap with what every sandbox of this installation sees. Writes the files that stand in for those of `/etc`.
 * @param how whether each sandbox gets a cgroup of its own (needs systemd), and who it is (`sandboxUser`)
 */
export async function createWalls(options: Options, how: { cgroup: boolean; user: SandboxUser | null }): Promise<Walls> {
	const { cgroup, user } = how;
	const made = path.join(path.resolve(options.dataDir), "processes", "walls");
	await mkdir(made, { recursive: true, mode: 0o700 });
	const etc = await writeEtc(made, userInside(user));
	const filter = systemCallFilter(process.arch);
	const filterFile = path.join(made, "filter.bpf");
	if (filter !== null) await writeFile(filterFile, filter);
	const readable = readableOf(options);
	const limited = limitedStart(options.limits, cgroup);
	return {
		readable,
		user,
		async give(given) {
			if (user !== null) for (const place of given) await chown(place, user.uid, user.gid);
		},
		commandLine({ folder, agentTmp, gatewayFolder, writable = [], command, infoFd, filterFd }) {
			const [file = "bwrap", ...prefix] = [...limited.prefix, "bwrap"];
			const args = bubblewrapArguments({
				writable: [folder, agentTmp, ...writable],
				readable: [...readable, gatewayFolder],
				etc,
				cwd: folder,
				command,
				user,
				...(infoFd === null ? {} : { infoFd }),
				...(filterFd === null ? {} : { filterFd }),
			});
			const unset = Object.keys(limited.environment).flatMap((name) => ["--unsetenv", name]);
			return { file, args: [...prefix, ...unset, ...args], environment: limited.environment };
		},
		openFilter: async () => (filter === null ? null : open(filterFile, "r")),
	};
}

function readableOf(options: Options): string[] {
	const modules = realpathOr(options.nodeModulesDir);
	const seed = options.viteCacheSeed;
	return [
		realpathOr(options.nodePath),
		path.resolve(options.nodePath),
		path.dirname(realpathOr(options.sandboxMain)),
		...SOURCES.map((name) => realpathOr(path.join(modules, "@storydream", name))),
		modules,
		path.resolve(options.nodeModulesDir),
		realpathOr(options.templateDir),
		path.resolve(options.templateDir),
		...(seed === undefined ? [] : [path.resolve(seed), realpathOr(seed)]),
		...(options.browserExecutable === undefined ? [] : browserPlaces(options.browserExecutable, options.dataDir)),
	];
}

/** The few files of `/etc` that programs do not do without, made anew: one user, one host. */
async function writeEtc(folder: string, { uid, gid }: SandboxUser): Promise<Record<string, string>> {
	const texts = {
		passwd: `storydream:x:${uid}:${gid}::/tmp:/bin/bash\n`,
		group: `storydream:x:${gid}:\n`,
		hosts: "127.0.0.1 localhost sandbox\n::1 localhost\n",
		"nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
	};
	const files: Record<string, string> = {};
	for (const [name, text] of Object.entries(texts)) {
		files[name] = path.join(folder, name);
		await writeFile(path.join(folder, name), text);
	}
	return files;
}
