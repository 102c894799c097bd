import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTypeOptions, withoutComments } from "./type-options.ts";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), "storydream-options-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const configure = (name: string, config: object) => writeFile(path.join(folder, name), JSON.stringify(config));

describe("a project's tsconfig.json", () => {
	it("may extend itself and others without end: few files are read", async () => {
		const all = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? "./tsconfig.json" : "./base"));
		await configure("tsconfig.json", { extends: all, compilerOptions: { strict: true } });
		await configure("base.json", { extends: all, compilerOptions: { noUnusedLocals: true } });
		expect((await readTypeOptions(folder)).compilerOptions).toMatchObject({ strict: true, noUnusedLocals: true });
	});

	it("is refused where it is larger than any configuration", async () => {
		await writeFile(path.join(folder, "tsconfig.json"), `{}${" ".repeat(64_000)}`);
		await expect(readTypeOptions(folder)).rejects.toMatchObject({ reason: "too_large" });
	});

	it.each([
		["comments", '{ // one\n"a": /* two */ 1 }', { a: 1 }],
		["commas before an end", '{ "a": [1, 2, ], }', { a: [1, 2] }],
		["marks in texts", '{ "a": "// no /* comment */ ,]", "b": "\\"//" }', { a: "// no /* comment */ ,]", b: '"//' }],
		["a mark of the byte order", "\ufeff{}", {}],
	])("may have %s", (_what, text, value) => {
		expect(JSON.parse(withoutComments(text))).toEqual(value);
	});

	it.each([
		["a text", `"${'\\"'.repeat(200_000)}`],
		["a text that ends with a backslash", `${'"\\"'.repeat(200_000)}\\`],
		["a comment", "/*".repeat(200_000)],
		["a list", ", ".repeat(200_000)],
	])("that never closes %s is read in one pass, and is no JSON", (_what, text) => {
		expect(() => JSON.parse(withoutComments(text))).toThrow(SyntaxError);
	});
});
