import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import net, { type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { DriverLogger } from "../driver.ts";
import { realpathOr, type SandboxUser, sandboxUser } from "./bubblewrap.ts";
import { endGroup } from "./group.ts";
import type { ProcessDriverOptions } from "./launch.ts";
import { hasCgroups } from "./limits.ts";
import { REMOVED } from "./remove-tree.ts";
import { ANYBODY } from "./sockets.ts";
import { createWalls, missingPrograms, type Walls } from "./walls.ts";

/** What this machine can do to hold sandboxes, as it was proved. */
export interface Confinement {
	/** Null: sandboxes run as this user's programs do. */
	walls: Walls | null;
	/** Why agents get no commands, as a sentence for people; null when they are held; undefined when that is not known. */
	restricted: string | null | undefined;
}

const DEADLINE_MS = 45_000;
const MAX_OUTPUT = 10_000;
const Outcome = z.object({ reached: z.array(z.string()), gateway: z.boolean(), restricted: z.string().nullable() });
const INSTALL = "Install bubblewrap and ripgrep, and allow user namespaces, then start the studio again.";

/**
 * Finds out once whether sandboxes can be put inside walls here: a program is started as sandboxes are and tries what must
 * fail (files of the studio, of another session and of the person's home, environments of processes outside, ports and
 * socket files of this machine, addresses outside, writing to what all sandboxes share). Whatever succeeds is the reason
 * why sandboxes do not count as held; agents then have no commands. Takes about a second and never throws.
 */
export async function proveConfinement(options: ProcessDriverOptions): Promise<Confinement> {
	if (process.platform !== "linux") return notHeld("sandboxes as a whole are put inside walls on Linux only");
	const missing = missingPrograms();
	if (missing.length > 0) return notHeld("bubblewrap is not installed");
	return bestOf(waysToHold(), (how) => tryWalls(options, how));
}

/**
 * Tries ways to hold sandboxes, the best first, until one holds them and the agent's commands. Where none does both, the
 * first that holds sandboxes counts; else the reason why the last one does not.
 */
export async function bestOf<Way>(ways: readonly Way[], tryWay: (way: Way) => Promise<Confinement>): Promise<Confinement> {
	let holding: Confinement | null = null;
	let last: Confinement | null = null;
	for (const way of ways) {
		last = await tryWay(way);
		if (last.walls !== null && last.restricted === null) return last;
		if (last.walls !== null) holding ??= last;
	}
	return holding ?? last ?? notHeld("there is no way to hold them");
}

/** As another user than root where there is one, in a cgroup where there are some: the best way first. */
function waysToHold(): { cgroup: boolean; user: SandboxUser | null }[] {
	const user = sandboxUser();
	const users = user === null ? [null] : [user, null];
	return users.flatMap((each) => (hasCgroups() ? [true, false] : [false]).map((cgroup) => ({ cgroup, user: each })));
}

function notHeld(reason: string): Confinement {
	return {
		walls: null,
		restricted: `Sandboxes are not isolated from this machine: ${reason}. The agent has no commands; open only projects that you trust. ${INSTALL}`,
	};
}

async function tryWalls(options: ProcessDriverOptions, how: ReturnType<typeof waysToHold>[number]): Promise<Confinement> {
	try {
		const walls = await createWalls(options, how);
		const { reached, gateway, restricted } = await tryOut(walls, options);
		if (reached.length > 0) return notHeld(`a sandbox reached ${reached.slice(0, 3).join(", ")}`);
		if (!gateway) return notHeld("a sandbox did not reach the model gateway");
		return { walls, restricted };
	} catch (error) {
		options.logger.warn({ err: error, ...how }, "sandboxes can't be put inside walls in this way");
		return notHeld(error instanceof Error ? error.message : String(error));
	}
}

/** Places that a sandbox must not see, and what must not be reached from it; each carries the canary. */
interface Bait {
	canary: string;
	closed: string[];
	ports: number[];
	sockets: string[];
	gateway: string;
}

async function tryOut(walls: Walls, options: ProcessDriverOptions): Promise<z.infer<typeof Outcome>> {
	const dataDir = path.resolve(options.dataDir);
	const own = path.join(dataDir, "sandboxes");
	await mkdir(own, { recursive: true, mode: 0o700 });
	// A name of no installation: it is neither listed nor adopted. What a killed studio left of one goes first.
	for (const name of await readdir(own)) if (name.startsWith(".proof-")) await rm(path.join(own, name), { recursive: true });
	const folder = await mkdtemp(path.join(own, ".proof-"));
	await sweepLeftovers(os.tmpdir());
	const beside = await mkdtemp(path.join(os.tmpdir(), LEFTOVER));
	const opened: { end(): void }[] = [];
	try {
		const bait = await layBait(folder, beside, opened);
		return await runInside(walls, options, folder, beside, bait);
	} finally {
		for (const each of opened) each.end();
		await Promise.all([folder, beside].map((place) => rm(place, { recursive: true, force: true })));
	}
}

/** What a folder for a proof begins with, outside of the data folder. */
const LEFTOVER = "sd-proof-";
/** A proof takes seconds, as a removal does: what is older belongs to no studio that runs. */
const LEFTOVER_MS = 60 * 60_000;

/** Removes what studios of this user left that were killed during their proof or a removal. Another user's folder and a link stay. */
async function sweepLeftovers(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => name.startsWith(LEFTOVER) || name.startsWith(REMOVED));
	await Promise.all(
		names.map(async (name) => {
			const place = path.join(folder, name);
			const found = await lstat(place).catch(() => null);
			if (found?.isDirectory() && found.uid === process.getuid?.() && Date.now() - found.mtimeMs > LEFTOVER_MS)
				await rm(place, { recursive: true, force: true }).catch(() => undefined);
		}),
	);
}

/** A process outside the walls, with the canary in its command line and environment. It ends with its input, so also when this studio is killed. */
export function startBystander(canary: string): ChildProcess {
	const bystander = spawn(process.execPath, ["-e", "process.stdin.on('end', () => process.exit()).resume()", canary], {
		env: { CANARY: canary },
		stdio: ["pipe", "ignore", "ignore"],
	});
	bystander.stdin.on("error", () => undefined);
	return bystander;
}

async function layBait(folder: string, beside: string, opened: { end(): void }[]): Promise<Bait> {
	const canary = randomBytes(16).toString("hex");
	const files = [path.join(folder, "other"), path.join(beside, "file")];
	for (const file of files) await writeFile(file, canary);
	const bystander = startBystander(canary);
	opened.push({ end: () => void bystander.kill("SIGKILL") });
	await mkdir(path.join(beside, "in"));
	const gateway = path.join(beside, "in", "gateway");
	const places: { listen: string | number }[] = [
		{ listen: 0 },
		{ listen: path.join(beside, "s") },
		{ listen: `\0sd-${canary}` },
		{ listen: gateway },
	];
	const servers = await Promise.all(places.map(({ listen }) => listenAt(listen)));
	await chmod(gateway, ANYBODY);
	for (const server of servers) opened.push({ end: () => void server.close() });
	const address = servers[0]?.address();
	return {
		canary,
		closed: [...files, ...(await ownPlaces())],
		ports: typeof address === "object" && address !== null ? [address.port] : [],
		sockets: [path.join(beside, "s"), `\0sd-${canary}`],
		gateway,
	};
}

/** A task is handed over as one variable, whose size the system limits. */
const MOST_CLOSED = 400;

/**
 * What must not be reached of a place: the place itself, or, where a program or a browser that sandboxes are shown lies
 * below it, what else it holds. bubblewrap makes the folders on the way to what it shows, and leaves them empty.
 */
async function closedBelow(place: string, shown: readonly string[]): Promise<string[]> {
	if (shown.some((other) => place === other || place.startsWith(`${other}${path.sep}`))) return [];
	if (!shown.some((other) => other.startsWith(`${place}${path.sep}`))) return [place];
	const names = await readdir(place).catch(() => []);
	return (await Promise.all(names.map((name) => closedBelow(path.join(place, name), shown)))).flat();
}

/** What the person has at home. */
async function ownPlaces(): Promise<string[]> {
	const home = os.homedir();
	const names = await readdir(home).catch(() => []);
	return names.map((name) => path.join(home, name));
}

async function runInside(
	walls: Walls,
	options: ProcessDriverOptions,
	folder: string,
	beside: string,
	bait: Bait,
): Promise<z.infer<typeof Outcome>> {
	const self = path.join(folder, "self");
	const agentTmp = path.join(beside, "tmp");
	for (const place of [self, agentTmp]) await mkdir(place);
	await walls.give([self, agentTmp]);
	const modules = realpathOr(options.nodeModulesDir);
	const sources = realpathOr(path.join(modules, "@storydream", "sandbox"));
	const shown = [...walls.readable, self, agentTmp];
	const closed = (await Promise.all(bait.closed.map((place) => closedBelow(place, shown)))).flat();
	const task = {
		canary: bait.canary,
		closed: closed.slice(0, MOST_CLOSED),
		readOnly: [modules, sources, path.join(beside, "in")],
		ports: bait.ports,
		sockets: bait.sockets,
		gateway: bait.gateway,
		agentTmp,
	};
	const filter = await walls.openFilter();
	try {
		const command = [options.nodePath, "--disable-warning=ExperimentalWarning", path.join(sources, "src/prove-walls.ts")];
		const { file, args, environment } = walls.commandLine({
			folder: self,
			agentTmp,
			gatewayFolder: path.join(beside, "in"),
			command,
			infoFd: null,
			filterFd: filter === null ? null : 3,
		});
		const child = spawn(file, args, {
			cwd: self,
			env: {
				...environment,
				PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
				LANG: "C.UTF-8",
				HOME: self,
				TMPDIR: self,
				SANDBOX_WALLED: "true",
				WALLS_PROOF: JSON.stringify(task),
			},
			detached: true,
			stdio: ["ignore", "pipe", "pipe", filter?.fd ?? "ignore"],
		});
		return await outcomeOf(child, options.logger);
	} finally {
		await filter?.close();
	}
}

/** Follows the program to its end. Throws with its last words when it gave no outcome. */
async function outcomeOf(child: ChildProcess, logger: DriverLogger): Promise<z.infer<typeof Outcome>> {
	const said = { out: "", err: "" };
	const collect = (stream: Readable | null, key: "out" | "err") =>
		stream?.on("data", (chunk: Buffer) => {
			said[key] = `${said[key]}${chunk.toString("utf8")}`.slice(-MAX_OUTPUT);
		});
	collect(child.stdout, "out");
	collect(child.stderr, "err");
	const code = await new Promise<number | null>((resolve, reject) => {
		const timer = setTimeout(() => {
			endGroup(child);
			reject(new Error("it could not be found out in time"));
		}, DEADLINE_MS);
		child.once("error", (error) => {
			clearTimeout(timer);
			reject(error);
		});
		child.once("close", (exitCode) => {
			clearTimeout(timer);
			resolve(exitCode);
		});
	});
	const last = said.out.trim().split("\n").at(-1) ?? "";
	const parsed = Outcome.safeParse(parseJson(last));
	if (parsed.success) return parsed.data;
	logger.debug({ code, ...said }, "the proof of walls gave no outcome");
	throw new Error(errorLineOf(said.err)?.slice(0, 200) ?? `the program inside ended with exit code ${code}`);
}

/** The line of a program's output that names its error: Node prints places and its own version around it. */
function errorLineOf(output: string): string | null {
	const lines = output.split("\n").flatMap((line) => line.trim() || []);
	return lines.find((line) => /^(Uncaught )?[\w.]*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? null;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

async function listenAt(where: string | number): Promise<Server> {
	const server = net.createServer((socket) => socket.destroy());
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		const options = typeof where === "number" ? { port: where, host: "127.0.0.1" } : { path: where };
		server.listen(options, resolve);
	});
	server.unref();
	return server;
}
