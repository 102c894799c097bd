import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";

/** A socket in front of an engine's, which can be made to fail as an engine does that is down. */
export interface EngineSwitch {
	socketPath: string;
	/** `down`: nobody answers the door. `silent`: connections are taken, and nothing comes. */
	set(mode: "up" | "down" | "silent"): void;
	close(): Promise<void>;
}

export async function startEngineSwitch(engineSocket: string): Promise<EngineSwitch> {
	const folder = await mkdtemp(path.join(os.tmpdir(), "sd-switch-"));
	const socketPath = path.join(folder, "docker.sock");
	const open = new Set<net.Socket>();
	let mode: "up" | "down" | "silent" = "up";
	const server = net.createServer((client) => {
		open.add(client);
		client.on("error", () => client.destroy());
		client.once("close", () => open.delete(client));
		if (mode === "down") client.destroy();
		if (mode !== "up") return;
		const engine = net.connect(engineSocket);
		engine.on("error", () => client.destroy());
		client.once("close", () => engine.destroy());
		client.pipe(engine).pipe(client);
	});
	await new Promise<void>((resolve) => server.listen(socketPath, resolve));
	return {
		socketPath,
		set(next) {
			mode = next;
			if (next !== "up") for (const client of open) client.destroy();
		},
		async close() {
			for (const client of open) client.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
			await rm(folder, { recursive: true, force: true });
		},
	};
}
