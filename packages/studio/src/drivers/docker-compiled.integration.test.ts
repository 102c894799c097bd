import { PassThrough } from "node:stream";
import Dockerode from "dockerode";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dockerSocket, sandboxImage } from "./testing/docker-under-test.ts";

/** Runs as sandboxes do, in their image: what of the compiled code can be read there, and what can be put beside it. */
const LOOK = `
const { accessSync, constants, readdirSync, writeFileSync } = require("node:fs");
const cache = process.env.VITE_CACHE_SEED + "/code";
const used = require("node:module").getCompileCacheDir();
const files = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const may = (file, mode) => { try { accessSync(file.parentPath + "/" + file.name, mode); return true } catch { return false } };
let added = true;
try { writeFileSync(used + "/added", "") } catch { added = false }
console.log(JSON.stringify({
	enabled: used?.startsWith(cache + "/") === true,
	files: files.length,
	readable: files.filter((file) => may(file, constants.R_OK)).length,
	writable: files.filter((file) => may(file, constants.W_OK)).length,
	added,
}));`;

describe.skipIf(dockerSocket === null || sandboxImage === null)("the sandboxes' image", () => {
	it("carries what a start compiles: Node reads it from its first file on, and nobody can change it", async () => {
		const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
		const printed = new PassThrough();
		const chunks: Buffer[] = [];
		printed.on("data", (chunk: Buffer) => chunks.push(chunk));
		const config = { Tty: true, HostConfig: { NetworkMode: "none", AutoRemove: true } };
		await docker.run(sandboxImage ?? "", ["node", "-e", LOOK], printed, config);
		const found = z
			.object({ enabled: z.boolean(), files: z.number(), readable: z.number(), writable: z.number(), added: z.boolean() })
			.parse(JSON.parse(Buffer.concat(chunks).toString()));
		expect(found).toEqual({ enabled: true, files: expect.any(Number), readable: found.files, writable: 0, added: false });
		expect(found.files).toBeGreaterThan(300);
	});
});
