import { openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { testAgentSandbox } from "./agent/confinement.ts";
import { waysOut } from "./egress.ts";

/*
 * Run once when a studio starts, inside the walls that its sandboxes will have: tries what must fail there, then whether a
 * command of the agent can be held inside them. Prints one line of JSON. See the process driver's `prove.ts`.
 */
const Task = z.object({
	/** In the environment of a process outside, and in files that must not be read. */
	canary: z.string().min(16),
	/** Files with the canary in them, and folders above them. */
	closed: z.array(z.string()),
	/** Folders that can be read here and must not be written. */
	readOnly: z.array(z.string()),
	/** Somebody listens there: ports of the machine's loopback, socket files, abstract sockets. */
	ports: z.array(z.int()),
	sockets: z.array(z.string()),
	/** Socket file that must be reached. */
	gateway: z.string(),
	agentTmp: z.string(),
});
const CONNECT_MS = 3_000;

const task = Task.parse(JSON.parse(process.env.WALLS_PROOF ?? "{}"));
delete process.env.WALLS_PROOF;
const reached: string[] = [];
const attempt = (what: string, work: () => unknown): void => {
	try {
		if (work()) reached.push(what);
	} catch {
		// As it should be.
	}
};

for (const place of task.closed) attempt(`the file ${path.basename(place)} of the studio's machine`, () => statSync(place));
for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
	if (Number(id) === process.pid) continue;
	attempt("the environment of a process outside", () =>
		readFileSync(`/proc/${id}/environ`, "utf8").split("\0").includes(`CANARY=${task.canary}`),
	);
	attempt("the command line of a process outside", () =>
		readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0").includes(task.canary),
	);
}
for (const folder of task.readOnly) {
	attempt(`writing to ${path.basename(folder)}, which all sandboxes share`, () => {
		const file = path.join(folder, `.walls-${process.pid}`);
		writeFileSync(file, "");
		rmSync(file);
		return true;
	});
}
attempt("a setting of the kernel", () => openSync("/proc/sys/kernel/core_pattern", "r+"));
const foreign = Object.values(os.networkInterfaces())
	.flat()
	.some((each) => each !== undefined && !each.internal);
if (foreign) reached.push("a network interface of the machine");

const [out, ...sockets] = await Promise.all([
	waysOut(
		"http://127.0.0.1:1",
		task.ports.map((port) => `127.0.0.1:${port}`),
	),
	...task.sockets.map(connects),
]);
reached.push(...out.map((place) => `the network (${place})`));
if (sockets.some(Boolean)) reached.push("a socket of another program");
const gateway = await connects(task.gateway);
const { restricted } = reached.length > 0 || !gateway ? { restricted: "" } : await testAgentSandbox(task.agentTmp);
process.stdout.write(`${JSON.stringify({ reached, gateway, restricted })}\n`);
process.exit(0);

function connects(file: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(file);
		const end = (found: boolean) => {
			socket.destroy();
			resolve(found);
		};
		socket.setTimeout(CONNECT_MS, () => end(false));
		socket.once("connect", () => end(true));
		socket.once("error", () => end(false));
	});
}
