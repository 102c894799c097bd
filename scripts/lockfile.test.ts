import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..");
const Asked = z.object({
	dependencies: z.record(z.string(), z.string()).default({}),
	devDependencies: z.record(z.string(), z.string()).default({}),
	optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
const lock = z.object({ packages: z.record(z.string(), z.unknown()) }).parse(read("package-lock.json"));
const folders = Object.keys(lock.packages).filter((path) => !path.includes("node_modules"));

test.each(folders)("the lockfile of “%s” asks for exactly what the manifests ask for", (folder) => {
	expect(Asked.parse(lock.packages[folder])).toEqual(Asked.parse(read(join(folder, "package.json"))));
});

test("every package we write is in the lockfile", () => {
	expect(folders.length).toBeGreaterThan(8);
});
