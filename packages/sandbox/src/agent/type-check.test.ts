import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testAgentSandbox } from "./confinement.ts";
import { checkText } from "./tools.ts";
import { checkTypes } from "./type-check.ts";

const held = process.platform === "linux" && (await testAgentSandbox()).restricted === null;

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
			"Not everything was checked:\nnot checked: types were not checked in time (0.2 s)\nWhat was checked has 0 findings; check again before you call it done.",
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

	it("to its end, with errors but without the files that it read, passes none of them on", async () => {
		const program = "console.log(\"src/a.ts(1,1): error TS2322: Type 'secret' is wrong.\"); process.exit(2)";
		const checked = await checkTypes(folder, { compiler: await compiler(program) });
		expect(checked).toEqual({ findings: [], unchecked: "types were not checked: the compiler ended early, or found too much" });
	});

	it("because there is nothing that says how says so", async () => {
		await rm(path.join(folder, "tsconfig.json"));
		expect((await checkTypes(folder)).unchecked).toBe("types were not checked: there is no tsconfig.json");
	});
});

describe.runIf(held)("the compiler in walls of its own", () => {
	it("sees the copy of the project and its program, writes nowhere, and has no network and no other process", async () => {
		const project = path.join(folder, "sandbox", "project");
		await mkdir(path.join(project, "src"), { recursive: true });
		await writeFile(path.join(project, "tsconfig.json"), "{}");
		await writeFile(path.join(folder, "secret"), "x");
		const server = createServer((socket) => socket.destroy());
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const address = server.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		const program = path.join(folder, "program");
		await mkdir(program);
		const file = path.join(program, "compiler.mjs");
		const closed = [path.join(folder, "secret"), project, os.homedir(), "/etc/passwd", `/proc/${process.pid}/environ`, "/sys"];
		await writeFile(file, ATTACK.replace("CLOSED", JSON.stringify(closed)).replace("PORT", `${port}`));
		const { findings } = await checkTypes(project, { walled: true, compiler: file });
		server.close();
		expect(findings).toEqual(["types: tried 9, reached nothing"]);
	});

	it("does not count as a check where the walls can't be made", async () => {
		const path = process.env.PATH;
		process.env.PATH = folder;
		try {
			expect((await checkTypes(folder, { walled: true })).unchecked).toBe("types were not checked: the compiler did not start");
		} finally {
			process.env.PATH = path;
		}
	});
});

/** Tries what must fail, and says what did not as the compiler says an error. */
const ATTACK = `
import fs from "node:fs";
import net from "node:net";
const reached = [];
let tried = 0;
const attempt = (what, act) => {
	tried += 1;
	try { act(); reached.push(what); } catch {}
};
for (const place of CLOSED) attempt("read " + place, () => fs.statSync(place));
attempt("write its folder", () => fs.writeFileSync("written", ""));
attempt("write /tmp", () => fs.writeFileSync("/tmp/written", ""));
tried += 1;
const socket = net.connect(PORT, "127.0.0.1");
socket.on("connect", () => { reached.push("the network"); end(); });
socket.on("error", () => end());
function end() {
	console.log("error tried " + tried + ", reached " + (reached.join(", ") || "nothing"));
	process.exit(1);
}
`;

describe("the answer of check_project", () => {
	it("is a success only when everything was checked", () => {
		expect(checkText([], [])).toMatch(/^No findings/);
		expect(checkText([], ["the preview could not be looked at"])).not.toMatch(/no findings|fine/i);
	});

	it("names what was not checked also beside findings", () => {
		expect(checkText(["types: src/a.ts:1:1 no"], ["the preview could not be looked at: it took too long"])).toBe(
			"Not everything was checked:\nnot checked: the preview could not be looked at: it took too long\n1 finding:\ntypes: src/a.ts:1:1 no",
		);
	});
});

describe("a project's types are checked with the project's files alone:", () => {
	const SECRET = "sk-the-studios-secret-0123456789";
	let project: string;
	let studio: string;
	const write = async (name: string, text: string) => {
		await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
		await writeFile(path.join(folder, name), text);
	};
	const configure = (compilerOptions: object, more: object = {}) =>
		write(
			"project/tsconfig.json",
			JSON.stringify({ compilerOptions: { strict: true, lib: ["es2022"], ...compilerOptions }, include: ["src"], ...more }),
		);

	beforeEach(async () => {
		project = path.join(folder, "project");
		studio = path.join(folder, "studio");
		await write("studio/secret.ts", `export const secret = "${SECRET}" as const;\nexport default secret;\n`);
		await write("studio/secret.json", JSON.stringify({ [SECRET]: 1 }));
		await write("studio/secret.d.ts", `declare const secret: "${SECRET}";\n`);
		await write("studio/tsconfig.json", `{ "compilerOptions": { "lib": ["${SECRET}"] } }`);
		await write("studio/types/secret/index.d.ts", `declare const secret: "${SECRET}";\n`);
		await configure({});
		await write("project/src/own.ts", "export const own: number = 1;\n");
	});

	/** Each makes the compiler quote a closed file, or write one, if it can. */
	const WAYS: [way: string, make: () => Promise<unknown>][] = [
		[
			"an absolute import",
			() => write("project/src/a.ts", `import secret from "${studio}/secret.ts";\nexport const a: number = secret;`),
		],
		[
			"an import of the folder above",
			() => write("project/src/a.ts", 'import secret from "../../studio/secret";\nexport const a: number = secret;'),
		],
		[
			"an import of more folders above",
			() => write("project/src/a.ts", 'import secret from "../../../studio/secret";\nexport const a: number = secret;'),
		],
		[
			"an import of JSON",
			() =>
				configure({ resolveJsonModule: true }).then(() =>
					write("project/src/a.ts", `import secret from "${studio}/secret.json";\nexport const a: number = secret;`),
				),
		],
		[
			"a type that is imported",
			() => write("project/src/a.ts", `export const a: number = null as unknown as typeof import("${studio}/secret").secret;`),
		],
		[
			"a reference by its path",
			() => write("project/src/a.ts", `/// <reference path="${studio}/secret.d.ts" />\nexport const a: number = secret;`),
		],
		[
			"a reference to text that is no code",
			() => write("project/src/a.ts", `/// <reference path="${studio}/secret.json" />\nexport const a = 1;`),
		],
		[
			"a reference to types",
			() => write("project/src/a.ts", `/// <reference types="${studio}/types/secret" />\nexport const a: number = secret;`),
		],
		[
			"a file that is a link",
			() =>
				symlink(path.join(studio, "secret.ts"), path.join(project, "src/a.ts")).then(() =>
					write("project/src/b.ts", 'import secret from "./a.ts";\nexport const b: number = secret;'),
				),
		],
		[
			"a folder that is a link",
			() =>
				symlink(studio, path.join(project, "src/linked")).then(() =>
					write("project/src/b.ts", 'import secret from "./linked/secret";\nexport const b: number = secret;'),
				),
		],
		[
			"a configuration that is a link",
			() =>
				rm(path.join(project, "tsconfig.json")).then(() =>
					symlink(path.join(studio, "tsconfig.json"), path.join(project, "tsconfig.json")),
				),
		],
		["a configuration that extends one outside", () => configure({}, { extends: "../studio/tsconfig.json" })],
		["a configuration that extends one by its path", () => configure({}, { extends: [`${studio}/tsconfig.json`] })],
		[
			"files of a configuration",
			() => configure({}, { files: [`${studio}/secret.ts`], include: [`${studio}/*`, "../studio/*", "src/../../studio/*"] }),
		],
		[
			"paths",
			() =>
				configure({ baseUrl: studio, paths: { x: [`${studio}/secret.ts`] } }).then(() =>
					write("project/src/a.ts", 'import secret from "x";\nexport const a: number = secret;'),
				),
		],
		[
			"rootDirs",
			() =>
				configure({ rootDirs: ["src", studio] }).then(() =>
					write("project/src/a.ts", 'import secret from "./secret";\nexport const a: number = secret;'),
				),
		],
		[
			"typeRoots",
			() =>
				configure({ typeRoots: [`${studio}/types`], types: ["secret"] }).then(() =>
					write("project/src/a.ts", "export const a: number = secret;"),
				),
		],
		[
			"types by their path",
			() =>
				configure({ types: [`${studio}/types/secret`, "../studio/types/secret"] }).then(() =>
					write("project/src/a.ts", "export const a: number = secret;"),
				),
		],
		["references", () => configure({}, { references: [{ path: studio }] })],
		["the file of a build", () => configure({ incremental: true, tsBuildInfoFile: `${studio}/secret.ts` })],
		[
			"the folder of what is written",
			() =>
				configure({ noEmit: false, outDir: studio, declaration: true, declarationDir: studio, composite: true, sourceMap: true }),
		],
		[
			"the place of a trace",
			() => configure({ generateTrace: `${studio}/trace`, generateCpuProfile: `${studio}/profile.cpuprofile` }),
		],
		[
			"options that write or run something, in the spelling of others",
			() =>
				configure({
					TSBUILDINFOFILE: `${studio}/secret.ts`,
					tsbuildinfofile: `${studio}/secret.ts`,
					OutDir: studio,
					outFile: `${studio}/secret.ts`,
					declarationMap: true,
					emitDeclarationOnly: true,
					mapRoot: studio,
					sourceRoot: studio,
					project: studio,
					build: true,
					watch: true,
					init: true,
					locale: `../../${studio}`,
					pprofDir: `${studio}/profile`,
				}),
		],
		[
			"names of libraries and packages that are paths",
			() =>
				configure({
					lib: ["es2024", `../../studio/secret.d.ts`, "..", `${studio}/secret.d.ts`],
					libReplacement: true,
					types: ["../studio/types/secret", "./../../studio/types/secret", "a/../../../studio/types/secret", "..", "*"],
					jsxImportSource: `${studio}`,
					jsxFactory: `import("${studio}/secret").default`,
				}).then(() => write("project/src/a.tsx", "export const a: number = <a />;\nexport const b: number = secret;")),
		],
		[
			"names of modules that package.json makes, and suffixes",
			() =>
				configure({
					moduleSuffixes: ["", "/../../../studio/secret"],
					customConditions: ["a"],
					resolvePackageJsonImports: true,
				}).then(async () => {
					const names = { "#secret": "../studio/secret.ts", "#all/*": "../studio/*" };
					await write(
						"project/package.json",
						JSON.stringify({ name: "film", imports: names, exports: { ".": "../studio/secret.ts" } }),
					);
					await write(
						"project/src/pack/package.json",
						JSON.stringify({ types: "../../../studio/secret.ts", main: "../../../studio/secret.ts" }),
					);
					await write(
						"project/src/a.ts",
						'import a from "#secret"; import b from "#all/secret.ts"; import c from "film"; import d from "./pack";\nexport const all: number[] = [a, b, c, d];',
					);
				}),
		],
		[
			"a configuration that extends one by a package, a link, an address, or itself",
			async () => {
				await symlink(path.join(studio, "tsconfig.json"), path.join(project, "linked.json"));
				await write(
					"project/deep/tsconfig.json",
					`{ "extends": "../../studio/tsconfig.json", "compilerOptions": { "lib": ["es2024"] } }`,
				);
				await configure(
					{},
					{
						extends: [
							"./linked.json",
							"./linked",
							"./deep",
							"./deep/",
							`file://${studio}/tsconfig.json`,
							"./tsconfig.json",
							"../project/../studio/tsconfig",
							"studio",
						],
					},
				);
			},
		],
		[
			"patterns of files that lead out",
			() =>
				configure(
					{},
					{
						include: [
							"src/../../studio/secret.ts",
							"./../studio",
							"**/../../../studio/*",
							"src/..\\..\\studio",
							`src/\u0000/../../studio`,
							"@studio",
							"{src,../studio}/*",
							`src/./.././../studio/**/*`,
						],
						exclude: [],
						files: ["../studio/secret.ts"],
						compileOnSave: true,
						watchOptions: { excludeDirectories: [studio] },
						typeAcquisition: { enable: true, include: ["secret"] },
						"ts-node": { require: [`${studio}/secret.ts`] },
					},
				),
		],
		[
			"references of all kinds",
			() =>
				write(
					"project/src/a.ts",
					`/// <reference path="../../../studio/secret.d.ts" />\n/// <reference lib="../../../studio/secret" />\n/// <reference types="../../../studio/types/secret" resolution-mode="require" />\n/// <amd-dependency path="${studio}/secret" name="s" />\n/// <reference no-default-lib="true" />\nexport const a: number = secret;\n`,
				),
		],
		[
			"other ways to name a module",
			() =>
				write(
					"project/src/a.ts",
					`import a = require("${studio}/secret");\nimport type b from "${studio}/secret";\nexport * from "${studio}/secret";\ndeclare module "${studio}/secret" { const own: number; }\nconst c: number = (await import("${studio}/secret")).secret;\nimport d from "../../../studio/secret.json" with { type: "json" };\nimport defer * as e from "${studio}/secret";\ntype F = import("${studio}/secret", { with: { "resolution-mode": "import" } }).default;\nexport const all: number[] = [a, c, d, e, null as F];\n`,
				),
		],
		[
			"names of modules in code that is not TypeScript",
			() =>
				configure({ allowJs: true, checkJs: true, resolveJsonModule: true, maxNodeModuleJsDepth: 9 }).then(() =>
					write(
						"project/src/a.js",
						`const a = require("${studio}/secret.json");\n/** @type {import("${studio}/secret").secret} */\nexport const b = 1;\n/** @import { secret } from "${studio}/secret" */\n/** @type {number} */\nexport const c = a;\n`,
					),
				),
		],
		["plugins", () => configure({ plugins: [{ name: `${studio}/secret.ts`, transform: `${studio}/secret.ts` }] })],
	];

	it.each(held ? [false, true] : [false])(
		"none of the ways out that were tried makes the compiler quote or write a file outside; in walls: %s",
		async (walled) => {
			const before = await filesOf(studio);
			const broken: string[] = [];
			for (const [way, make] of WAYS) {
				await rm(project, { recursive: true });
				await configure({});
				await write("project/src/own.ts", "export const own: number = 1;\n");
				await make();
				const { findings, unchecked } = await checkTypes(project, { walled });
				const said = JSON.stringify([findings, unchecked]);
				if (said.includes(SECRET)) broken.push(`${way}: quoted`);
				// In walls it is not found, and the compiler says so with the words of the project's own import.
				if (!walled && said.includes(folder)) broken.push(`${way}: names a folder of the machine`);
				if ((await filesOf(studio)) !== before) broken.push(`${way}: wrote`);
			}
			console.log(`types: ${WAYS.length} ways tried, ${WAYS.length - broken.length} held`);
			expect(broken).toEqual([]);
			expect((await readdir(folder)).filter((name) => name.startsWith(".types-"))).toEqual([]);
		},
		240_000,
	);

	it.each(held ? [false, true] : [false])(
		"a link to another file of the project leads to that file; in walls: %s",
		async (walled) => {
			await symlink("own.ts", path.join(project, "src/alias.ts"));
			await write("project/src/a.ts", 'import { own } from "./alias";\nexport const a: string = own;\n');
			expect(await checkTypes(project, { walled })).toEqual({
				findings: ["types: src/a.ts:2:14 Type 'number' is not assignable to type 'string'. (TS2322)"],
				unchecked: null,
			});
		},
	);

	it.each(held ? [false, true] : [false])(
		"a second check reads what the first kept, and finds what has changed since; in walls: %s",
		async (walled) => {
			await write("project/src/a.ts", 'import { own } from "./own";\nexport const a: string = own;\n');
			await write("project/src/b.ts", "export const b: number = 1;\n");
			const wrong = "types: src/a.ts:2:14 Type 'number' is not assignable to type 'string'. (TS2322)";
			expect((await checkTypes(project, { walled })).findings).toEqual([wrong]);
			const kept = await readFile(path.join(folder, ".types.tsbuildinfo"), "utf8");
			expect(kept).not.toContain(folder);
			// What did not change is as wrong as before; a change elsewhere is found, and so is one that mends.
			await write("project/src/b.ts", 'export const b: number = "1";\n');
			expect((await checkTypes(project, { walled })).findings).toEqual([
				wrong,
				"types: src/b.ts:1:14 Type 'string' is not assignable to type 'number'. (TS2322)",
			]);
			await write("project/src/own.ts", 'export const own: string = "1";\n');
			await write("project/src/b.ts", "export const b: number = 1;\n");
			expect(await checkTypes(project, { walled })).toEqual({ findings: [], unchecked: null });
		},
	);

	it("a compiler that breaks down leaves nothing for the next check, so that the next one starts anew", async () => {
		await write(".types.tsbuildinfo", "{}");
		expect((await checkTypes(project, { compiler: await compiler("process.exit(134)") })).unchecked).toContain("ended early");
		expect((await readdir(folder)).filter((name) => name.startsWith(".types"))).toEqual([]);
	});

	it("a kept answer that is broken, and one that another compiler left, are no answer", async () => {
		await write("project/src/a.ts", 'import { own } from "./own";\nexport const a: string = own;\n');
		const wrong = "types: src/a.ts:2:14 Type 'number' is not assignable to type 'string'. (TS2322)";
		for (const kept of ["", "{", '{"version":"1.0.0","root":[],"fileNames":[]}', "null"]) {
			await write(".types.tsbuildinfo", kept);
			expect((await checkTypes(project)).findings, kept).toEqual([wrong]);
		}
	});

	it.each(held ? [false, true] : [false])(
		"a mistake is found with its place, and options of the project count; in walls: %s",
		async (walled) => {
			await write(
				"project/tsconfig.json",
				'{\n\t// How strict it is.\n\t"extends": "./base",\n\t"compilerOptions": { "noUnusedLocals": true, },\n}\n',
			);
			await write("project/base.json", '{ "compilerOptions": { "strict": true } }');
			await write("project/src/a.ts", 'import { own } from "./own";\nconst unused = 1;\nexport const a: string = own;\n');
			expect(await checkTypes(project, { walled })).toEqual({
				findings: [
					"types: src/a.ts:2:7 'unused' is declared but its value is never read. (TS6133)",
					"types: src/a.ts:3:14 Type 'number' is not assignable to type 'string'. (TS2322)",
				],
				unchecked: null,
			});
		},
	);
});

/** All files below a folder with their texts. */
async function filesOf(place: string): Promise<string> {
	const names = (await readdir(place, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
	const texts = await Promise.all(
		names.map(async (entry) => `${entry.name}: ${await readFile(path.join(entry.parentPath, entry.name), "utf8")}`),
	);
	return texts.sort().join("\n");
}
