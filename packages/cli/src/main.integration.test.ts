import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGcsServer } from "../../studio/src/objects/testing/gcs-server.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function storydream(args: string[], environment: Record<string, string> = {}) {
	return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
		const { ANTHROPIC_API_KEY: _key, ...inherited } = process.env;
		const env = { ...inherited, DATA_DIR: join(folder, "data"), ...environment };
		const program = join(import.meta.dirname, "main.ts");
		execFile(process.execPath, [program, ...args], { env, timeout: 240_000 }, (error, stdout, stderr) => {
			const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
			resolve({ code, stdout, stderr });
		});
	});
}

describe("what can't work is a sentence and a next step, never a stack", () => {
	test.each<[string, string[], Record<string, string>, RegExp]>([
		[
			"an address that others can reach",
			["serve"],
			{ HOST: "0.0.0.0" },
			/no sign-in yet[\s\S]*STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN=true/,
		],
		["a port that is none", ["serve"], { PORT: "eighty" }, /PORT[\s\S]*8080/],
		["a film that ends like a text", ["make", "Tea", "-o", "film.txt"], {}, /film\.txt[\s\S]*\.mp4/],
		["a length that is none", ["make", "Tea", "--duration", "long"], {}, /seconds/],
		["a ratio nobody knows", ["make", "Tea", "--ratio", "4:3"], {}, /16:9/],
		["a range that is none", ["export", "abcdefgh", "--frames", "all"], {}, /30-90/],
		[
			"a studio that is not there",
			["export", "abcdefgh", "--studio", "http://127.0.0.1:1"],
			{},
			/does not answer[\s\S]*npm start/,
		],
		["an unknown command", ["dance"], {}, /unknown command/],
	])("%s", async (_what, args, environment, said) => {
		const { code, stderr } = await storydream(args, environment);
		expect(code).toBe(1);
		expect(stderr).toMatch(said);
		expect(stderr).not.toMatch(/^\s+at /m);
	});
});

test("doctor tries the database that is configured, and says what to do where it can't be used", async () => {
	const environment = { RECORDS: "firestore", GCP_PROJECT_ID: "films-123", PORT: "0" };
	const nothing = join(folder, "no-credentials.json");
	const { stdout, stderr } = await storydream(["doctor"], { ...environment, GOOGLE_APPLICATION_CREDENTIALS: nothing });
	expect(stdout).toMatch(/^✗ Records: Firestore, database "storydream" of the project "films-123": .*credentials/m);
	expect(stdout).toContain("gcloud auth application-default login");
	expect(stdout + stderr).not.toMatch(/^\s+at /m);
});

test("doctor tries the bucket that is configured and signing for it, and says of each what to do", async () => {
	const server = await startGcsServer();
	try {
		const missing = join(folder, "no-credentials.json");
		const environment = {
			OBJECTS: "gcs",
			STORAGE_API_ENDPOINT: server.url,
			PORT: "0",
			GOOGLE_APPLICATION_CREDENTIALS: missing,
		};
		const there = await storydream(["doctor"], { ...environment, STORAGE_BUCKET: server.bucket });
		expect(there.stdout).toMatch(
			/^✓ Objects: Cloud Storage, bucket "storydream-data", at .*: written, read and listed in \d+ ms/m,
		);
		expect(there.stdout).toMatch(/^! Signed addresses: .*nothing needs them: downloads pass through the studio\n {4}\S/m);
		const none = await storydream(["doctor"], { ...environment, STORAGE_BUCKET: "none-such" });
		expect(none.stdout).toMatch(/^✗ Objects: .*there is no bucket none-such.*\n {4}Make the bucket/m);
		expect(none.code).toBe(1);
		const google = { ...environment, STORAGE_API_ENDPOINT: "https://127.0.0.1:1", STORAGE_BUCKET: "films-data" };
		const nobody = await storydream(["doctor"], google);
		expect(nobody.stdout).toMatch(/^✗ Google credentials: .*no-credentials\.json.*holds no credentials/m);
		expect(there.stdout + none.stdout + nobody.stdout).not.toMatch(/^\s+at /m);
	} finally {
		await server.stop();
	}
});

/** As much of a Docker engine as it takes to be looked at. */
async function startEngine(socketPath: string, there: { image: boolean; network: boolean; seccomp: boolean }) {
	const answers: Record<string, object | undefined> = {
		"/version": { Version: "20.10.24" },
		"/info": { SecurityOptions: there.seccomp ? ["name=seccomp,profile=default"] : [], MemoryLimit: true, PidsLimit: true },
		"/images/storydream-sandbox/json": there.image ? { Size: 1_760_000_000, Created: "2026-01-01T00:00:00Z" } : undefined,
		"/networks/storydream_default": there.network ? { Name: "storydream_default" } : undefined,
	};
	const server = createServer((request, response) => {
		const answer = answers[request.url ?? ""];
		const missing = request.url?.startsWith("/images") ? "No such image: storydream-sandbox" : "not found";
		response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
		response.end(JSON.stringify(answer ?? { message: missing }));
	});
	await new Promise<void>((resolve) => server.listen(socketPath, resolve));
	return () => new Promise<void>((resolve) => server.close(() => resolve()));
}

describe("doctor looks at the engine that sandboxes are to run on", () => {
	const examined = async (environment: Record<string, string>) => {
		const { code, stdout, stderr } = await storydream(["doctor"], { DRIVER: "docker", PORT: "0", ...environment });
		expect(stdout + stderr).not.toMatch(/^\s+at /m);
		// What an image brings is not looked for here.
		expect(stdout).not.toMatch(/Headless browser|Walls around|Sandbox for the agent/);
		return { code, stdout };
	};

	test("and finds what it needs", async () => {
		const socket = join(folder, "well.sock");
		const stop = await startEngine(socket, { image: true, network: true, seccomp: true });
		try {
			const { code, stdout } = await examined({ DOCKER_HOST: `unix://${socket}`, DOCKER_NETWORK: "storydream_default" });
			expect(stdout).toMatch(/^✓ Docker engine: 20\.10\.24, the engine at .*well\.sock$/m);
			expect(stdout).toMatch(/^✓ Sandbox image: storydream-sandbox, 1\.76 GB, made 2026-01-01$/m);
			expect(stdout).toMatch(/^✓ Network of the studio: storydream_default$/m);
			expect(code).toBe(0);
		} finally {
			await stop();
		}
	});

	test("and says what to do about an image, a network and a filter that are not there", async () => {
		const socket = join(folder, "poor.sock");
		const stop = await startEngine(socket, { image: false, network: false, seccomp: false });
		try {
			const environment = { DOCKER_HOST: `unix://${socket}`, DOCKER_NETWORK: "storydream_default", SANDBOX_ALLOW_EGRESS: "true" };
			const { code, stdout } = await examined(environment);
			expect(stdout).toMatch(/^! Docker engine: .*it does not filter system calls \(seccomp\).*\n {4}\S/m);
			expect(stdout).toMatch(/^✗ Sandbox image: .*storydream-sandbox is not on this engine\.\n {4}Build it or pull it/m);
			expect(stdout).toMatch(/^✗ Network of the studio: There is no network storydream_default.*\n {4}DOCKER_NETWORK names/m);
			expect(stdout).toMatch(/^! Closed network: SANDBOX_ALLOW_EGRESS is on/m);
			expect(code).toBe(1);
		} finally {
			await stop();
		}
	});

	test("and says so where there is none", async () => {
		const { code, stdout } = await examined({ DOCKER_HOST: `unix://${join(folder, "none.sock")}` });
		expect(stdout).toMatch(/^✗ Docker engine: the engine at .*none\.sock does not answer .*\n {4}Start it/m);
		expect(stdout).not.toContain("Sandbox image");
		expect(code).toBe(1);
	});
});

test("doctor asks the cluster that sandboxes are to run in, and says what to do where it can't", async () => {
	const file = join(folder, "kubeconfig.yaml");
	const cluster =
		"clusters: [{ name: none, cluster: { server: 'http://127.0.0.1:1' } }]\ncontexts: [{ name: none, context: { cluster: none, user: me } }]";
	await writeFile(file, `apiVersion: v1\nkind: Config\n${cluster}\nusers: [{ name: me, user: {} }]\ncurrent-context: none\n`);
	const environment = { DRIVER: "kubernetes", PORT: "0" };
	const silent = await storydream(["doctor"], { ...environment, KUBECONFIG: file });
	expect(silent.stdout).toMatch(/^✗ Sandboxes: .*API does not answer\.\n {4}See that it can be reached/m);
	const nowhere = await storydream(["doctor"], { ...environment, KUBECONFIG: join(folder, "none.yaml") });
	expect(nowhere.stdout).toMatch(/^✗ Sandboxes: How the cluster is reached.*\n {4}Set KUBECONFIG/m);
	expect([silent.code, nowhere.code]).toEqual([1, 1]);
	expect(silent.stdout + silent.stderr + nowhere.stderr).not.toMatch(/^\s+at /m);
});

test("doctor tells of every part what it found, how to get what is missing, and never a key", async () => {
	const key = "sk-ant-canary-0123456789";
	const { code, stdout, stderr } = await storydream(["doctor"], { ANTHROPIC_API_KEY: key, PORT: "0" });
	for (const part of [
		"Node",
		"git",
		"Data folder",
		"Records",
		"Objects",
		"Port",
		"Headless browser",
		"Claude Agent SDK",
		...(process.platform === "linux" ? ["Walls around sandboxes"] : []),
		"Sandbox for the agent's commands",
		"Model",
	]) {
		expect(stdout).toMatch(new RegExp(`^[✓!✗] ${part}: `, "m"));
	}
	expect(stdout).toContain("a key is set");
	expect(stdout + stderr).not.toContain(key);
	expect(code).toBe(/^✗/m.test(stdout) ? 1 : 0);
	expect(stdout.split("\n").filter((line) => line.startsWith("✗")).length === 0 || /\n {4}\S/.test(stdout)).toBe(true);
});

describe.runIf(process.platform === "linux")("doctor proves the walls of sandboxes as the studio does", () => {
	/** A machine on which `bwrap` is this program. */
	async function withBubblewrap(script: string): Promise<Record<string, string>> {
		const bin = await mkdtemp(join(folder, "bin-"));
		await writeFile(join(bin, "bwrap"), script, { mode: 0o755 });
		return { PORT: "0", PATH: `${bin}:${process.env.PATH}` };
	}

	test.runIf(process.env.CI === "true")("and says that they hold", async () => {
		const { stdout } = await storydream(["doctor"], { PORT: "0" });
		expect(stdout).toMatch(/^✓ Walls around sandboxes: tried out: no file, process, socket or address/m);
		expect(stdout).toMatch(/^✓ Sandbox for the agent's commands: tried out/m);
	});

	test("and names what was reached where they only seem to be there", async () => {
		const pass = '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n';
		const { stdout, stderr } = await storydream(["doctor"], await withBubblewrap(pass));
		expect(stdout).toMatch(/^! Walls around sandboxes: Sandboxes are not isolated from this machine: a sandbox reached /m);
		expect(stdout).toMatch(/^! Sandbox for the agent's commands: The agent works without commands\.$/m);
		expect(stdout + stderr).not.toMatch(/^\s+at /m);
	});

	test("and says what to do where namespaces are refused", async () => {
		const refuse = "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n";
		const { stdout } = await storydream(["doctor"], await withBubblewrap(refuse));
		expect(stdout).toMatch(/^! Walls around sandboxes: .*No permissions to create new namespace.*allow user namespaces/m);
	});
});
