import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = resolve(import.meta.dirname, "../../../deploy/nginx");

export interface RunningNginx {
	/** Where a person opens the studio behind it. */
	url: string;
	/** Where plain HTTP is listened to. */
	plain: string;
	/** The certificate, for whoever wants to believe in it. */
	certificate: string;
	/** Folder of what it writes, such as pieces of an upload if it kept any. */
	folder: string;
	output(): string;
	close(): Promise<void>;
}

/** Whether nginx is on this machine. */
export async function hasNginx(): Promise<boolean> {
	return run("nginx", ["-v"], { env: withSbin() }).then(
		() => true,
		() => false,
	);
}

function withSbin(more: Record<string, string> = {}): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, ...more };
}

/**
 * The nginx of deploy/nginx, with its own start script, in front of a studio on loopback, with a certificate made by its
 * own script for `localhost` and `*.preview.localhost`.
 * @param ports.studio `host:port`
 */
export async function startNginx(ports: { studio: string; http: number; https: number }): Promise<RunningNginx> {
	const scratch = await mkdtemp(join(tmpdir(), "storydream-nginx-"));
	await run(join(folder, "make-certificate.sh"), ["localhost", "preview.localhost", scratch]);
	const url = `https://localhost:${ports.https}`;
	let output = "";
	const child = spawn(join(folder, "start.sh"), {
		env: withSbin({
			PUBLIC_URL: url,
			STUDIO: ports.studio,
			CERTIFICATES: scratch,
			HTTP: `127.0.0.1:${ports.http}`,
			HTTPS: `127.0.0.1:${ports.https}`,
			RUN: scratch,
			ACCESS_LOG: "off",
		}),
		stdio: ["ignore", "pipe", "pipe"],
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (data: Buffer) => {
			output += data.toString();
		});
	}
	const ended = new Promise<void>((wake) => child.once("close", () => wake()));
	const certificate = await readFile(join(scratch, "fullchain.pem"), "utf8");
	const deadline = Date.now() + 60_000;
	while (!(await answers(url, certificate))) {
		if (child.exitCode !== null || Date.now() > deadline) {
			child.kill("SIGKILL");
			throw new Error(`nginx does not answer:\n${output}`);
		}
		await new Promise((wake) => setTimeout(wake, 50));
	}
	return {
		url,
		plain: `http://localhost:${ports.http}`,
		certificate,
		folder: scratch,
		output: () => output,
		async close() {
			child.kill("SIGTERM");
			const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
			await ended;
			clearTimeout(force);
			await rm(scratch, { recursive: true, force: true });
		},
	};
}

/** Whatever it says, it has said it over TLS with the certificate we made. */
function answers(url: string, ca: string): Promise<boolean> {
	return new Promise((resolve) => {
		const asked = request(`${url}/livez`, { ca, agent: false, timeout: 2_000 }, (answer) => {
			answer.resume();
			resolve(true);
		});
		asked.once("error", () => resolve(false));
		asked.once("timeout", () => asked.destroy(new Error("no answer in time")));
		asked.end();
	});
}
