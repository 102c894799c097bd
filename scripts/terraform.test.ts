import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../deploy/gcp");
const terraform = await run("terraform", ["version"]).then(
	() => true,
	() => false,
);

describe("the Terraform of deploy/gcp", async () => {
	const files = (await readdir(folder)).filter((name) => name.endsWith(".tf"));
	const text = (await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")))).join("\n");

	it("uses every variable that it declares, and declares every one that it uses", () => {
		const declared = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name).sort();
		const used = [...new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(([, name]) => name))].sort();
		expect(used).toEqual(declared);
	});

	it("names only resources that it makes", () => {
		const made = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, name]) => `${type}.${name}`);
		const named = [...text.matchAll(/\b(google_\w+\.\w+)\b/g)].map(([, name]) => name);
		expect(named.filter((name) => name !== undefined && !made.includes(name))).toEqual([]);
	});

	it("explains each of its variables in the README's table, with its default", async () => {
		const readme = await readFile(join(folder, "README.md"), "utf8");
		for (const [, name] of text.matchAll(/^variable "(\w+)"/gm)) expect(readme).toContain(`| \`${name}\` |`);
	});

	it(`is formatted and can be read by Terraform${terraform ? "" : " (which is not on this machine: only its brackets are counted)"}`, async () => {
		if (terraform) {
			const { stdout } = await run("terraform", ["fmt", "-check", "-diff", folder]);
			expect(stdout).toBe("");
		}
		expect(text.split("{").length).toBe(text.split("}").length);
	});
});
