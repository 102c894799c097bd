import { access, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { Commands } from "../commands/index.ts";
import { layoutOf } from "../config.ts";
import { MARK } from "../processes.ts";

/** What to install for a program that is missing. */
const PACKAGES: Record<string, string> = { bwrap: "bubblewrap", rg: "ripgrep" };
const CANARY = "not-for-commands";
const DEADLINE_MS = 20_000;

/** Whether the agent's commands can be held here, and so be offered at all. */
export interface Confinement {
	/** A sentence; null when commands are held. */
	restricted: string | null;
}

let known: Promise<Confinement> | null = null;

/**
 * Proves that commands of the agent are held. One is run just as the agent's are: its writes inside must work; writes
 * outside, the reading of what lies above its folder, and connections (to a port, to another program's socket file) must
 * fail. Tried once per process; takes about a second. Never throws.
 */
export function testAgentSandbox(tmpDir: string = os.tmpdir()): Promise<Confinement> {
	known ??= prove(tmpDir).catch((error: unknown) =>
		no(`the command sandbox could not be tested (${error instanceof Error ? error.message : error})`),
	);
	return known;
}

async function prove(tmpDir: string): Promise<Confinement> {
	if (process.platform !== "linux" && process.platform !== "darwin") return no("commands can't be held on this system");
	const missing = process.platform === "linux" ? await missingPrograms(["bwrap", "rg"]) : [];
	if (missing.length > 0) {
		const names = missing.map((name) => PACKAGES[name] ?? name).join(" and ");
		return no(`${names} ${missing.length === 1 ? "is" : "are"} not installed, so commands of the agent could not be held`);
	}
	const folder = await realpath(await mkdtemp(path.join(tmpDir, "proof-")));
	// Below `folder` a command sees next to nothing; this one it may read.
	const beside = await realpath(await mkdtemp(path.join(tmpDir, "proof-")));
	const layout = layoutOf({ dir: path.join(folder, "sandboxes", "proof"), agentTmp: undefined });
	const commands = new Commands({ layout, name: process.env[MARK] ?? path.basename(folder), contained: false });
	const reached: string[] = [];
	const listen = async (server: Server, what: string, where: string | number): Promise<void> => {
		server.on("connection", (socket) => {
			reached.push(what);
			socket.destroy();
		});
		await new Promise<void>((resolve, reject) => {
			server.once("error", reject);
			if (typeof where === "number") server.listen(where, "127.0.0.1", resolve);
			else server.listen(where, resolve);
		});
	};
	const overTcp = createServer();
	const overFile = createServer();
	try {
		for (const place of [layout.project, layout.agentTmp, layout.tmp, layout.claude]) await mkdir(place, { recursive: true });
		const secret = path.join(folder, "secret");
		await writeFile(secret, CANARY);
		// Other programs of this machine listen on files, with the rights of whoever may open these.
		const socketFile = path.join(beside, "s");
		await listen(overTcp, "the network", 0);
		if (Buffer.byteLength(socketFile) < 100) await listen(overFile, "other programs", socketFile);
		const address = overTcp.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		const outside = [
			path.join(beside, "written"),
			path.join(folder, "written"),
			path.join(layout.claude, "written"),
			path.join(layout.tmp, "written"),
		];
		const end = await commands.run(
			[
				"echo reached > written",
				'echo reached > "$TMPDIR/written"',
				...outside.map((place) => `echo reached > '${place}'`),
				`cat '${secret}'`,
				`(exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null`,
				`'${process.execPath}' -e 'require("net").connect(process.argv[1]).on("error", () => {})' '${socketFile}'`,
				"echo finished",
			].join("\n"),
			DEADLINE_MS,
		);
		const done = await Promise.all([layout.project, layout.agentTmp].map((place) => exists(path.join(place, "written"))));
		if (end.exitCode !== 0 || !end.output.trimEnd().endsWith("finished") || !done.every(Boolean)) {
			const said = end.output.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
			return no(`the command sandbox does not start here${said === "" ? "" : ` (${said})`}`);
		}
		for (const place of outside) {
			if (await exists(place)) return no("the command sandbox lets commands write outside of their folder");
		}
		if (end.output.includes(CANARY)) return no("the command sandbox lets commands read what is not theirs");
		const first = reached[0];
		return first === undefined ? { restricted: null } : no(`the command sandbox lets commands reach ${first}`);
	} finally {
		await commands.close();
		overTcp.close();
		overFile.close();
		await Promise.all([folder, beside].map((place) => rm(place, { recursive: true, force: true })));
	}
}

async function missingPrograms(names: string[]): Promise<string[]> {
	const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
	const found = await Promise.all(
		names.map(async (name) => (await Promise.all(folders.map((folder) => exists(path.join(folder, name))))).some(Boolean)),
	);
	return names.filter((_, index) => !found[index]);
}

async function exists(place: string): Promise<boolean> {
	return access(place).then(
		() => true,
		() => false,
	);
}

function no(reason: string): Confinement {
	return { restricted: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` };
}
