import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { z } from "zod";

const run = promisify(execFile);
const file = resolve(import.meta.dirname, "../../../deploy/compose.yaml");

const Texts = z.array(z.string()).default([]);
const Studio = z.object({
	environment: z.record(z.string(), z.string()),
	volumes: Texts,
	group_add: Texts,
	read_only: z.literal(true),
	tmpfs: Texts,
	cap_drop: Texts,
	security_opt: Texts,
});

export interface ContainedStudio {
	/** Where the studio is reached from this machine: `host:port`. */
	address: string;
	/** A command in the studio's container: what it printed, and with what it ended. */
	inside(...command: string[]): Promise<{ code: number; output: string }>;
	/** A command of the engine's: what it printed. */
	docker(...args: string[]): Promise<string>;
	/** The name that its sandboxes begin with. */
	install(): Promise<string>;
	/** Puts another container in its place, on the same data, as an upgrade does. */
	replace(): Promise<void>;
	log(): Promise<string>;
	/** Removes everything that belongs to it. */
	close(): Promise<void>;
}

/**
 * The studio's service of deploy/compose.yaml as a container, in a network of its own. Compose itself is not needed: what
 * the service says is handed to the engine word by word.
 * @param env what would be in deploy/.env
 */
export async function startContainedStudio(socket: string, image: string, env: Record<string, string>): Promise<ContainedStudio> {
	const name = `storydream-compose-${randomBytes(4).toString("hex")}`;
	const part = randomBytes(1)[0] ?? 0;
	const ip = `10.234.${part}.10`;
	const docker = async (...args: string[]): Promise<string> => {
		const { stdout, stderr } = await run("docker", args, {
			env: { ...process.env, DOCKER_HOST: `unix://${socket}` },
			timeout: 60_000,
		});
		return `${stdout}${stderr}`.trim();
	};
	const compose: unknown = parse(await readFile(file, "utf8"));
	const written = z.object({ services: z.object({ studio: z.unknown() }) }).parse(compose).services.studio;
	const studio = Studio.parse(filledIn(written, { DOCKER_SOCKET: socket, ...env }));
	const settings = { ...studio.environment, DOCKER_NETWORK: name, DOCKER_SUBNETS: `10.235.${part}.0/24` };
	const each = (flag: string, values: string[]) => values.flatMap((value) => [flag, value]);
	const start = async () => {
		await docker(
			...["run", "--detach", "--name", name, "--network", name, "--ip", ip, "--read-only"],
			...each(
				"--env",
				Object.entries(settings).map((pair) => pair.join("=")),
			),
			...each(
				"--volume",
				studio.volumes.map((volume) => volume.replace(/^data:/, `${name}:`)),
			),
			...each("--group-add", studio.group_add),
			...each("--tmpfs", studio.tmpfs),
			...each("--cap-drop", studio.cap_drop),
			...each("--security-opt", studio.security_opt),
			image,
		);
		const deadline = Date.now() + 120_000;
		while (
			!(await fetch(`http://${ip}:8080/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
				({ ok }) => ok,
				() => false,
			))
		) {
			if (Date.now() > deadline) {
				const known = await Promise.all([docker("ps", "--all"), docker("network", "inspect", name), docker("logs", name)]);
				throw new Error(`The studio's container is not ready:\n${known.join("\n")}`);
			}
			await new Promise((wake) => setTimeout(wake, 100));
		}
	};
	const install = () => docker("exec", name, "cat", "/data/install-id");
	const close = async () => {
		const own = await install().catch(() => null);
		await docker("rm", "--force", name);
		if (own !== null) {
			const containers = await docker("ps", "--all", "--quiet", "--filter", `label=storydream.install=${own}`);
			if (containers !== "") await docker("rm", "--force", ...containers.split("\n"));
			const networks = await docker("network", "ls", "--quiet", "--filter", `label=storydream.install=${own}`);
			if (networks !== "") await docker("network", "rm", ...networks.split("\n"));
		}
		await docker("network", "rm", name);
		await docker("volume", "rm", "--force", name);
	};
	await docker("network", "create", "--subnet", `10.234.${part}.0/24`, name);
	try {
		await start();
	} catch (error) {
		await close();
		throw error;
	}
	return {
		address: `${ip}:8080`,
		docker,
		install,
		close,
		log: () => docker("logs", name),
		inside: (...command) =>
			docker("exec", name, ...command).then(
				(output) => ({ code: 0, output }),
				(error: { code?: number; stdout?: string; stderr?: string }) => ({
					code: error.code ?? -1,
					output: `${error.stdout}${error.stderr}`.trim(),
				}),
			),
		async replace() {
			await docker("stop", "--time", "60", name);
			await docker("rm", name);
			await start();
		},
	};
}

/** What Compose makes of a text: `${NAME:-default}` and `${NAME:?message}`. */
function filledIn(value: unknown, env: Record<string, string>): unknown {
	if (typeof value === "string") {
		return value.replace(
			/\$\{([A-Z_]+):[-?]([^}]*)\}/g,
			(all, name: string, rest: string) => env[name] ?? (all.includes(":-") ? rest : ""),
		);
	}
	if (Array.isArray(value)) return value.map((one) => filledIn(one, env));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledIn(one, env)]));
}
