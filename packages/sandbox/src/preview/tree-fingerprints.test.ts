import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { betweenLooks, treeStamps } from "./tree-fingerprints.ts";

test("a file that is written while files are read is told when all is read, and once", async () => {
	const folder = await mkdtemp(join(tmpdir(), "stamps-"));
	try {
		const [before, meanwhile] = [join(folder, "before.ts"), join(folder, "meanwhile.ts")];
		await writeFile(before, "1");
		const stamps = treeStamps(folder);
		const told: (readonly string[])[] = [];
		const read = async () => {
			await writeFile(meanwhile, "2");
			expect(told).toEqual([]);
			return "read";
		};
		expect(await betweenLooks(stamps, read, (files) => told.push(files))).toBe("read");
		expect(told).toEqual([[meanwhile]]);
		expect((await stamps.look()).changed).toEqual([]);
	} finally {
		await rm(folder, { recursive: true });
	}
});
