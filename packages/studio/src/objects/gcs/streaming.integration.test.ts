import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { rounds } from "@storydream/sandbox/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { startGcsServer } from "../testing/gcs-server.ts";

const MB = 1e6;
/** More than the process may use, also in the short run. */
const FILM = rounds(2_000, 600) * MB;
const Figures = z.object({ came: z.number(), before: z.number(), peak: z.number(), upMs: z.number(), downMs: z.number() });

it(`a film of ${FILM / MB} MB goes up and down while the process stays under 300 MB`, { timeout: 600_000 }, async () => {
	const server = await startGcsServer();
	try {
		const child = join(import.meta.dirname, "../testing/streaming-child.ts");
		const { stdout } = await promisify(execFile)(process.execPath, [child, server.url, server.bucket, String(FILM)], {
			timeout: 500_000,
		});
		const figures = Figures.parse(JSON.parse(stdout));
		console.log(
			`${FILM / MB} MB up in ${(figures.upMs / 1000).toFixed(1)} s, down in ${(figures.downMs / 1000).toFixed(1)} s, ${(figures.before / MB).toFixed(0)} MB before, ${(figures.peak / MB).toFixed(0)} MB at most`,
		);
		expect(figures.came).toBe(FILM);
		expect(figures.peak).toBeLessThan(300 * MB);
		// One beginning, and pieces of 8 MiB.
		const count = (verb: string) => server.requests.filter((request) => request.verb === verb).length;
		expect([count("begin"), count("piece"), count("media")]).toEqual([1, Math.ceil(FILM / (8 * 1024 * 1024)), 1]);
	} finally {
		await server.stop();
	}
});
