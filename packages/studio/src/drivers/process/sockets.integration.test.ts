import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandboxSockets, gatewayFile, gatewayFolder, type SandboxSockets } from "./sockets.ts";

describe("the socket files of sandbox processes", () => {
	let root: string;
	const opened: SandboxSockets[] = [];
	beforeEach(async () => {
		root = await mkdtemp(path.join(os.tmpdir(), "sd-sockets-"));
	});
	afterEach(async () => {
		for (const each of opened.splice(0)) each.close();
		await rm(root, { recursive: true, force: true });
	});

	async function made(folder: string): Promise<string> {
		await mkdir(folder);
		return folder;
	}

	function studio(name: string): SandboxSockets {
		const sockets = createSandboxSockets((connection) => void connection.end(name));
		opened.push(sockets);
		return sockets;
	}

	it.each([2, 20])("serve the gateway once when %i ask at the same time", async (callers) => {
		const sockets = studio("one");
		await Promise.all(Array.from({ length: callers }, () => sockets.serveGateway(root)));
		expect(await answerOf(gatewayFile(root))).toBe("one");
		expect(await readdir(gatewayFolder(root))).toEqual(["gateway"]);
	});

	it.each([
		["open to others", async (folder: string) => chmod(await made(folder), 0o777)],
		["a link to another place", async (folder: string) => symlink(await made(`${folder}-other`), folder)],
		["a file", (folder: string) => writeFile(folder, "")],
	])("are made in no folder that is %s", async (_what, make) => {
		const folder = path.join(root, "sd-one-s");
		await make(folder);
		const sockets = studio("one");
		await expect(sockets.serveGateway(folder)).rejects.toThrow();
		await expect(sockets.make(folder)).rejects.toThrow();
		await expect(stat(gatewayFolder(folder))).rejects.toThrow();
	});

	it("are served by one of two studios that adopt a sandbox at the same time, and by the other when that one ends", async () => {
		// The two meet at another step each time.
		for (let round = 0; round < 40; round++) {
			const folder = path.join(root, String(round));
			const [one, other] = [studio("one"), studio("other")];
			await Promise.all([one.serveGateway(folder), other.serveGateway(folder)]);
			const first = await answerOf(gatewayFile(folder));
			expect(["one", "other"]).toContain(first);
			(first === "one" ? one : other).close();
			const second = first === "one" ? other : one;
			await second.serveGateway(folder);
			expect(await answerOf(gatewayFile(folder))).toBe(first === "one" ? "other" : "one");
		}
	});

	it("are served again in every folder, also when one of them can't be", async () => {
		const sockets = studio("one");
		const folders = ["a", "bad", "z"].map((name) => path.join(root, name));
		for (const folder of folders) {
			(await sockets.make(folder)).close();
			await sockets.ports(folder);
			await mkdir(gatewayFolder(folder));
		}
		// A file stands where a folder belongs: nothing can listen there.
		const bad = gatewayFolder(path.join(root, "bad"));
		await rm(bad, { recursive: true });
		await writeFile(bad, "");
		await expect(sockets.refresh()).rejects.toThrow(/could not be served to every sandbox/);
		for (const name of ["a", "z"]) expect(await answerOf(gatewayFile(path.join(root, name)))).toBe("one");
	});

	it("stay removed when the sandbox ends while the gateway is being served", async () => {
		const sockets = studio("one");
		const folder = path.join(root, "ended");
		const served = sockets.serveGateway(folder);
		await sockets.remove(folder);
		await served;
		await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
	});

	it("are not served by a studio that has closed them", async () => {
		const sockets = studio("one");
		const served = sockets.serveGateway(root);
		sockets.close();
		await served;
		await expect(answerOf(gatewayFile(root))).rejects.toMatchObject({ code: "ECONNREFUSED" });
	});
});

/** What is said to whoever connects. */
function answerOf(file: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = "";
		const socket = net.connect(file);
		socket.on("data", (chunk) => {
			text += chunk.toString("utf8");
		});
		socket.once("error", reject);
		socket.once("close", () => resolve(text));
	});
}
