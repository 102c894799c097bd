import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testAgentSandbox } from "../agent/confinement.ts";
import { type Layout, layoutOf } from "../config.ts";
import { markedProcesses } from "../processes.ts";
import { Commands, type CommandsOptions } from "./commands.ts";

const LONG_MS = 60_000;
const held = process.platform === "linux" && (await testAgentSandbox()).restricted === null;
const reaper = (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, "tini")));

let folder: string;
let layout: Layout;
let name: string;
let commands: Commands;

beforeEach(async () => {
	folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "storydream-commands-")));
	name = path.basename(folder);
	layout = layoutOf({ dir: path.join(folder, "sandboxes", "one"), agentTmp: undefined });
	for (const place of [path.join(layout.project, ".git"), layout.agentTmp, layout.tmp]) await mkdir(place, { recursive: true });
	await writeFile(path.join(layout.project, ".git", "config"), "");
});
afterEach(async () => {
	await commands.close();
	await expect.poll(() => markedProcesses(name)).toEqual([]);
	await rm(folder, { recursive: true, force: true });
});

function start(options: Partial<CommandsOptions> = {}): Commands {
	commands = new Commands({ layout, name, contained: false, ...options });
	return commands;
}
const inProject = (file: string) => path.join(layout.project, file);
const there = (file: string) => expect.poll(() => existsSync(inProject(file))).toBe(true);
/** Command lines of everything that runs for this test. */
const lines = async () =>
	Promise.all((await markedProcesses(name)).map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
const sleepers = async () => (await lines()).filter((line) => line.startsWith("sleep\0"));
const nobodySleeps = () => expect.poll(sleepers).toEqual([]);

const kinds = [
	{ kind: "in a sandbox of their own", contained: false, runs: held },
	{ kind: "in a container", contained: true, runs: process.platform === "linux" },
];

describe.each(kinds)("commands $kind", ({ contained, runs }) => {
	it.runIf(runs)("run in the project, with an environment that was built, and tell how they ended", async () => {
		process.env.SECRET_CANARY = "canary";
		try {
			start({ contained });
			const end = await commands.run("pwd; cat; echo to-stderr >&2; env | cut -d= -f1 | sort | tr '\\n' ' '; exit 7", LONG_MS);
			expect(end).toMatchObject({ how: "exited", exitCode: 7, signal: null });
			// Two streams: which of them is heard first is not said.
			const said = end.output.trim().split("\n");
			expect(said).toHaveLength(3);
			expect(said).toEqual(expect.arrayContaining([layout.project, "to-stderr"]));
			const variables = said.find((line) => line.includes(" "));
			const known = /^(HOME|LANG|NO_COLOR|OLDPWD|PATH|PWD|SHELL|SHLVL|STORYDREAM_(COMMAND|RUNNER|SANDBOX)|TERM|TMPDIR|_)$/;
			expect(variables?.split(" ").filter((variable) => !known.test(variable))).toEqual([]);
			expect((await commands.run("true", LONG_MS)).exitCode).toBe(0);
			const killed = await commands.run("kill -9 $$", LONG_MS);
			expect(killed.signal ?? killed.exitCode).toSatisfy((how: unknown) => how === "SIGKILL" || how === 137);
		} finally {
			delete process.env.SECRET_CANARY;
		}
	});

	it.runIf(runs)("end at their deadline, with what left their group", async () => {
		start({ contained });
		await commands.run("true", LONG_MS);
		const end = await commands.run("echo before; setsid sleep 301 & sleep 302", 1500);
		expect(end).toMatchObject({ how: "timeout", exitCode: null });
		await nobodySleeps();
	});

	it.runIf(runs)("are stopped with what left their group and their parents", async () => {
		start({ contained });
		const run = commands.run("setsid -f sleep 303; (setsid sleep 304 &); echo up > up; sleep 305", LONG_MS);
		await there("up");
		await expect.poll(async () => (await sleepers()).length).toBe(3);
		expect(commands.running).toBe(1);
		await commands.stop();
		expect(await run).toMatchObject({ how: "stopped", exitCode: null });
		expect(commands.running).toBe(0);
		await nobodySleeps();
		expect((await commands.run("echo again", LONG_MS)).output).toBe("again\n");
	});

	it.runIf(runs)("leave nothing running when they end by themselves", async () => {
		start({ contained });
		const end = await commands.run("setsid -f sleep 306; sleep 307 & setsid sleep 308 & echo done", LONG_MS);
		expect(end).toMatchObject({ how: "exited", exitCode: 0, output: "done\n" });
		await nobodySleeps();
	});

	it.runIf(runs)("that print without end stay in little memory", async () => {
		start({ contained });
		const end = await commands.run("head -c 150000000 /dev/zero | tr '\\0' 'x'; echo; echo last", LONG_MS);
		expect(end.exitCode).toBe(0);
		expect(Buffer.byteLength(end.output)).toBeLessThan(24_100);
		expect(end.output).toMatch(/^x+\n\[… \d+ bytes left out …\]\nx+\nlast\n$/);
		const runner = (await markedProcesses(name)).map((pid) => readFile(`/proc/${pid}/status`, "utf8"));
		for (const status of await Promise.all(runner)) {
			expect(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1])).toBeLessThan(250_000);
		}
	});

	it.runIf(runs)("run at the same time without disturbing each other", async () => {
		start({ contained });
		const first = commands.run("echo up > first-up; until [ -e go ]; do sleep 0.02; done; echo first", LONG_MS);
		await there("first-up");
		const cut = commands.run("sleep 309", 300);
		const second = commands.run("echo second > go; echo second", LONG_MS);
		expect((await cut).how).toBe("timeout");
		expect([(await first).output, (await second).output]).toEqual(["first\n", "second\n"]);
		// The sandbox puts empty files where none may be made, for as long as one runs.
		expect((await readdir(layout.project)).sort()).toEqual([".git", "first-up", "go"]);
	});

	it.runIf(runs)("end when the process of their session is killed", async () => {
		start({ contained });
		const source = `
			const { Commands } = await import(process.argv[1]);
			await new Commands({ layout: JSON.parse(process.argv[2]), name: process.argv[3], contained: ${contained} }).run("setsid sleep 310 & sleep 310", 600000);
		`;
		const door = fileURLToPath(new URL("./commands.ts", import.meta.url));
		const host = spawn(process.execPath, ["--input-type=module", "-e", source, door, JSON.stringify(layout), name], {
			stdio: "ignore",
		});
		await expect.poll(async () => (await sleepers()).length).toBe(2);
		host.kill("SIGKILL");
		await expect.poll(lines).toEqual([]);
	});

	it.runIf(runs)("are not taken any more once closed; what runs is stopped", async () => {
		start({ contained });
		const run = commands.run("echo up > up; sleep 311", LONG_MS);
		await there("up");
		await commands.close();
		expect(await run).toMatchObject({ how: "stopped" });
		await expect(commands.run("true", LONG_MS)).rejects.toMatchObject({ code: "shutting_down" });
	});

	it.runIf(runs)("fail once when what runs them dies, and the next one works", async () => {
		start({ contained });
		const run = commands.run("echo up > up; sleep 312", LONG_MS).catch((error: unknown) => error);
		await there("up");
		for (const pid of await markedProcesses(name)) {
			const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
			if (line.includes("runner.ts") && !line.includes("tini\0")) process.kill(pid, "SIGKILL");
		}
		expect(await run).toMatchObject({ code: "sandbox_failed" });
		expect((await commands.run("echo back", LONG_MS)).output).toBe("back\n");
	});

	it.runIf(runs)("need no process when nobody has run one for a while", async () => {
		start({ contained, idleMs: 1 });
		expect((await commands.run("echo one", LONG_MS)).output).toBe("one\n");
		await expect.poll(lines).toEqual([]);
		expect((await commands.run("echo two", LONG_MS)).output).toBe("two\n");
	});
});

it.runIf(held)("a command in a sandbox of its own reads nothing of the studio's checkout but its dependencies", async () => {
	start();
	const checkout = path.resolve(import.meta.dirname, "../../../..");
	const end = await commands.run(
		`cat ${checkout}/package.json ${checkout}/packages/studio/package.json; ls ${checkout}`,
		LONG_MS,
	);
	expect(end.output).not.toMatch(/"name"|README/);
	expect(end.output).toContain("No such file");
});

describe("what gives itself another environment and another parent", () => {
	it.runIf(reaper)("ends with the command in a container too", async () => {
		start({ contained: true });
		const end = await commands.run("env -i setsid -f sleep 313.7; echo done", LONG_MS);
		expect(end).toMatchObject({ exitCode: 0, output: "done\n" });
		await expect.poll(() => sleepingFor("313.7")).toBe(0);
	});
});

describe("commands that can't be held", () => {
	it.runIf(held)("are not run", async () => {
		const known = process.env.PATH;
		process.env.PATH = layout.tmp;
		try {
			await expect(start().run("echo out > out", LONG_MS)).rejects.toMatchObject({ code: "sandbox_failed" });
			expect(existsSync(inProject("out"))).toBe(false);
		} finally {
			process.env.PATH = known;
		}
	});
});

async function sleepingFor(seconds: string): Promise<number> {
	const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
	const found = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
	return found.filter((line) => line.startsWith(`sleep\0${seconds}`)).length;
}
