import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkText } from "./tools.ts";
import { checkTypes } from "./type-check.ts";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), "storydream-types-"));
	await writeFile(path.join(folder, "tsconfig.json"), "{}");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function compiler(program: string): Promise<string> {
	const file = path.join(folder, "compiler.mjs");
	await writeFile(file, program);
	return file;
}

describe("a check of types that gives no answer", () => {
	it("in time says so, and is no success", async () => {
		const checked = await checkTypes(folder, { deadlineMs: 200, compiler: await compiler("setInterval(() => {}, 1000)") });
		expect(checked).toEqual({ findings: [], unchecked: "types were not checked in time (0.2 s)" });
		expect(checkText(checked.findings, [checked.unchecked ?? ""])).toBe(
			"Nothing wrong was found, but not everything was checked; try again later:\nnot checked: types were not checked in time (0.2 s)",
		);
	});

	it("because the compiler was ended without a word is no success either", async () => {
		const checked = await checkTypes(folder, { compiler: await compiler("process.kill(process.pid, 'SIGKILL')") });
		expect(checked).toEqual({ findings: [], unchecked: "types were not checked: the compiler ended early (SIGKILL)" });
	});

	it("because the compiler broke down with words of its own is no finding about the film", async () => {
		const program = "console.error('<--- Last few GCs --->\\n\\nFATAL ERROR: heap out of memory'); process.exit(134)";
		const checked = await checkTypes(folder, { compiler: await compiler(program) });
		expect(checked).toEqual({ findings: [], unchecked: "types were not checked: the compiler ended early (code 134)" });
	});

	it("because there is nothing that says how says so", async () => {
		await rm(path.join(folder, "tsconfig.json"));
		expect((await checkTypes(folder)).unchecked).toBe("types were not checked: there is no tsconfig.json");
	});
});

describe("the answer of check_project", () => {
	it("is a success only when everything was checked", () => {
		expect(checkText([], [])).toMatch(/^No findings/);
		expect(checkText([], ["the preview could not be looked at"])).not.toMatch(/no findings|fine/i);
	});

	it("names what was not checked also beside findings", () => {
		expect(checkText(["types: src/a.ts:1:1 no"], ["the preview could not be looked at: it took too long"])).toBe(
			"1 finding:\ntypes: src/a.ts:1:1 no\nnot checked: the preview could not be looked at: it took too long",
		);
	});
});
