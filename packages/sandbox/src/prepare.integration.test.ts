import { execFile } from "node:child_process";
import { mkdtemp, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layoutOf } from "./config.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { Project } from "./project/index.ts";

const run = promisify(execFile);
const templateDir = resolve(import.meta.dirname, "../../template");
const nodeModulesDir = resolve(import.meta.dirname, "../../../node_modules");

describe("what goes before a sandbox", () => {
	let dir = "";
	beforeEach(async () => {
		dir = await mkdtemp(join(tmpdir(), "prepare-"));
	});
	afterEach(() => rm(dir, { recursive: true, force: true }));

	const prepare = (environment: Record<string, string>) =>
		run(process.execPath, [join(import.meta.dirname, "main.ts"), "prepare"], {
			env: {
				PATH: process.env.PATH,
				SANDBOX_DIR: dir,
				TEMPLATE_DIR: templateDir,
				NODE_MODULES_DIR: nodeModulesDir,
				...environment,
			},
		});

	it("puts the template in place at the first commit of every project, and a sandbox finds it so", async () => {
		await prepare({ GATEWAY_URL: "http://127.0.0.1:9/gateway" });
		const layout = layoutOf({ dir, agentTmp: undefined });
		expect(await readlink(layout.nodeModules)).toBe(nodeModulesDir);
		const found = new Project(layout, templateDir);
		await (await found.prepare())();
		const other = await mkdtemp(join(tmpdir(), "prepare-"));
		try {
			const places = {
				dir: other,
				templateDir,
				nodeModulesDir,
				gatewayUrl: "http://127.0.0.1:9",
				egress: "unchecked" as const,
				egressTry: [],
			};
			expect(await prepareFolder(places)).toBe(found.head);
			expect(found.head).toMatch(/^[0-9a-f]{40}$/);
		} finally {
			await rm(other, { recursive: true, force: true });
		}
	});

	it("needs no token, and leaves alone what is there already", async () => {
		await prepare({ GATEWAY_URL: "http://127.0.0.1:9/gateway" });
		const project = layoutOf({ dir, agentTmp: undefined }).project;
		await writeFile(join(project, "mine.txt"), "mine");
		const before = (await readdir(project)).sort();
		await prepare({ GATEWAY_URL: "http://127.0.0.1:9/gateway" });
		expect((await readdir(project)).sort()).toEqual(before);
	});

	it("says what is missing", async () => {
		await expect(prepare({})).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("GATEWAY_URL") });
	});
});
