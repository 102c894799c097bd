import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

export interface RunningStudio {
	url: string;
	dataDir: string;
	pid: number;
	/** What it has printed so far. */
	output(): string;
	/** As a power cut would: no signal handler runs. */
	kill(): Promise<void>;
	/** Starts it again on the same port and data. */
	restart(): Promise<void>;
	/** Ends it politely, and removes its data. */
	close(): Promise<void>;
}

const SERVE = [join(root, "packages/cli/src/main.ts"), "serve"];

/**
 * Starts the studio as a person does, on a free port with data of its own, and waits for the line that says where it is.
 * No sandbox is kept ready for a next project, which most flows do not make.
 * @param program what Node runs; default: the command that serves
 */
export async function startStudio(environment: Record<string, string> = {}, program: string[] = SERVE): Promise<RunningStudio> {
	const folder = await mkdtemp(join(tmpdir(), "storydream newcomer’s folder "));
	// Named as it is by default in a checkout: nothing may take such a name for a reason to leave files out.
	const dataDir = join(folder, ".storydream");
	let output = "";
	let port = "0";
	let url = "";
	let child: ChildProcess;

	const start = async () => {
		const { ANTHROPIC_API_KEY: _key, ANTHROPIC_BASE_URL: _url, ...inherited } = process.env;
		child = spawn(process.execPath, program, {
			cwd: root,
			env: {
				...inherited,
				PORT: port,
				DATA_DIR: dataDir,
				LOG_LEVEL: "info",
				FILM_CHECKS: "on-demand",
				WARM_POOL: "0",
				...environment,
			},
			stdio: ["ignore", "pipe", "pipe"],
		});
		const from = output.length;
		child.stdout?.on("data", (data: Buffer) => {
			output += data.toString();
		});
		child.stderr?.on("data", (data: Buffer) => {
			output += data.toString();
		});
		const deadline = Date.now() + 300_000;
		for (;;) {
			const found = /https?:\/\/localhost:(\d+)/.exec(output.slice(from));
			if (found?.[1]) {
				url = found[0];
				port = found[1];
				return;
			}
			if (child.exitCode !== null) throw new Error(`The studio ended at once:\n${output}`);
			if (Date.now() > deadline) throw new Error(`The studio did not say where it is:\n${output}`);
			await new Promise((wake) => setTimeout(wake, 50));
		}
	};
	const ended = () =>
		new Promise<void>((wake) => {
			if (child.exitCode !== null || child.signalCode !== null) wake();
			else child.once("exit", () => wake());
		});

	await start();
	return {
		get url() {
			return url;
		},
		get pid() {
			return child.pid ?? 0;
		},
		dataDir,
		output: () => output,
		async kill() {
			child.kill("SIGKILL");
			await ended();
		},
		restart: start,
		async close() {
			child.kill("SIGTERM");
			const force = setTimeout(() => child.kill("SIGKILL"), 45_000);
			await ended();
			clearTimeout(force);
			// For whoever has to find out why a flow failed.
			await mkdir(join(root, "test-results"), { recursive: true });
			await writeFile(join(root, "test-results", `studio-${child.pid}.log`), output);
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
