import { readFile } from "node:fs/promises";
import { StoryDreamError } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envExample } from "./env-example.ts";
import { loadConfig, SECTIONS } from "./load.ts";
import { isLoopback } from "./values.ts";

function refused(env: Parameters<typeof loadConfig>[0]): StoryDreamError {
	try {
		loadConfig(env);
	} catch (error) {
		if (error instanceof StoryDreamError) return error;
		throw error;
	}
	throw new Error("it was taken");
}

describe("the studio's settings", () => {
	it("need nothing: the embedded parts on loopback, the demo model, one spare", () => {
		expect(loadConfig({}, { isTerminal: false })).toMatchObject({
			host: "127.0.0.1",
			port: 8080,
			publicUrl: null,
			records: "sqlite",
			objects: "disk",
			google: {
				projectId: null,
				firestoreDatabase: "storydream",
				firestoreEmulatorHost: null,
				storageBucket: "storydream-data",
				storageApiEndpoint: null,
			},
			driver: "process",
			docker: { image: "storydream-sandbox", network: null, subnets: "10.231.0.0/16", allowEgress: false },
			model: { apiKey: null, baseUrl: "https://api.anthropic.com", name: null },
			previewDomain: "preview.localhost",
			warmPool: 1,
			sessionIdleMs: 1_800_000,
			exportConcurrency: 1,
			maxAssetBytes: 2_000_000_000,
			log: { level: "info", pretty: false },
		});
	});

	it("keep data in the checkout's own folder unless configured otherwise", () => {
		expect(loadConfig({}).dataDir).toMatch(/^\/.*\/\.storydream$/);
		expect(loadConfig({ DATA_DIR: "/srv/films/" }).dataDir).toBe("/srv/films");
		expect(loadConfig({ DATA_DIR: "~/films" }).dataDir).not.toContain("~");
	});

	it("read what the Docker driver needs", () => {
		const config = loadConfig({
			DRIVER: "docker",
			SANDBOX_IMAGE: "registry.example.com/films/sandbox:1",
			DOCKER_NETWORK: "films_default",
			DOCKER_SUBNETS: "172.30.0.0/20",
			SANDBOX_MEMORY: "2GB",
			SANDBOX_DISK: "500MB",
			SANDBOX_CPUS: "4",
			SANDBOX_PIDS: "256",
			SANDBOX_ALLOW_EGRESS: "true",
		});
		expect(config).toMatchObject({
			driver: "docker",
			docker: {
				image: "registry.example.com/films/sandbox:1",
				network: "films_default",
				subnets: "172.30.0.0/20",
				limits: { memoryBytes: 2e9, diskBytes: 5e8, cpus: 4, pids: 256 },
				allowEgress: true,
			},
		});
		for (const wrong of ["10.231.0.0", "10.231.0.0/4", "fd00::/16", "here/16"]) {
			expect(() => loadConfig({ DOCKER_SUBNETS: wrong })).toThrow(/DOCKER_SUBNETS/);
		}
	});

	it("take an empty variable for none", () => {
		expect(loadConfig({ ANTHROPIC_API_KEY: "", PORT: " " })).toMatchObject({ port: 8080, model: { apiKey: null } });
	});

	it("read every variable", () => {
		const config = loadConfig({
			PORT: "0",
			PUBLIC_URL: "https://films.example.com/",
			ANTHROPIC_API_KEY: "a-key",
			ANTHROPIC_BASE_URL: "http://127.0.0.1:9/base/",
			STORYDREAM_MODEL: "a-model",
			RECORDS: "firestore",
			OBJECTS: "gcs",
			GCP_PROJECT_ID: "films-123",
			FIRESTORE_DATABASE: "(default)",
			FIRESTORE_EMULATOR_HOST: "[::1]:8681",
			STORAGE_BUCKET: "films_data.example.com",
			STORAGE_API_ENDPOINT: "http://127.0.0.1:4443/",
			PREVIEW_DOMAIN: "Preview.Example.com",
			WARM_POOL: "0",
			MAX_SESSIONS: "3",
			SESSION_IDLE_MINUTES: "0.5",
			EXPORT_CONCURRENCY: "2",
			MAX_ASSET_BYTES: "500 mb",
			BROWSER_EXECUTABLE: "/usr/bin/chromium",
			REMOTION_LICENSE_KEY: "another-key",
			LOG_LEVEL: "debug",
			LOG_FORMAT: "pretty",
		});
		expect(config).toMatchObject({
			port: 0,
			publicUrl: "https://films.example.com",
			model: { apiKey: "a-key", baseUrl: "http://127.0.0.1:9/base", name: "a-model" },
			records: "firestore",
			objects: "gcs",
			google: {
				projectId: "films-123",
				firestoreDatabase: "(default)",
				firestoreEmulatorHost: "[::1]:8681",
				storageBucket: "films_data.example.com",
				storageApiEndpoint: "http://127.0.0.1:4443",
			},
			previewDomain: "preview.example.com",
			warmPool: 0,
			maxSessions: 3,
			sessionIdleMs: 30_000,
			exportConcurrency: 2,
			maxAssetBytes: 500_000_000,
			browserExecutable: "/usr/bin/chromium",
			remotionLicenseKey: "another-key",
			log: { level: "debug", pretty: true },
		});
	});

	it.each([
		["PORT", "80a"],
		["PORT", "70000"],
		["PUBLIC_URL", "films.example.com"],
		["ANTHROPIC_BASE_URL", "ftp://example.com"],
		["STORYDREAM_MODEL", "two words"],
		["PREVIEW_DOMAIN", "-x"],
		["WARM_POOL", "-1"],
		["MAX_SESSIONS", "0"],
		["SESSION_IDLE_MINUTES", "soon"],
		["EXPORT_CONCURRENCY", "99"],
		["EXPORTS", "job"],
		["EXPORT_MEMORY", "much"],
		["MAX_ASSET_BYTES", "2 TB"],
		["LOG_LEVEL", "loud"],
		["LOG_FORMAT", "xml"],
		["RECORDS", "mysql"],
		["OBJECTS", "s3"],
		["GCP_PROJECT_ID", "My Films"],
		["FIRESTORE_DATABASE", "Films!"],
		["FIRESTORE_EMULATOR_HOST", "http://127.0.0.1:8681"],
		["STORAGE_BUCKET", "gs://films"],
		["STORAGE_API_ENDPOINT", "127.0.0.1:4443"],
		["K8S_NAMESPACE", "Films"],
		["SANDBOX_RUNTIME_CLASS", "g visor"],
		["SANDBOX_NODE_SELECTOR", "pool"],
		["SANDBOX_TOLERATIONS", "pool=films:Sometimes"],
		["SANDBOX_IMAGE_PULL_POLICY", "Sometimes"],
		["GATEWAY_URL", "10.0.0.5:8081"],
		["INTERNAL_PORT", "0"],
		["HOST", "not a host"],
		["STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN", "maybe"],
	])("refuse %s=%s in one sentence that names it, with a right value", (name, value) => {
		const error = refused({ [name]: value });
		expect(error.message).toContain(`${name} is ${JSON.stringify(value)}: it must`);
		expect(error.hint).toMatch(new RegExp(`${name}=\\S+`));
		expect(loadConfig({ [name]: /=(\S+)$/.exec(error.hint)?.[1] ?? "" })).toBeDefined();
	});

	it("name one of several studios only where they share their stores and their name", () => {
		const cloud = { RECORDS: "firestore", OBJECTS: "gcs", GCP_PROJECT_ID: "films-123" };
		const several = { ...cloud, STUDIO_ADDRESS: "http://10.0.0.7:8080/", INSTALLATION: "storydream" };
		expect(loadConfig(several)).toMatchObject({ studioAddress: "http://10.0.0.7:8080", installation: "storydream" });
		expect(loadConfig({ INSTALLATION: "films" })).toMatchObject({ studioAddress: null, installation: "films" });
		for (const missing of ["RECORDS", "OBJECTS"]) {
			expect(refused({ ...several, [missing]: "" })).toMatchObject({
				hint: expect.stringContaining("RECORDS=firestore and OBJECTS=gcs"),
			});
		}
		expect(refused({ ...several, INSTALLATION: "" }).hint).toContain("INSTALLATION=storydream");
		expect(refused({ ...several, STUDIO_ADDRESS: "10.0.0.7:8080" }).hint).toContain("STUDIO_ADDRESS=http://10.0.0.7:8080");
		expect(refused({ ...several, STUDIO_ADDRESS: "http://10.0.0.7:8080/studio" }).message).toContain("path");
		expect(refused({ INSTALLATION: "My Films" }).hint).toContain("INSTALLATION=storydream");
	});

	it("read what the Kubernetes driver needs, and take it where the studio runs in a cluster", () => {
		const inside = { RUNNING_IN_KUBERNETES: "true", STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN: "true" };
		expect(loadConfig(inside)).toMatchObject({
			host: "0.0.0.0",
			driver: "kubernetes",
			internalPort: 8081,
			kubernetes: {
				inside: true,
				namespace: "storydream-sandboxes",
				studioNamespace: "storydream",
				runtimeClass: null,
				priorityClass: null,
				imagePullSecret: null,
				imagePullPolicy: "IfNotPresent",
				nodeSelector: {},
				tolerations: [],
				gatewayUrl: null,
			},
		});
		expect(
			loadConfig({
				DRIVER: "kubernetes",
				K8S_NAMESPACE: "films",
				SANDBOX_RUNTIME_CLASS: "gvisor",
				SANDBOX_PRIORITY_CLASS: "storydream-sandbox",
				SANDBOX_IMAGE_PULL_SECRET: "registry.films",
				SANDBOX_IMAGE_PULL_POLICY: "Always",
				SANDBOX_NODE_SELECTOR: "films.example.com/pool=sandboxes, disk=",
				SANDBOX_TOLERATIONS: "films.example.com/pool=sandboxes:NoSchedule,spot",
				GATEWAY_URL: "http://10.0.0.5:8081/gateway/",
				INTERNAL_PORT: "9000",
			}),
		).toMatchObject({
			host: "127.0.0.1",
			internalPort: 9000,
			kubernetes: {
				inside: false,
				namespace: "films",
				runtimeClass: "gvisor",
				priorityClass: "storydream-sandbox",
				imagePullSecret: "registry.films",
				imagePullPolicy: "Always",
				nodeSelector: { "films.example.com/pool": "sandboxes", disk: "" },
				tolerations: [{ key: "films.example.com/pool", value: "sandboxes", effect: "NoSchedule" }, { key: "spot" }],
				gatewayUrl: "http://10.0.0.5:8081/gateway",
			},
		});
		expect(loadConfig({}).internalPort).toBeNull();
		expect(loadConfig({ ...inside, DRIVER: "process" }).driver).toBe("process");
	});

	it("claim sandboxes of a cluster's pool where one is named, which keeps those that wait", () => {
		const pool = { DRIVER: "kubernetes", K8S_SANDBOX_POOL: "films", K8S_POOL_TOKEN: "a-token-of-the-pool" };
		expect(loadConfig(pool)).toMatchObject({
			kubernetes: { pool: { name: "films", token: "a-token-of-the-pool" } },
			warmPool: 0,
		});
		expect(loadConfig({ ...pool, WARM_POOL: "0" }).warmPool).toBe(0);
		expect(loadConfig({ DRIVER: "kubernetes" })).toMatchObject({ kubernetes: { pool: null }, warmPool: 1 });
		expect(refused({ ...pool, WARM_POOL: "1" }).message).toContain("it must be 0 where K8S_SANDBOX_POOL is set");
		expect(refused({ ...pool, K8S_POOL_TOKEN: "" }).hint).toContain("storydream-pool");
		expect(refused({ ...pool, DRIVER: "docker" }).message).toBe("K8S_SANDBOX_POOL is films, but DRIVER is docker.");
		expect(refused({ ...pool, K8S_POOL_TOKEN: "short-secret" }).message).toMatch(/^K8S_POOL_TOKEN has a wrong value: .*16/);
		expect(refused({ ...pool, K8S_SANDBOX_POOL: "Films" }).message).toContain("K8S_SANDBOX_POOL");
	});

	it("let nobody in from other pods without a setting that says so", () => {
		const error = refused({ RUNNING_IN_KUBERNETES: "true" });
		expect(error.message).toContain('HOST is "0.0.0.0"');
		expect(error.hint).toContain("STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN=true");
	});

	it("want to know in which project a database of Google's is, also an emulator's", () => {
		const error = refused({ RECORDS: "firestore", FIRESTORE_EMULATOR_HOST: "127.0.0.1:8681" });
		expect(error.message).toContain("GCP_PROJECT_ID");
		expect(error.hint).toMatch(/GCP_PROJECT_ID=\S+/);
		expect(loadConfig({ RECORDS: "firestore", GCP_PROJECT_ID: "films-123" }).records).toBe("firestore");
		expect(loadConfig({ OBJECTS: "gcs" }).objects).toBe("gcs");
	});

	it("never repeat a key, or the password in an address", () => {
		for (const env of [
			{ ANTHROPIC_API_KEY: "sk secret-of-mine" },
			{ REMOTION_LICENSE_KEY: "key\nsecret-of-mine" },
			{ ANTHROPIC_BASE_URL: "ftp://me:secret-of-mine@example.com" },
		]) {
			const error = refused(env);
			expect(`${error.message} ${error.hint}`).not.toContain("secret-of-mine");
		}
	});

	it("let others in only when a setting confirms, in words, that there is no sign-in", () => {
		const error = refused({ HOST: "0.0.0.0" });
		expect(error.message).toContain("no sign-in");
		expect(error.hint).toContain("STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN=true");
		expect(loadConfig({ HOST: "0.0.0.0", STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN: "true" }).host).toBe("0.0.0.0");
	});

	it("take no address for loopback that is not", () => {
		for (const host of ["127.0.0.1", "127.9.9.9", "::1", "localhost"]) expect(isLoopback(host)).toBe(true);
		for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.com", "127.example.com"])
			expect(isLoopback(host)).toBe(false);
	});

	it("answer any text with a setting or a sentence, never with anything else", () => {
		const names = [
			"PORT",
			"HOST",
			"PUBLIC_URL",
			"MAX_ASSET_BYTES",
			"SESSION_IDLE_MINUTES",
			"PREVIEW_DOMAIN",
			"DATA_DIR",
			"STORYDREAM_MODEL",
		];
		fc.assert(
			fc.property(fc.constantFrom(...names), fc.string(), (name, value) => {
				try {
					loadConfig({ [name]: value });
				} catch (error) {
					expect(error).toBeInstanceOf(StoryDreamError);
				}
			}),
		);
	});

	it("stand in .env.example as the rooms declare them: `node scripts/env-example.ts` writes it", async () => {
		expect(await readFile(new URL("../../../../.env.example", import.meta.url), "utf8")).toBe(envExample());
	});

	it("are each declared once, with an example that is a right value", () => {
		const variables = SECTIONS.flatMap(({ entries }) => entries).filter((entry) => typeof entry !== "string");
		expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
		for (const { name, schema, example } of variables) {
			// Words that say where a secret comes from, instead of one.
			if (/ |…/.test(example)) continue;
			expect(schema.safeParse(example).success, name).toBe(true);
		}
	});

	it("are read by what is declared, and by nothing else", () => {
		const declared = new Set(
			SECTIONS.flatMap(({ entries }) => entries).flatMap((entry) => (typeof entry === "string" ? [] : [entry.name])),
		);
		const asked = new Set<string>();
		const env = new Proxy<Record<string, string>>(
			{},
			{
				get: (_target, name) => {
					asked.add(String(name));
					return undefined;
				},
			},
		);
		loadConfig(env);
		// Set by the cluster, not by a person.
		asked.delete("KUBERNETES_SERVICE_HOST");
		expect(asked).toEqual(declared);
	});
});
