import { spawn } from "node:child_process";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { killTree } from "../processes.ts";

const DEADLINE_MS = 20_000;

/** Whether the agent's commands can be held here, and so be offered at all. */
export interface Confinement {
	/** A sentence; null when commands are held. */
	restricted: string | null;
}

let known: Promise<Confinement> | null = null;

/**
 * Proves that commands of the agent are held: in the same kind of sandbox they run in, a write inside must work, a write
 * outside and a connection out must fail. Tried once per process; takes about half a second. Never throws.
 * @param tmpDir where to try it: its path must be short, for it will hold Unix sockets (107 bytes).
 */
export function testAgentSandbox(tmpDir: string = os.tmpdir()): Promise<Confinement> {
	known ??= prove(tmpDir).catch((error: unknown) =>
		no(`the command sandbox could not be tested (${error instanceof Error ? error.message : error})`),
	);
	return known;
}

async function prove(tmpDir: string): Promise<Confinement> {
	if (process.platform !== "linux" && process.platform !== "darwin") return no("commands can't be held on this system");
	const missing = process.platform === "linux" ? await missingPrograms(["bwrap", "socat"]) : [];
	if (missing.length > 0) {
		const names = missing.map((name) => (name === "bwrap" ? "bubblewrap" : name)).join(" and ");
		return no(`${names} ${missing.length === 1 ? "is" : "are"} not installed, so commands of the agent could not be held`);
	}
	const folder = await mkdtemp(path.join(tmpDir, "proof-"));
	let connections = 0;
	const listener = createServer((socket) => {
		connections += 1;
		socket.destroy();
	});
	try {
		await new Promise<void>((resolve, reject) => {
			listener.once("error", reject);
			listener.listen(0, "127.0.0.1", resolve);
		});
		const address = listener.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		const inside = await mkdtemp(path.join(folder, "inside-"));
		const outside = await mkdtemp(path.join(folder, "outside-"));
		const settings = path.join(folder, "settings.json");
		await writeFile(
			settings,
			JSON.stringify({
				network: { allowedDomains: [], deniedDomains: [] },
				filesystem: { denyRead: [], allowWrite: [inside], denyWrite: [] },
			}),
		);
		const script = path.join(inside, "try.sh");
		await writeFile(
			script,
			`echo reached > ${inside}/written\necho reached > ${outside}/written\n(exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null\necho finished > ${inside}/finished\n`,
		);
		const said = await runSandboxed(settings, script, inside);
		if ((await readFile(path.join(inside, "finished"), "utf8").catch(() => "")) !== "finished\n") {
			return no(`the command sandbox does not start here${said === "" ? "" : ` (${said})`}`);
		}
		if (await exists(path.join(outside, "written"))) return no("the command sandbox lets commands write outside of their folder");
		if (connections > 0) return no("the command sandbox lets commands reach the network");
		return { restricted: null };
	} finally {
		listener.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** Runs a script in the sandbox; answers the last line it complained with. */
function runSandboxed(settings: string, script: string, cwd: string): Promise<string> {
	const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("@anthropic-ai/sandbox-runtime")), "cli.js");
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [cli, "--settings", settings, "bash", script], {
			cwd,
			stdio: ["ignore", "ignore", "pipe"],
			env: { PATH: process.env.PATH ?? "/usr/bin:/bin", HOME: cwd, TMPDIR: cwd, SHELL: "/bin/bash" },
		});
		let said = "";
		child.stderr.on("data", (chunk: Buffer) => {
			said = `${said}${chunk.toString("utf8")}`.slice(-2000);
		});
		const deadline = setTimeout(() => {
			if (child.pid !== undefined) void killTree(child.pid);
		}, DEADLINE_MS);
		const done = () => {
			clearTimeout(deadline);
			resolve(said.trim().split("\n").at(-1)?.slice(0, 200) ?? "");
		};
		child.on("error", done);
		child.on("close", done);
	});
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
