import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket, type Socket as DatagramSocket } from "node:dgram";
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import net, { type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildPreviewSeed } from "../../../../sandbox/src/preview/seed.ts";
import { startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { QUIET_SANDBOX, until } from "../../sessions/testing/studio-harness.ts";
import { driverContract } from "../driver.contract.ts";
import { sandboxUser } from "./bubblewrap.ts";
import { compileAhead } from "./compile.ts";
import { createProcessDriver, type ProcessDriver } from "./driver.ts";
import type { ProcessDriverOptions } from "./launch.ts";
import { proveConfinement } from "./prove.ts";
import { createSandboxFolders } from "./sandbox-folder.ts";
import { gatewayFile } from "./sockets.ts";
import { findSandboxProcesses } from "./table.ts";
import { confinementHere, optionsHere } from "./testing/confinement.ts";

const FAKE_SANDBOX = path.join(import.meta.dirname, "../testing/fake-sandbox.ts");
const ATTACKER = path.join(import.meta.dirname, "testing/attacker.ts");
const FILE_BYTES = 1_000_000_000;

const fake = await confinementHere({ sandboxMain: FAKE_SANDBOX });
const held = fake.walls !== null;
afterAll(() => fake.remove());

async function newPlace(more: Partial<ProcessDriverOptions>) {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream-driver-"));
	const drivers: ProcessDriver[] = [];
	const folder = (name: string) => path.join(dataDir, "sandboxes", name);
	return {
		dataDir,
		folder,
		driver(behaviour = "well", others: Partial<ProcessDriverOptions> = {}) {
			const driver = createProcessDriver({
				...optionsHere(dataDir),
				serveGateway: (connection) => void connection.end("gateway"),
				environment: { FAKE_BEHAVIOUR: behaviour },
				graceMs: 1_000,
				...more,
				...others,
			});
			drivers.push(driver);
			return driver;
		},
		async leftovers(name: string) {
			const processes = (await findSandboxProcesses(name, folder(name), [])).map((row) => `process ${row.pid}`);
			const there = await stat(folder(name)).then(
				() => [folder(name)],
				() => [],
			);
			return [...processes, ...there];
		},
		async close() {
			for (const driver of drivers) {
				for (const name of (await driver.list()) ?? []) await driver.end(name);
				driver.close();
			}
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

describe.runIf(held)("processes inside walls", () => {
	driverContract("processes inside walls", ["well", "dies", "never", "stubborn", "runaway"], () =>
		newPlace({ sandboxMain: FAKE_SANDBOX, walls: fake }),
	);
});

describe.runIf(held)("the walls around a sandbox process", () => {
	const spec = {
		name: "test-attacked-inc",
		incarnation: "inc",
		sessionId: "attacked",
		token: "sandbox-token-canary-0123456789",
		gatewayUrl: "http://127.0.0.1:9/gateway",
		gatewayToken: "gateway-token-canary-0123456789",
	};
	let place: Awaited<ReturnType<typeof newPlace>>;
	beforeEach(async () => {
		place = await newPlace({ sandboxMain: FAKE_SANDBOX, walls: fake });
	});
	afterEach(() => place.close());

	it("hold against every way out that is known: files, processes, network, the kernel, limits", async () => {
		const attacker = await confinementHere({ sandboxMain: ATTACKER, limits: { fileBytes: FILE_BYTES } });
		const victim = { ...spec, name: "test-victim-inc", sessionId: "victim" };
		const prey = await layPrey(place.dataDir);
		try {
			const driver = place.driver();
			await driver.start(victim);
			await until("the other sandbox runs", async () => (await driver.inspect(victim.name)).state === "running");
			await writeFile(path.join(place.folder(victim.name), "secret"), prey.canary);
			const { sockets: socketsOf } = createSandboxFolders(place.dataDir);
			const sockets = socketsOf(victim.name);
			const attack = place.driver("well", {
				sandboxMain: ATTACKER,
				walls: attacker,
				limits: { fileBytes: FILE_BYTES },
				environment: {
					ATTACK: JSON.stringify({
						...prey.target,
						files: { ...prey.target.files, "another session's file": path.join(place.folder(victim.name), "secret") },
						hidden: {
							...prey.target.hidden,
							"a note on another session": path.join(place.dataDir, "processes", `${victim.name}.json`),
							"another session": place.folder(victim.name),
							"the sockets of another session": sockets,
						},
						sockets: {
							...prey.target.sockets,
							"another session's agent host": path.join(sockets, "agent"),
							"another session's preview": path.join(sockets, "preview"),
							"another session's gateway": gatewayFile(sockets),
						},
						gateway: gatewayFile(socketsOf(spec.name)),
						fileBytes: FILE_BYTES,
					}),
				},
			});
			await attack.start(spec);
			const file = path.join(place.folder(spec.name), "outcome.json");
			await until("all ways were tried", async () => (await stat(file).catch(() => null)) !== null, 120_000);
			const { tried, reached } = JSON.parse(await readFile(file, "utf8"));
			console.log(`walls of a sandbox process: ${tried} ways tried, ${tried - reached.length} held`);
			expect(reached).toEqual([]);
			expect(tried).toBeGreaterThan(100);
			expect(prey.connections()).toBe(0);
			for (const each of Object.values(prey.target.files)) expect(await readFile(each, "utf8")).toBe(prey.canary);
			await driver.end(victim.name);
		} finally {
			await prey.close();
			await attacker.remove();
		}
	});

	it.runIf(sandboxUser() !== null)("make a sandbox of a studio of root's another user of the machine", async () => {
		const driver = place.driver();
		await driver.start(spec);
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		const rows = await findSandboxProcesses(spec.name, place.folder(spec.name), []);
		const statuses = await Promise.all(rows.map(({ pid }) => readFile(`/proc/${pid}/status`, "utf8")));
		const programs = statuses.filter((status) => /^Name:\s+(?!bwrap$)/m.test(status));
		expect(programs.length).toBeGreaterThan(0);
		const { uid, gid } = sandboxUser() ?? { uid: 0, gid: 0 };
		for (const status of programs) {
			expect(/^Uid:\s+(.*)$/m.exec(status)?.[1]).toBe([uid, uid, uid, uid].join("\t"));
			expect(/^Gid:\s+(.*)$/m.exec(status)?.[1]).toBe([gid, gid, gid, gid].join("\t"));
			for (const kind of ["CapPrm", "CapEff", "CapBnd", "CapAmb"]) expect(status).toMatch(new RegExp(`^${kind}:\\s+0+$`, "m"));
		}
		const [owner, folderAbove] = [await stat(place.folder(spec.name)), await stat(path.dirname(place.folder(spec.name)))];
		expect([owner.uid, folderAbove.uid]).toEqual([uid, 0]);
	});

	it("let a sandbox end with everything inside, also when what started it was killed", async () => {
		const driver = place.driver("runaway");
		await driver.start(spec);
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		const status = await driver.inspect(spec.name);
		if (status.state !== "running") throw new Error("it does not run");
		process.kill((status.note as { pid: number }).pid, "SIGKILL");
		await until("its end is known", async () => (await driver.inspect(spec.name)).state === "exited");
		await driver.end(spec.name);
		expect(await place.leftovers(spec.name)).toEqual([]);
	});

	it("hold the real agent host, git and the Agent SDK, which reach the model by the socket file alone", async () => {
		const quiet = await confinementHere({ sandboxMain: QUIET_SANDBOX });
		const model = await startScriptedModel(() => [{ text: "Fine." }]);
		try {
			const { port } = new URL(model.url);
			const driver = place.driver("well", {
				sandboxMain: QUIET_SANDBOX,
				walls: quiet,
				serveGateway: (connection) => {
					const onward = net.connect(Number(port), "127.0.0.1");
					connection.pipe(onward).pipe(connection);
					onward.on("error", () => connection.destroy());
					connection.on("error", () => onward.destroy());
				},
			});
			await driver.start({ ...spec, gatewayUrl: "http://127.0.0.1:9" });
			await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
			const status = await driver.inspect(spec.name);
			if (status.state !== "running") throw new Error("it does not run");
			const answer = await fetch(`${status.endpoint.agentUrl}/health`, { headers: { authorization: `Bearer ${spec.token}` } });
			expect(await answer.json()).toMatchObject({ incarnation: "inc", restricted: null });
			expect((await fetch(`${status.endpoint.agentUrl}/health`)).status).toBe(401);
		} finally {
			await model.close();
			await quiet.remove();
		}
	});
});

describe.runIf(held)("the real program of a sandbox inside walls", () => {
	const name = "test-real-inc";
	const spec = {
		name,
		incarnation: "inc",
		sessionId: "real",
		token: "sandbox-token-0123456789",
		gatewayUrl: "http://127.0.0.1:9/gateway",
		gatewayToken: "gateway-token-0123456789",
	};
	let place: Awaited<ReturnType<typeof newPlace>>;
	beforeEach(async () => {
		place = await newPlace({});
	});
	afterEach(() => place.close());

	async function start(more: Partial<ProcessDriverOptions>): Promise<void> {
		const driver = place.driver("well", more);
		await driver.start(spec);
		await until("it listens", async () => (await driver.inspect(name)).state !== "starting", 60_000);
		expect(await driver.inspect(name), await driver.output(name)).toMatchObject({ state: "running" });
	}

	it("finds every file of it compiled, and the bundle of the template's code", async () => {
		const viteCacheSeed = await buildPreviewSeed(path.join(place.dataDir, "seed"));
		const options = { ...optionsHere(place.dataDir), viteCacheSeed };
		const walls = await proveConfinement(options);
		if (walls.walls === null) throw new Error("there are no walls");
		await compileAhead(walls.walls, options);
		const bundles = path.join(viteCacheSeed, "code/bundles");
		expect(await readdir(bundles)).toHaveLength(1);
		for (const folder of await readdir(bundles)) expect(await readdir(path.join(bundles, folder))).toContain("bundle.js");
		// Node then says of each file that it loads whether it was compiled before.
		await start({ ...options, walls, environment: { NODE_DEBUG_NATIVE: "COMPILE_CACHE" } });
		const log = await readFile(path.join(place.dataDir, "processes", `${name}.log`), "utf8");
		const loaded = log.split("\n").filter((line) => line.includes("reading cache from"));
		expect(loaded.length).toBeGreaterThan(100);
		expect(loaded.filter((line) => line.includes("no such file"))).toEqual([]);
	});

	it("bundles what previews need by itself where nobody did that ahead", async () => {
		const options = optionsHere(place.dataDir);
		await start({ ...options, walls: await proveConfinement(options), environment: {} });
	});
});

// Every other test of this file is skipped where the proof fails, and would hide that it does.
it.runIf(process.env.CI === "true" && process.platform === "linux")("walls stand on a machine that has bubblewrap", () => {
	expect([fake.walls !== null, fake.restricted]).toEqual([true, null]);
});

describe("the proof that there are walls", () => {
	let folder: string;
	const known = process.env.PATH;
	beforeEach(async () => {
		folder = await mkdtemp(path.join(os.tmpdir(), "storydream-proof-"));
	});
	afterEach(async () => {
		process.env.PATH = known;
		await rm(folder, { recursive: true, force: true });
	});

	/** A `bwrap` that only looks like one. */
	async function withBubblewrap(script: string): Promise<void> {
		const bin = path.join(folder, "bin");
		await mkdir(bin);
		await writeFile(path.join(bin, "bwrap"), script);
		await chmod(path.join(bin, "bwrap"), 0o755);
		process.env.PATH = `${bin}${path.delimiter}${known}`;
	}

	it.runIf(fake.walls !== null)("holds where the person's home has Node in it, and tries what else is there", async () => {
		const home = path.join(folder, "home");
		const nodePath = path.join(home, ".nvm/bin/node");
		await mkdir(path.dirname(nodePath), { recursive: true });
		await link(process.execPath, nodePath).catch(() => copyFile(process.execPath, nodePath));
		await writeFile(path.join(home, ".nvm/secret"), "x");
		const before = process.env.HOME;
		process.env.HOME = home;
		try {
			const { walls, restricted } = await proveConfinement({ ...optionsHere(folder), nodePath });
			expect([walls !== null, restricted]).toEqual([true, null]);
		} finally {
			process.env.HOME = before;
		}
	});

	it.runIf(process.platform === "linux")("leaves no process of its own when the studio is killed meanwhile", async () => {
		const canary = randomBytes(16).toString("hex");
		const script = `import { startBystander } from ${JSON.stringify(path.join(import.meta.dirname, "prove.ts"))};
			startBystander(${JSON.stringify(canary)}); setInterval(() => {}, 1e6);`;
		const killed = path.join(folder, "killed.ts");
		await writeFile(killed, script);
		const studio = spawn(process.execPath, [killed], { stdio: "ignore" });
		await until("the process runs", async () => (await processesWith(canary)).length === 1);
		studio.kill("SIGKILL");
		await until("it has ended", async () => (await processesWith(canary)).length === 0);
	});

	/** Processes with a word in their command line. */
	async function processesWith(word: string): Promise<string[]> {
		const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
		const lines = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
		return all.filter((_pid, index) => lines[index]?.includes(word));
	}

	it.runIf(process.platform === "linux")("fails without bubblewrap, with what to install", async () => {
		process.env.PATH = path.join(folder, "nothing");
		const { walls, restricted } = await proveConfinement(optionsHere(folder));
		expect(walls).toBeNull();
		expect(restricted).toMatch(/bubblewrap is not installed.*Install bubblewrap/);
	});

	it.runIf(process.platform === "linux")("fails where namespaces are refused", async () => {
		await withBubblewrap("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
		const { walls, restricted } = await proveConfinement(optionsHere(folder));
		expect(walls).toBeNull();
		expect(restricted).toMatch(/No permissions to create new namespace/);
	});

	it.runIf(held)("fails where a program only seems to be inside: it names what was reached", async () => {
		await withBubblewrap('#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n');
		const { walls, restricted } = await proveConfinement(optionsHere(folder));
		expect(walls).toBeNull();
		expect(restricted).toMatch(/a sandbox reached/);
	});

	it.runIf(held)("fails where the network is the machine's", async () => {
		await withBubblewrap(withoutArgument("--unshare-net"));
		expect((await proveConfinement(optionsHere(folder))).restricted).toMatch(/reached .*network|reached .*socket/);
	});

	it.runIf(held)("fails where processes outside are seen", async () => {
		await withBubblewrap(withoutArgument("--unshare-pid"));
		const { walls, restricted } = await proveConfinement(optionsHere(folder));
		expect(walls).toBeNull();
		expect(restricted).toMatch(/of a process outside|Can't mount proc/);
	});
});

/** The real bubblewrap, which misses one instruction. */
function withoutArgument(argument: string): string {
	return `#!/bin/bash
args=()
for each in "$@"; do [ "$each" = "${argument}" ] || args+=("$each"); done
exec /usr/bin/bwrap "\${args[@]}"
`;
}

interface Prey {
	canary: string;
	target: {
		canary: string;
		studioPid: number;
		bystanderPid: number;
		files: Record<string, string>;
		hidden: Record<string, string>;
		shared: Record<string, string>;
		port: number;
		udpPort: number;
		sockets: Record<string, string>;
	};
	connections(): number;
	close(): Promise<void>;
}

/** What an attacker would want: files, a process with a secret, ports and sockets that count who came. */
async function layPrey(dataDir: string): Promise<Prey> {
	const canary = "canary-7c1f0e5a9b";
	const root = path.resolve(import.meta.dirname, "../../../../..");
	const beside = await mkdtemp(path.join(os.tmpdir(), "storydream-prey-"));
	const files = {
		"the studio's records": path.join(dataDir, "records.db"),
		"a file of the machine's /tmp": path.join(beside, "file"),
	};
	for (const file of Object.values(files)) await writeFile(file, canary);
	const bystander: ChildProcess = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
		env: { CANARY: canary },
		stdio: "ignore",
	});
	let connections = 0;
	const servers: Server[] = [];
	const listen = async (where: net.ListenOptions): Promise<Server> => {
		const server = net.createServer((socket) => {
			connections += 1;
			socket.destroy();
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(where, resolve));
		return server;
	};
	const tcp = (await listen({ port: 0, host: "127.0.0.1" })).address();
	await listen({ path: path.join(beside, "s") });
	await listen({ path: `\0${canary}` });
	const udp: DatagramSocket = createSocket("udp4", () => {
		connections += 1;
	});
	await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
	return {
		canary,
		target: {
			canary,
			studioPid: process.pid,
			bystanderPid: bystander.pid ?? 0,
			files,
			hidden: {
				...Object.fromEntries(
					(await readdir(os.homedir()))
						.slice(0, 5)
						.map((name) => [`${name} of the person's home`, path.join(os.homedir(), name)]),
				),
				"the source of the studio": path.join(root, "packages/studio/package.json"),
				"the settings of the checkout": path.join(root, "package.json"),
				"the users of the machine": "/etc/shadow",
				"the name of the machine": "/etc/hostname",
				"the state of the machine": "/var/lib",
				"the log of the machine": "/var/log",
				"the sockets of the machine": "/run",
			},
			shared: {
				"the dependencies": path.join(root, "node_modules"),
				"the sandbox's program": path.join(root, "packages/sandbox/src"),
				"the template": path.join(root, "packages/template"),
				"the system's programs": "/usr/bin",
				"the configuration of programs": "/etc",
			},
			port: typeof tcp === "object" && tcp !== null ? tcp.port : 0,
			udpPort: udp.address().port,
			sockets: { "a socket file of another program": path.join(beside, "s"), "an abstract socket": `\0${canary}` },
		},
		connections: () => connections,
		async close() {
			bystander.kill("SIGKILL");
			udp.close();
			for (const server of servers) server.close();
			await rm(beside, { recursive: true, force: true });
		},
	};
}
