import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdir, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { toStoryDreamError } from "@storydream/protocol";
import { describeBrowserSearch, findBrowser, testAgentSandbox } from "@storydream/sandbox";
import { type Config, proveDriver, proveRecords, proveWalls } from "@storydream/studio";

import { examineCloud } from "./doctor-cloud.ts";
import type { Finding } from "./doctor-finding.ts";
import { checkFonts } from "./doctor-fonts.ts";

const run = promisify(execFile);
const LEAST_FREE_BYTES = 2_000_000_000;

export type DoctorConfig = Config & { hasModelKey: boolean };

/** Looks at everything the main job needs, and says of each thing what was found and how to get what was not. */
export async function examine(config: DoctorConfig, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
	const found = await Promise.all([
		checkNode(),
		checkGit(),
		...checkUser(process.getuid?.()),
		checkDataDir(config.dataDir),
		checkRecords(config),
		...examineCloud(config),
		checkPort(config.host, config.port),
		checkSandboxes(config, environment),
		checkModel(config.hasModelKey),
	]);
	return found.flat();
}

/** What sandboxes need: of this machine where they are its processes, else of whoever starts them; an image has the rest. */
async function checkSandboxes(config: DoctorConfig, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
	if (config.driver !== "process") return proveDriver(config);
	const walls = process.platform === "linux" ? checkWalls(config) : checkCommandSandbox();
	return (await Promise.all([checkBrowser(environment), checkFonts(), checkAgent(), walls])).flat();
}

/** What holds sandboxes, and commands inside them, as the studio finds it out at its start. */
async function checkWalls(config: DoctorConfig): Promise<Finding[]> {
	const packages = resolve(import.meta.dirname, "../..");
	return proveWalls(config, {
		sandboxMain: resolve(packages, "sandbox/src/main.ts"),
		templateDir: resolve(packages, "template"),
	});
}

/** Findings as lines for a terminal. */
export function report(findings: Finding[]): string {
	const mark = { ok: "✓", limited: "!", missing: "✗" };
	return findings
		.map(
			({ what, state, detail, next }) =>
				`${mark[state]} ${what}: ${detail}${next ? `\n    ${next.replaceAll("\n", "\n    ")}` : ""}`,
		)
		.join("\n");
}

async function checkNode(): Promise<Finding> {
	const major = Number(process.versions.node.split(".")[0]);
	if (major >= 24) return { what: "Node", state: "ok", detail: process.versions.node };
	return {
		what: "Node",
		state: "missing",
		detail: `${process.versions.node}, but 24 is needed`,
		next: "Start it through npm: `npm run storydream doctor` uses the Node that npm installed.",
	};
}

/**
 * Whether the studio has the rights of root, which nothing of it needs.
 * @param uid of this process; undefined where there are no such users
 */
export function checkUser(uid: number | undefined): Finding[] {
	if (uid !== 0) return [];
	return [
		{
			what: "User",
			state: "limited",
			detail: "root: whatever gets out of a sandbox could change everything on this machine",
			next: "Start it as another user: `useradd -m storydream && sudo -u storydream npm start`.",
		},
	];
}

async function checkGit(): Promise<Finding> {
	try {
		const { stdout } = await run("git", ["--version"], { timeout: 10_000 });
		return { what: "git", state: "ok", detail: stdout.trim().replace("git version ", "") };
	} catch {
		return { what: "git", state: "missing", detail: "not found", next: "Install it: `apt install git`, or `brew install git`." };
	}
}

async function checkDataDir(folder: string): Promise<Finding> {
	try {
		await mkdir(folder, { recursive: true });
		await access(folder, constants.W_OK);
		const { bavail, bsize } = await statfs(folder);
		const free = bavail * bsize;
		const detail = `${folder}, ${(free / 1e9).toFixed(0)} GB free`;
		if (free > LEAST_FREE_BYTES) return { what: "Data folder", state: "ok", detail };
		return {
			what: "Data folder",
			state: "limited",
			detail,
			next: "Films need room: free some, or set DATA_DIR to a larger disk.",
		};
	} catch {
		return {
			what: "Data folder",
			state: "missing",
			detail: `${folder} can't be written`,
			next: "Set DATA_DIR to a folder you may write.",
		};
	}
}

async function checkRecords(config: DoctorConfig): Promise<Finding> {
	const what = "Records";
	if (config.records === "sqlite") return { what, state: "ok", detail: "SQLite, in the data folder" };
	const { projectId, firestoreDatabase, firestoreEmulatorHost } = config.google;
	const where = firestoreEmulatorHost === null ? "" : `, on the emulator at ${firestoreEmulatorHost}`;
	const place = `Firestore, database "${firestoreDatabase}" of the project "${projectId}"${where}`;
	const startedAt = performance.now();
	try {
		await proveRecords(config);
		const ms = Math.round(performance.now() - startedAt);
		return { what, state: "ok", detail: `${place}: written, read and listed in ${ms} ms` };
	} catch (thrown) {
		const error = toStoryDreamError(thrown);
		return { what, state: "missing", detail: `${place}: ${error.message}`, next: error.hint };
	}
}

async function checkPort(host: string, port: number): Promise<Finding> {
	const free = await new Promise<boolean>((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(false));
		probe.listen(port, host, () => probe.close(() => resolve(true)));
	});
	if (free) return { what: "Port", state: "ok", detail: `${port} is free` };
	return {
		what: "Port",
		state: "limited",
		detail: `${port} is in use (by a studio that runs already?)`,
		next: `Open http://localhost:${port}, or set PORT to another one.`,
	};
}

async function checkBrowser(environment: NodeJS.ProcessEnv): Promise<Finding> {
	const found = await findBrowser(environment);
	if (!found) {
		const { looked, help } = await describeBrowserSearch(environment);
		return { what: "Headless browser", state: "missing", detail: `none found (${looked.join("; ")})`, next: help };
	}
	const detail = `${found.kind}, ${found.executablePath}`;
	if (found.headlessShell) return { what: "Headless browser", state: "ok", detail };
	return {
		what: "Headless browser",
		state: "limited",
		detail,
		next: "It works; a headless shell exports about 1.7 times as fast: `apt install chromium-headless-shell`.",
	};
}

async function checkAgent(): Promise<Finding> {
	const name = `@anthropic-ai/claude-agent-sdk-${process.platform}-${process.arch}`;
	try {
		import.meta.resolve(`${name}/package.json`);
		return { what: "Claude Agent SDK", state: "ok", detail: name };
	} catch {
		return {
			what: "Claude Agent SDK",
			state: "missing",
			detail: `its program for ${process.platform}-${process.arch} is not installed`,
			next: "Run `npm ci` again without `--omit=optional`.",
		};
	}
}

async function checkCommandSandbox(): Promise<Finding> {
	const { restricted } = await testAgentSandbox();
	if (restricted === null)
		return { what: "Sandbox for the agent's commands", state: "ok", detail: "writes outside and connections out are refused" };
	return {
		what: "Sandbox for the agent's commands",
		state: "limited",
		detail: `${restricted} The agent works without commands.`,
	};
}

async function checkModel(hasKey: boolean): Promise<Finding> {
	if (hasKey) return { what: "Model", state: "ok", detail: "a key is set" };
	return {
		what: "Model",
		state: "limited",
		detail: "no key: the demo model answers",
		next: "Set ANTHROPIC_API_KEY and start the studio again.",
	};
}
