import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressBeside, readShortest, takes } from "./compressed.ts";

test.each([
	["gzip, deflate, br, zstd", "br", true],
	["gzip, deflate", "br", false],
	["br;q=0.5, gzip;q=1.0", "br", true],
	["br;q=0, gzip", "br", false],
	["br; q=0.000", "br", false],
	["GZIP", "gzip", true],
	["xgzip", "gzip", false],
	["*", "gzip", false],
	["", "gzip", false],
	[undefined, "gzip", false],
])("a browser that says %j: does it take %s?", (accepted, encoding, taken) => {
	expect(takes(accepted, encoding)).toBe(taken);
});

test("a file is read in the shortest form that is taken, and means the same in each", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-compressed-"));
	try {
		const code = "export const film = 'a film';\n".repeat(500);
		const file = join(folder, "film.js");
		await writeFile(file, code);
		await compressBeside(file, code);
		const plain = await readShortest(file, undefined);
		const gzipped = await readShortest(file, "gzip, deflate");
		const brotli = await readShortest(file, "gzip, deflate, br");
		expect([plain?.encoding, gzipped?.encoding, brotli?.encoding]).toEqual([null, "gzip", "br"]);
		expect(plain?.bytes.toString()).toBe(code);
		expect(gunzipSync(gzipped?.bytes ?? "").toString()).toBe(code);
		expect(brotliDecompressSync(brotli?.bytes ?? "").toString()).toBe(code);
		expect(gzipped?.bytes.length).toBeLessThan(code.length / 10);

		const small = join(folder, "small.js");
		await writeFile(small, "1;\n");
		await compressBeside(small, "1;\n");
		expect(await readShortest(small, "br, gzip")).toEqual({ bytes: Buffer.from("1;\n"), encoding: null });
		expect((await readdir(folder)).sort()).toEqual(["film.js", "film.js.br", "film.js.gz", "small.js"]);
		expect(await readShortest(join(folder, "none.js"), "br")).toBeNull();
	} finally {
		await rm(folder, { recursive: true });
	}
});
