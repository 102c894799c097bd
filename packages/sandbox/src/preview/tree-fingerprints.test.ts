import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { betweenLooks, treeFingerprints } from "./tree-fingerprints.ts";

test("a file that is written while files are read is reported when all is read, and once", async () => {
	const folder = await mkdtemp(join(tmpdir(), "fingerprints-"));
	try {
		const [before, meanwhile] = [join(folder, "before.ts"), join(folder, "meanwhile.ts")];
		await writeFile(before, "1");
		const fingerprints = treeFingerprints(folder);
		const reported: (readonly string[])[] = [];
		const read = async () => {
			await writeFile(meanwhile, "2");
			expect(reported).toEqual([]);
			return "read";
		};
		expect(await betweenLooks(fingerprints, read, (files) => reported.push(files))).toBe("read");
		expect(reported).toEqual([[meanwhile]]);
		expect((await fingerprints.compare()).changed).toEqual([]);
	} finally {
		await rm(folder, { recursive: true });
	}
});
