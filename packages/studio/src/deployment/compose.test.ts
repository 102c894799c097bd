import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadConfig } from "../config/index.ts";

const run = promisify(execFile);
const folder = resolve(import.meta.dirname, "../../../../deploy");

/** As much of Compose's format as our file may use; anything else is a mistake or a new decision. */
const Service = z.strictObject({
	image: z.string(),
	build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
	profiles: z.array(z.string()).optional(),
	restart: z.literal("unless-stopped").optional(),
	stop_grace_period: z.string().optional(),
	environment: z.record(z.string(), z.string()).default({}),
	volumes: z.array(z.string()).default([]),
	group_add: z.array(z.string()).optional(),
	read_only: z.boolean().optional(),
	tmpfs: z.array(z.string()).optional(),
	cap_drop: z.array(z.literal("ALL")).optional(),
	cap_add: z.array(z.string()).default([]),
	security_opt: z.array(z.literal("no-new-privileges:true")).optional(),
	healthcheck: z.object({ test: z.array(z.string()) }).optional(),
	logging: z.object({ driver: z.literal("json-file") }).optional(),
	depends_on: z.array(z.string()).optional(),
	entrypoint: z.array(z.string()).optional(),
	command: z.array(z.string()).optional(),
	ports: z.array(z.string()).default([]),
	networks: z.array(z.literal("default")).optional(),
	network_mode: z.literal("none").optional(),
});
const Compose = z.strictObject({
	name: z.literal("storydream"),
	services: z.record(z.string(), Service),
	networks: z.object({ default: z.object({ name: z.string() }) }),
	volumes: z.record(z.string(), z.null()),
});

/** What Compose makes of a text: `${NAME:-default}`, `${NAME:?message}`. */
function filledIn(text: string, env: Record<string, string>): string {
	return text.replace(/\$\{([A-Z_]+)(?::-([^}]*)|:\?([^}]*))\}/g, (_all, name: string, fallback?: string, needed?: string) => {
		const value = env[name] ?? fallback;
		if (value === undefined) throw new Error(`${name}: ${needed}`);
		return value;
	});
}
/** As Compose does: first the YAML, then its texts. */
function everywhere(value: unknown, env: Record<string, string>): unknown {
	if (typeof value === "string") return filledIn(value, env);
	if (Array.isArray(value)) return value.map((each) => everywhere(each, env));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, everywhere(each, env)]));
}
const file: unknown = parse(readFileSync(join(folder, "compose.yaml"), "utf8"), { merge: true });
const read = (env: Record<string, string>) => Compose.parse(everywhere(file, env));
const GROUP = { DOCKER_SOCKET_GROUP: "998" };

describe("deploy/compose.yaml", () => {
	const { services, networks, volumes } = read(GROUP);
	const all = Object.entries(services);
	const running = all.filter(([name]) => name !== "sandbox-image");

	it("gives the studio settings that it takes, with the driver and the network of this file", () => {
		const config = loadConfig(services.studio?.environment ?? {});
		expect(config.driver).toBe("docker");
		expect(config.docker.network).toBe(networks.default.name);
		expect([config.host, config.port, config.publicUrl]).toEqual(["0.0.0.0", 8080, "https://localhost"]);
		expect(services.nginx?.environment.STUDIO).toBe("studio:8080");
		for (const name of ["PUBLIC_URL", "PREVIEW_DOMAIN"]) {
			expect(services.nginx?.environment[name]).toBe(services.studio?.environment[name]);
		}
	});

	it("passes on only settings that .env.example explains", () => {
		const known = readFileSync(resolve(folder, "../.env.example"), "utf8");
		for (const name of Object.keys(services.studio?.environment ?? {})) expect(known).toContain(`#${name}=`);
	});

	it("takes the cloud's records where .env says so", () => {
		const { services } = read({
			...GROUP,
			RECORDS: "firestore",
			GCP_PROJECT_ID: "storydream-trial",
			FIRESTORE_EMULATOR_HOST: "firestore:8681",
		});
		const config = loadConfig(services.studio?.environment ?? {});
		expect([config.records, config.google.firestoreEmulatorHost]).toEqual(["firestore", "firestore:8681"]);
		expect(services.firestore?.profiles).toEqual(["cloud"]);
		expect(services.firestore?.command?.join(" ")).toContain("0.0.0.0:8681");
	});

	it("says which setting is missing when nobody has said which group owns the socket", () => {
		expect(() => read({})).toThrow(/DOCKER_SOCKET_GROUP.*stat -c %g/);
	});

	it("gives the engine's socket to the studio alone", () => {
		expect(
			all.filter(([, service]) => service.volumes.some((volume) => volume.includes("docker.sock"))).map(([name]) => name),
		).toEqual(["studio"]);
	});

	it("opens no port but nginx's, and those to this machine only until somebody decides otherwise", () => {
		for (const [name, { ports }] of all) {
			if (name === "nginx") for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:(80:80|443:443)$/);
			else expect(ports).toEqual([]);
		}
		expect(read({ ...GROUP, LISTEN_ADDRESS: "0.0.0.0" }).services.nginx?.ports).toEqual(["0.0.0.0:80:80", "0.0.0.0:443:443"]);
	});

	it("takes from every container what it does not need", () => {
		for (const [name, service] of running) {
			expect([name, service.cap_drop, service.security_opt]).toEqual([name, ["ALL"], ["no-new-privileges:true"]]);
			expect(service.logging).toBeDefined();
			if (name !== "firestore") expect([name, service.read_only]).toEqual([name, true]);
		}
		expect(all.filter(([, service]) => service.cap_add.length > 0).map(([name]) => name)).toEqual(["nginx"]);
	});

	it("mounts and builds from what is there", () => {
		for (const [, service] of all) {
			if (service.build) expect(existsSync(resolve(folder, service.build.context, service.build.dockerfile))).toBe(true);
			for (const volume of service.volumes) {
				const [from = ""] = volume.split(":");
				if (from.startsWith("./") && !from.endsWith("/certificates")) expect(existsSync(join(folder, from))).toBe(true);
				else if (!from.includes("/")) expect(Object.keys(volumes)).toContain(from);
			}
		}
	});
});

describe("deploy/nginx/start.sh", () => {
	const print = async (env: Record<string, string>) => {
		const { stdout } = await run(join(folder, "nginx/start.sh"), ["print"], {
			env: { PATH: process.env.PATH, RESOLVER: "127.0.0.11", ...env },
		});
		return stdout;
	};

	it("fills in all of the template", async () => {
		const text = await print({ PUBLIC_URL: "https://films.example.com:8443", PREVIEW_DOMAIN: "preview.films.example.com" });
		expect(text).not.toMatch(/@[A-Z_]+@/);
		expect(text).toContain("server_name films.example.com;");
		expect(text).toContain("server_name *.preview.films.example.com;");
		expect(text).toContain("return 301 https://$host:8443$request_uri;");
		expect(text).toContain("resolver 127.0.0.11 ");
	});

	it.each([
		["no TLS", { PUBLIC_URL: "http://films.example.com" }, /must start with https/],
		["more than a name", { PREVIEW_DOMAIN: "a.example; } server {" }, /is no name of a host/],
	])("refuses %s", async (_what, env, why) => {
		await expect(print(env)).rejects.toThrow(why);
	});
});
