import { mkdir, symlink, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { findBrowser, launchBrowser } from "../browser/index.ts";
import { buildPreviewSeed, type Preview, startPreview } from "./index.ts";
import { type Fixture, makeFixture } from "./testing/fixture.ts";

/** Stands in every file that a film must not read. */
const SECRET = "sk-the-studios-secret-0123456789";
const SECRET_NAME = "a-name-that-nobody-may-list";

let fixture: Fixture;
let preview: Preview;
/** Everything the server said over the page's socket. */
const heard: string[] = [];
let socket: WebSocket;
/** Absolute path of the studio's folder of the test: beside the project. */
let studio: string;

beforeAll(async () => {
	fixture = await makeFixture();
	studio = join(fixture.dir, "studio");
	await mkdir(join(studio, SECRET_NAME), { recursive: true });
	const files = {
		"secret.txt": SECRET,
		".env": `ANTHROPIC_API_KEY=${SECRET}`,
		"secret.json": JSON.stringify({ key: SECRET }),
		"secret.css": `.secret::after { content: "${SECRET}"; }`,
		"secret.module.css": `.${SECRET} { color: red; }\n@value found: ${SECRET};`,
		"secret.svg": `<svg xmlns="http://www.w3.org/2000/svg"><text>${SECRET}</text></svg>`,
		"secret.map": JSON.stringify({ version: 3, sources: ["a"], sourcesContent: [SECRET], mappings: "AAAA", names: [] }),
		"secret.ts": `export default "${SECRET}";`,
		"secret.wasm": SECRET,
		[`${SECRET_NAME}/${SECRET_NAME}.txt`]: SECRET,
		"config/postcss.config.js": `throw new Error("${SECRET}")`,
	};
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(studio, name)), { recursive: true });
		await writeFile(join(studio, name), text);
	}
	await mkdir(join(fixture.project, ".git"), { recursive: true });
	await writeFile(join(fixture.project, ".git/config"), SECRET);
	await writeFile(join(fixture.project, ".env"), SECRET);
	await symlink(studio, join(fixture.project, "src/linked"));
	await symlink(join(studio, "secret.css"), join(fixture.project, "src/linked.css"));
	await symlink(join(studio, "secret.txt"), join(fixture.project, "src/linked.png"));
	const own = {
		"src/own.css": '.own { color: rgb(1, 2, 3); background: url("../public/own picture.svg#mark"); }',
		"src/own.module.css": "@value size: 12px;\n.base { color: rgb(1, 2, 3); }",
		"src/own.json": '{"own": true}',
		"src/own.txt": "an own text",
		"public/own picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>',
	};
	for (const [name, text] of Object.entries(own)) await fixture.write(name, text);
	preview = await startPreview({
		open: true,
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed: await buildPreviewSeed(join(tmpdir(), "storydream-test-seed")),
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".preview.localhost",
	});
	const client = await ask("/@vite/client");
	const token = /wsToken = "([\w-]+)"/.exec(client.body)?.[1] ?? "";
	socket = new WebSocket(`${preview.url.replace("http", "ws")}?token=${token}`, "vite-hmr");
	socket.on("message", (data) => heard.push(String(data)));
	await new Promise<void>((resolve, reject) => socket.once("open", () => resolve()).once("error", reject));
});

afterAll(async () => {
	socket?.terminate();
	await preview?.close();
	await fixture?.remove();
});

/** Asks with a path exactly as written. */
function ask(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const request = httpRequest({ host: "127.0.0.1", port: preview.port, path, headers }, (response) => {
			let body = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => {
				body += chunk;
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
		});
		request.on("error", reject);
		request.end();
	});
}

/** The forms a secret takes in an answer: as it is, escaped in an address, and in base 64 at each of three places. */
function reveals(text: string): boolean {
	const forms = [SECRET, SECRET_NAME, `/${SECRET_NAME}`].flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		...[0, 1, 2].map((skip) =>
			Buffer.from(secret)
				.subarray(skip, skip + 18)
				.toString("base64"),
		),
	]);
	return forms.some((form) => text.includes(form));
}

const HEADERS: Record<string, string>[] = [{}, { "sec-fetch-dest": "script" }, { accept: "text/css" }];

/** Asks for a module of the film in the ways a page can, and answers all that was said. */
/** Ways to ask for one file: what pages ask, and what Vite means something by for files of other kinds. */
const QUERIES = [
	...["?import", "", "?direct", "?inline", "?import&inline", "?raw", "?url&inline", "?worker&inline", "?sharedworker"],
	...["init", "worker_file", "html-proxy", "commonjs-proxy"].flatMap((name) => [
		`?${name}`,
		`?${name}&inline`,
		`?${name}&direct`,
		`?import&${name}`,
	]),
];

async function everyAnswer(path: string): Promise<string> {
	const address = encodeURI(`/@fs${join(fixture.project, path)}`);
	const answers: string[] = [];
	for (const query of QUERIES) {
		for (const headers of HEADERS) answers.push((await ask(address + query, headers)).body);
	}
	answers.push((await ask("/__storydream/tree?tree=project")).body, JSON.stringify(preview.errors()));
	return answers.join("\n");
}

const abs = (name: string) => join(studio, name);

/** What a style sheet of a film may try, by its text; the file it stands in is `src/try.css`, or `src/try.module.css`. */
const STYLES: [way: string, text: () => string][] = [
	["url of an absolute path, inlined", () => `.a { background: url('${abs("secret.txt")}?inline'); }`],
	["url without quotes", () => `.a { background: url(${encodeURI(abs("secret.txt"))}?inline); }`],
	["url with more of a query", () => `.a { background: url("${abs("secret.txt")}?x&inline"); }`],
	["url of a picture that is small enough", () => `.a { background: url("${abs("secret.svg")}"); }`],
	["url through the folder above", () => `.a { background: url("../../studio/secret.txt?inline"); }`],
	["url through a link", () => `.a { background: url("./linked/secret.txt?inline"); }`],
	["url of a file that is a link", () => `.a { background: url("./linked.png?inline"); }`],
	["url of a private file of the film", () => `.a { background: url("../.git/config?inline"); }`],
	["url of an environment file", () => `.a { background: url("../.env?inline"); }`],
	["url by its address at the preview", () => `.a { background: url("/@fs${encodeURI(abs("secret.txt"))}?inline"); }`],
	["url of a file address", () => `.a { background: url("file://${encodeURI(abs("secret.txt"))}?inline"); }`],
	["url with escaped letters", () => `.a { background: u\\72l("${abs("secret.txt")}?inline"); }`],
	["url with a comment inside its name", () => `.a { background: u/**/rl("${abs("secret.txt")}?inline"); }`],
	["URL in capital letters", () => `.a { background: URL("${abs("secret.txt")}?inline"); }`],
	["url inside of a string", () => `.a::after { content: "url(${abs("secret.txt")}?inline)"; }`],
	["url with percent signs", () => `.a { background: url("%2e%2e/%2e%2e/studio/secret.txt?inline"); }`],
	["url with a backslash", () => `.a { background: url("..\\/..\\/studio\\/secret.txt?inline"); }`],
	["url in a variable", () => `:root { --a: url("${abs("secret.txt")}?inline"); }`],
	["url of a font", () => `@font-face { font-family: a; src: url("${abs("secret.txt")}?inline") format("woff2"); }`],
	[
		"url of a cursor, nested in rules",
		() => `@media all { @supports (color: red) { .a { & .b { cursor: url("${abs("secret.txt")}?inline"), auto; } } } }`,
	],
	["image-set with a text", () => `.a { background: image-set("${abs("secret.txt")}?inline" 1x); }`],
	["image-set with a url", () => `.a { background: image-set(url("${abs("secret.txt")}?inline") 1x, url(own.png) 2x); }`],
	["-webkit-image-set", () => `.a { background: -webkit-image-set("${abs("secret.txt")}?inline" 1x); }`],
	["cross-fade", () => `.a { background: cross-fade(url("${abs("secret.txt")}?inline"), url(b), 50%); }`],
	["@import of an absolute path", () => `@import "${abs("secret.css")}";`],
	["@import with a comment", () => `@import/*x*/"${abs("secret.css")}";`],
	["@import of what is no style sheet", () => `@import "${abs("secret.txt")}";`],
	["@import by url", () => `@import url("${abs("secret.css")}") layer(a) supports(color: red) screen;`],
	["@import by url without quotes", () => `@import url(${encodeURI(abs("secret.css"))});`],
	["@IMPORT in capital letters", () => `@IMPORT "${abs("secret.css")}";`],
	["@import with an escaped letter", () => `@\\69mport "${abs("secret.css")}";`],
	["@import through the folder above", () => `@import "../../studio/secret.css";`],
	["@import through a link", () => `@import "./linked/secret.css";`],
	["@import of a file that is a link", () => `@import "./linked.css";`],
	["@import without ./", () => `@import "linked/secret.css";`],
	["@import of a file address", () => `@import "file://${encodeURI(abs("secret.css"))}";`],
	["@import with percent signs", () => `@import "%2e%2e/%2e%2e/studio/secret.css";`],
	["@import with a query", () => `@import "${abs("secret.css")}?inline";`],
	["@import that is nested", () => `@media all { @import "${abs("secret.css")}"; }`],
	["@import after a rule", () => `.a { color: red; } @import "${abs("secret.css")}";`],
	["@import of data that imports", () => `@import "data:text/css,@import '${abs("secret.css")}';";`],
	["@import of the next style sheet, which reaches out", () => `@import "./next.css";`],
	["@charset and @layer before @import", () => `@charset "utf-8"; @layer a; @import "${abs("secret.css")}";`],
	["@import by a package's path", () => `@import "vite/../../studio/secret.css";`],
	["composes", () => `.a { composes: ${SECRET} from "${abs("secret.module.css")}"; }`],
	["composes through the folder above", () => `.a { composes: x from "../../studio/secret.module.css"; }`],
	["composes through a link", () => `.a { composes: x from "./linked/secret.module.css"; }`],
	["compose-with", () => `.a { compose-with: x from "${abs("secret.module.css")}"; }`],
	["@value", () => `@value found from "${abs("secret.module.css")}"; .a { color: found; }`],
	[
		"@value with the path in a value",
		() => `@value there: "${abs("secret.module.css")}"; @value found from there; .a { color: found; }`,
	],
	["@value of a url", () => `@value bad: url("${abs("secret.txt")}?inline"); .a { background: bad; }`],
	["@value that makes a url", () => `@value make: url; .a { background: make("${abs("secret.txt")}?inline"); }`],
	[":import as modules are written inside", () => `:import("${abs("secret.module.css")}") { here: found; } .a { color: here; }`],
	["composes of the next style sheet, which reaches out", () => `.a { composes: a from "./next.module.css"; }`],
	["a source map", () => `.a { color: red; }\n/*# sourceMappingURL=${abs("secret.map")} */`],
	["a source map that is no map", () => `.a { color: red; }\n/*# sourceMappingURL=../../studio/secret.txt */`],
	["a source map in an imported style sheet", () => `@import "./mapped.css";`],
	[
		"@plugin and @config",
		() =>
			`@plugin "${abs("secret.ts")}"; @config "${abs("secret.ts")}"; @source "${studio}/**/*"; @reference "${abs("secret.css")}";`,
	],
	["a mistake beside an import", () => `@import "${abs("secret.css")}"; .a { color: `],
];

/** Newer syntax, and odd spellings of the old one; each with the kind of file it means something in. */
const NEWER_STYLES: [way: string, text: () => string, file?: "src/try.module.css"][] = [
	[
		"@import with a layer, a condition and a medium",
		() => `@import url("${abs("secret.css")}") layer(a.b) supports(selector(a > b)) (min-width: 1px);`,
	],
	["@import in a layer", () => `@layer a { @import "${abs("secret.css")}"; }`],
	["@import nested in a rule", () => `.a { @import "${abs("secret.css")}"; & .b { @import url("${abs("secret.css")}"); } }`],
	["@import with six digits of an escape", () => `@\\000069 mport "${abs("secret.css")}";`],
	["@import with an escape in the middle", () => `@i\\6d port "${abs("secret.css")}";`],
	["@import of a path that is escaped", () => `@import "\\2f${abs("secret.css").slice(1)}";`],
	["@import of dots that are escaped", () => '@import "\\2e\\2e/\\2e\\2e/studio/secret.css";'],
	["@import of a path on two lines", () => `@import "${abs("secret.css").replace("/studio", "/stu\\\ndio")}";`],
	["@import among comments", () => `@import/**//**/url(/**/"${abs("secret.css")}"/**/)/**/;`],
	["@import in the marks of an old comment", () => `<!-- @import "${abs("secret.css")}"; -->`],
	["@import behind a mark of the byte order", () => `\ufeff@import "${abs("secret.css")}";`],
	["@import with a query of text", () => `@import "${abs("secret.txt")}?raw";`],
	["@import with a query of an address", () => `@import "${abs("secret.css")}?url&inline";`],
	["@import with a fragment", () => `@import "${abs("secret.css")}#.css";`],
	["@import with a tilde", () => '@import "~/../studio/secret.css"; @import "~vite/../../studio/secret.css";'],
	["@import by a name of the package", () => '@import "#secret"; @import "film/secret.css";'],
	[
		"@import of data in base 64",
		() => {
			const inner = Buffer.from(`@import "${abs("secret.css")}";`).toString("base64");
			return `@import "data:text/css;base64,${inner}";`;
		},
	],
	[
		"@import of Tailwind with a source",
		() => `@import "tailwindcss" source("${studio}"); @tailwind utilities; @source inline("a");`,
	],
	[
		"@theme, @utility and @apply",
		() =>
			`@theme { --a: url("${abs("secret.txt")}?inline"); } @utility a { background: url("${abs("secret.txt")}?inline"); } .a { @apply a; }`,
	],
	["url with an escaped letter in front", () => `.a { background: \\75rl("${abs("secret.txt")}?inline"); }`],
	["url with six digits of an escape", () => `.a { background: \\000075rl(${encodeURI(abs("secret.txt"))}?inline); }`],
	["url without quotes, its dots escaped", () => ".a { background: url(\\2e\\2e/\\2e\\2e/studio/secret.txt?inline); }"],
	["url that is never closed", () => `.a { background: url("${abs("secret.txt")}?inline"`],
	["url on two lines", () => `.a { background: url(\n\t"${abs("secret.txt")}?inline"\n); }`],
	["src", () => `.a { background: src("${abs("secret.txt")}?inline"); }`],
	["image", () => `.a { background: image(ltr "${abs("secret.svg")}?inline", red); }`],
	[
		"cross-fade of texts",
		() => `.a { background: cross-fade("${abs("secret.svg")}?inline" 50%, "${abs("secret.txt")}?inline"); }`,
	],
	[
		"image-set with types",
		() =>
			`.a { background: image-set("${abs("secret.txt")}?inline" type("image/avif") 1x, src("${abs("secret.svg")}?inline") 2x); }`,
	],
	[
		"a font with its technology",
		() =>
			`@font-face { font-family: a; src: local("a"), url("${abs("secret.txt")}?inline") format(woff2) tech(color-COLRv1), "${abs("secret.txt")}?inline"; }`,
	],
	["@namespace", () => `@namespace svg url("${abs("secret.svg")}?inline"); @namespace "${abs("secret.svg")}?inline";`],
	["@property", () => `@property --a { syntax: "<url>"; inherits: false; initial-value: url("${abs("secret.txt")}?inline"); }`],
	["@counter-style", () => `@counter-style a { system: fixed; symbols: url("${abs("secret.svg")}?inline"); }`],
	[
		"@document and @page",
		() =>
			`@document url("${abs("secret.txt")}?inline") { a { color: red; } } @page { background: url("${abs("secret.txt")}?inline"); }`,
	],
	[
		"@container, @scope and @starting-style",
		() =>
			`@container style(--a: url("${abs("secret.txt")}?inline")) { a { color: red; } } @scope (.a) to (.b) { @starting-style { a { mask: url("${abs("secret.txt")}?inline"); } } }`,
	],
	[
		"functions with something to fall back on",
		() =>
			`.a { background: var(--a, url("${abs("secret.txt")}?inline")); mask: attr(data-a type(<url>), url("${abs("secret.txt")}?inline")); color: if(style(--a): url("${abs("secret.txt")}?inline")); }`,
	],
	[
		"shapes and filters",
		() =>
			`.a { filter: url("${abs("secret.svg")}?inline#a"); clip-path: url("${abs("secret.svg")}?inline#a"); offset-path: url("${abs("secret.svg")}?inline"); shape-outside: url("${abs("secret.svg")}?inline"); behavior: url("${abs("secret.txt")}?inline"); }`,
	],
	[
		"a source map in the old spelling",
		() => `.a { color: red; }\n/*@ sourceMappingURL=${abs("secret.map")} */\n/*# sourceURL=${abs("secret.txt")} */`,
	],
	[
		"composes of more than one",
		() =>
			`.b { color: red; } .a { composes: b; composes: x y from "${abs("secret.module.css")}", z from "../../studio/secret.module.css"; }`,
		"src/try.module.css",
	],
	["composes of an address", () => `.a { composes: x from url("${abs("secret.module.css")}"); }`, "src/try.module.css"],
	[
		"composes of a path that is escaped",
		() => '.a { composes: x from "\\2e\\2e/\\2e\\2e/studio/secret.module.css"; }',
		"src/try.module.css",
	],
	["composes with a query", () => `.a { composes: x from "${abs("secret.module.css")}?inline"; }`, "src/try.module.css"],
	[
		"@value of all names",
		() => `@value * as all from "${abs("secret.module.css")}"; .a { color: all.found; }`,
		"src/try.module.css",
	],
	[
		"@value of a name in parentheses",
		() => `@value (found as here) from "${abs("secret.module.css")}"; .a { color: here; }`,
		"src/try.module.css",
	],
	[
		":import with a path that is escaped",
		() => `:import("\\2f${abs("secret.module.css").slice(1)}") { here: found; } :export { a: here; }`,
		"src/try.module.css",
	],
	[
		":export of a url",
		() => `:export { a: url("${abs("secret.txt")}?inline"); } :global(.a) { background: url("${abs("secret.txt")}?inline"); }`,
		"src/try.module.css",
	],
];

test("style sheets reach no file that is not the film's, by any of the ways that were tried, with and without modules", async () => {
	await fixture.write("src/next.css", `@import "${abs("secret.css")}"; .b { background: url("${abs("secret.txt")}?inline"); }`);
	await fixture.write("src/next.module.css", `.a { composes: ${SECRET} from "${abs("secret.module.css")}"; }`);
	await fixture.write("src/mapped.css", `.a { color: red; }\n/*# sourceMappingURL=${abs("secret.map")} */`);
	const broken: string[] = [];
	const ways = [
		...STYLES.flatMap(([way, text]) => ["src/try.css", "src/try.module.css"].map((file) => ({ way, text, file }))),
		...NEWER_STYLES.map(([way, text, file = "src/try.css"]) => ({ way, text, file })),
	];
	for (const { way, text, file } of ways) {
		await fixture.write(file, text());
		await preview.settle();
		const said = await everyAnswer(file);
		// The secret's name stands in the text of the film itself where it is a class's name.
		const own = Buffer.from(text()).toString("base64");
		if (reveals(said.replaceAll(own, "").replaceAll(`composes: ${SECRET}`, ""))) broken.push(`${way} in ${file}`);
	}
	console.log(`style sheets: ${ways.length} ways tried, ${ways.length - broken.length} held`);
	expect(broken).toEqual([]);
	expect(heard.filter(reveals)).toEqual([]);
});

/** What a module of a film may try, by its text. */
const MODULES: [way: string, text: () => string][] = [
	["import", () => `import a from "${abs("secret.ts")}"; export default a;`],
	["import through a link", () => `import a from "./linked/secret.ts"; export default a;`],
	["import of text", () => `import a from "${abs("secret.txt")}?raw"; export default a;`],
	["import of text through a link", () => `import a from "./linked/secret.txt?raw"; export default a;`],
	["import of a file that is a link", () => `import a from "./linked.png?raw"; export default a;`],
	["import, inlined", () => `import a from "${abs("secret.txt")}?inline"; export default a;`],
	["import of an inlined picture", () => `import a from "${abs("secret.svg")}"; export default a;`],
	[
		"a source map that names a file",
		() => {
			const map = JSON.stringify({ version: 3, sources: [abs("secret.txt")], names: [], mappings: "AAAA" });
			return `export default 1;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}`;
		},
	],
	["import of an address", () => `import a from "${abs("secret.txt")}?url&inline"; export default a;`],
	["import of JSON", () => `import a from "../../studio/secret.json"; export default a;`],
	["import of WebAssembly", () => `import a from "${abs("secret.wasm")}?init&inline"; export default a;`],
	["import of a worker", () => `import A from "${abs("secret.ts")}?worker&inline"; new A();`],
	["import that is dynamic", () => `export default import("../../studio/secret.ts");`],
	["import with a variable", () => `const a = "x"; export default import(\`../../studio/\${a}/${"a-name"}.txt\`);`],
	["import by a file address", () => `import a from "file://${abs("secret.ts")}"; export default a;`],
	["import by its address at the preview", () => `import a from "/@fs${abs("secret.txt")}?raw"; export default a;`],
	["new URL, inlined", () => `export default new URL("${abs("secret.txt")}?inline", import.meta.url).href;`],
	["new URL through the folder above", () => `export default new URL("../../studio/secret.txt?inline", import.meta.url).href;`],
	["new URL of a small picture", () => `export default new URL("../../studio/secret.svg", import.meta.url).href;`],
	["new URL with a variable", () => `const a = "x"; export default new URL(\`../../studio/\${a}.txt\`, import.meta.url).href;`],
	["new Worker", () => `new Worker(new URL("${abs("secret.svg")}", import.meta.url), { type: "module" });`],
	["import.meta.glob of text", () => `export default import.meta.glob("../../studio/*", { eager: true, query: "?raw" });`],
	["import.meta.glob of names", () => `export default import.meta.glob("../../studio/**/*");`],
	["import.meta.glob of names by an absolute path", () => `export default import.meta.glob("${studio}/**/*");`],
	["import.meta.glob of names from everywhere", () => `export default import.meta.glob("**/${SECRET_NAME.slice(0, 6)}*");`],
	["import.meta.glob through a link", () => `export default import.meta.glob("./linked/**/*", { exhaustive: true });`],
	["import.meta.glob with a base", () => `export default import.meta.glob("./**/*", { base: "../../studio" });`],
	["a source map", () => `export default 1;\n//# sourceMappingURL=${abs("secret.map")}`],
	["a source map that is no map", () => `export default 1;\n//# sourceMappingURL=../../studio/secret.txt`],
	[
		"a source map that names sources",
		() =>
			`export default 1;\n//# source${"Mapping"}URL=data:application/json;base64,${Buffer.from(
				JSON.stringify({ version: 3, sources: [abs("secret.txt"), "../../studio/secret.ts"], names: [], mappings: "AAAA" }),
			).toString("base64")}`,
	],
	["require", () => `export default require("${abs("secret.json")}");`],
	["styles in Sass", () => `import "./try.scss";`],
	["import of a package's own name for a file", () => 'import a from "#secret"; export default a;'],
	[
		"import of the package by its own name",
		() => 'import a from "film/secret"; import b from "film/secret.css?inline"; export default [a, b];',
	],
	[
		"import of a name of the browser's field",
		() => 'import a from "mapped"; import b from "./own-mapped.js"; export default [a, b];',
	],
	[
		"import of a name in tsconfig.json",
		() => 'import a from "@studio/secret.ts"; import b from "@studio/secret.txt?raw"; export default [a, b];',
	],
	["import of a folder with a package.json of its own", () => 'import a from "./pack"; export default a;'],
	[
		"import of data that imports",
		() => `import a from "data:text/javascript,export { default } from '${abs("secret.ts")}'"; export default a;`,
	],
	[
		"import of a virtual module",
		() => `import a from "\\0${abs("secret.ts")}"; import b from "/@id/__x00__${abs("secret.ts")}"; export default [a, b];`,
	],
	[
		"import of a module with attributes",
		() =>
			`import a from "${abs("secret.txt")}" with { type: "text" }; import b from "${abs("secret.css")}" with { type: "css" }; export default [a, b];`,
	],
	[
		"import that is deferred, and of a source",
		() => `import defer * as a from "${abs("secret.ts")}"; import source b from "${abs("secret.wasm")}"; export default [a, b];`,
	],
	["import with a comment that ignores", () => `export default import(/* @vite-ignore */ "${abs("secret.ts")}");`],
	[
		"import of a worker's address",
		() =>
			`import a from "${abs("secret.ts")}?worker&url&inline"; import b from "${abs("secret.ts")}?sharedworker&inline"; export default [a, b];`,
	],
	[
		"import without inlining, and with a query twice",
		() =>
			`import a from "${abs("secret.svg")}?no-inline"; import b from "${abs("secret.txt")}?url&raw&inline&import"; export default [a, b];`,
	],
	[
		"import with dots that are escaped",
		() =>
			`import a from "..%2f..%2fstudio%2fsecret.txt?raw"; import b from "\\u002e\\u002e/../studio/secret.txt?raw"; export default [a, b];`,
	],
	[
		"import of a path with two slashes",
		() =>
			`import a from "/${abs("secret.txt")}?raw"; import b from "//localhost${abs("secret.txt")}?raw"; export default [a, b];`,
	],
	["import of environment variables", () => "export default [import.meta.env, process.env, import.meta.dirname];"],
	[
		"import.meta.glob of text, with its own import",
		() =>
			`export default import.meta.glob(["./*.ts", "../../studio/*.txt"], { eager: true, import: "default", query: { raw: "", inline: true } });`,
	],
	[
		"import.meta.glob of a name in tsconfig.json",
		() => 'export default import.meta.glob("@studio/*", { eager: true, query: "?raw" });',
	],
	["import.meta.resolve", () => `export default import.meta.resolve("${abs("secret.txt")}?raw");`],
	["new SharedWorker", () => `new SharedWorker(new URL("../../studio/secret.ts", import.meta.url), { type: "module" });`],
	[
		"new URL in a worker's options",
		() =>
			`const a = { type: "module", name: "${SECRET.slice(0, 3)}" }; new Worker(new URL(/* @vite-ignore */ "${abs("secret.ts")}", import.meta.url), a);`,
	],
	[
		"accepting a module of another place",
		() => `import.meta.hot?.accept("${abs("secret.ts")}", () => {}); import.meta.hot?.accept(["../../studio/secret.ts"]);`,
	],
	["JSX of another place", () => `/** @jsxImportSource ${studio} */\nexport default 1;`],
	[
		"an import of types that is a value",
		() =>
			`import type a from "${abs("secret.ts")}"; export { default } from "${abs("secret.ts")}"; export * as b from "${abs("secret.ts")}";`,
	],
	["styles in Less and Stylus", () => `import "./try.less"; import "./try.styl"; import "./try.sass"; import "./try.pcss";`],
	["a mistake beside an import", () => `import a from "${abs("secret.txt")}?raw"; export default a +;`],
];

/** Files that give names to places outside. */
function misleading(): Record<string, string> {
	const names = { "@studio/*": ["../studio/*"] };
	return {
		"src/try.scss": `@use "${abs("secret.css")}";`,
		"src/try.sass": `@use "${abs("secret.css")}"`,
		"src/try.less": `@import (inline) "${abs("secret.txt")}"; @plugin "${abs("secret.ts")}";`,
		"src/try.styl": `@import "${abs("secret.css")}"`,
		"src/try.pcss": `@import "${abs("secret.css")}";`,
		"src/own-mapped.js": "export default 1;",
		"src/pack/package.json": JSON.stringify({ main: "../../../studio/secret.ts", module: "../../../studio/secret.ts" }),
		"package.json": JSON.stringify({
			name: "film",
			imports: { "#secret": "../studio/secret.ts" },
			exports: { "./secret": "../studio/secret.ts", "./secret.css": "../studio/secret.css" },
			browser: { mapped: "../studio/secret.ts", "./src/own-mapped.js": "../studio/secret.ts" },
		}),
		"tsconfig.json": JSON.stringify({ compilerOptions: { paths: names, jsxImportSource: studio } }),
	};
}

test("modules reach no file that is not the film's, by any of the ways that were tried, and list none", async () => {
	for (const [name, text] of Object.entries(misleading())) await fixture.write(name, text);
	const broken: string[] = [];
	for (const [way, text] of MODULES) {
		await fixture.write("src/try.ts", text());
		await preview.settle();
		const said = await everyAnswer("src/try.ts");
		// What the film's own text says itself is no answer.
		if (reveals(said.replaceAll(text(), "").replaceAll(`${SECRET_NAME.slice(0, 6)}*`, ""))) broken.push(way);
	}
	console.log(`modules: ${MODULES.length} ways tried, ${MODULES.length - broken.length} held`);
	expect(broken).toEqual([]);
	expect(heard.filter(reveals)).toEqual([]);
});

test("a page's socket fetches no file, and no request starts an editor", async () => {
	const invoke = (name: string, data: unknown[]) =>
		socket.send(JSON.stringify({ type: "custom", event: "vite:invoke", data: { name, id: `send:${name}`, data } }));
	for (const file of [abs("secret.txt"), abs("secret.ts"), join(fixture.project, "src/linked/secret.txt")]) {
		for (const query of ["", "?raw", "?inline", "?url&inline", "?import&raw"]) {
			invoke("fetchModule", [file + query]);
			invoke("fetchModule", [`file://${file}${query}`, undefined, {}]);
			invoke("fetchModule", [`/@fs${file}${query}`, join(fixture.project, "src/Root.tsx"), { cached: false }]);
		}
	}
	invoke("getBuiltins", []);
	for (const path of ["/__open-in-editor?file=/etc/passwd", "/__open-in-editor/?file=x", "/%5f_open-in-editor?file=x"])
		expect((await ask(path)).status, path).toBe(403);
	const before = heard.length;
	socket.send(JSON.stringify({ type: "custom", event: "storydream:ping" }));
	await expect.poll(() => heard.length).toBeGreaterThan(before);
	expect(heard.filter(reveals)).toEqual([]);
});

test("whether a file is there is not revealed of files outside", async () => {
	for (const path of ["secret.txt", "nothing.txt", SECRET_NAME])
		expect((await ask(encodeURI(`/@fs${abs(path)}`))).status, path).toBe(403);
});

describe("what is the film's own goes on:", () => {
	const css = async (file: string, text: string) => {
		await fixture.write(file, text);
		await preview.settle();
		return ask(encodeURI(`/@fs${join(fixture.project, file)}?import`));
	};

	test("style sheets are joined, with layers and conditions, and pictures are named by their address", async () => {
		const { status, body } = await css(
			"src/good.css",
			'@import url("own.css") layer(base) screen;\n.b { background: image-set("../public/own picture.svg" 1x); }',
		);
		expect(status).toBe(200);
		expect(body).toContain("rgb(1, 2, 3)");
		expect(body).toMatch(/@layer base/);
		expect(body).toContain("own%20picture.svg#mark");
	});

	test("CSS modules take names and values from each other", async () => {
		const { status, body } = await css(
			"src/good.module.css",
			'@value size from "./own.module.css";\n.a { composes: base from "./own.module.css"; font-size: size; }',
		);
		expect(status).toBe(200);
		expect(body).toContain("font-size: 12px");
		expect(body).toMatch(/_a_\w+ _base_\w+/);
		expect(body).toContain("rgb(1, 2, 3)");
	});

	test("text, JSON and style sheets are imported as such", async () => {
		const own = async (path: string) => (await ask(encodeURI(`/@fs${join(fixture.project, path)}`))).body;
		expect(await own("src/own.txt?import&raw")).toContain('export default "an own text"');
		expect(await own("src/own.json?import")).toContain("own");
		expect(await own("src/own.css?import&inline")).toContain("export default");
	});

	test("a browser paints what a style sheet names", async () => {
		const found = await findBrowser();
		if (!found) throw new Error("These tests need a browser: see `storydream doctor`.");
		const browser = await launchBrowser(found, { allowed: [new URL(preview.url).host] });
		try {
			const page = await browser.newPage();
			const { body } = await css(
				"src/painted.css",
				'body { background: url("../public/own picture.svg"); color: rgb(9, 8, 7); }',
			);
			expect(body).toContain("own%20picture.svg");
			const asked: number[] = [];
			page.on("response", (response) => {
				if (response.url().includes("own%20picture.svg")) asked.push(response.status());
			});
			await page.goto(preview.url);
			const address = encodeURI(`/@fs${join(fixture.project, "src/painted.css")}?inline`);
			// A text: what compiles the test would compile the import, too.
			const painted: unknown = await page.evaluate(`import(${JSON.stringify(address)}).then(({ default: text }) => {
				const style = document.createElement("style");
				style.textContent = text;
				document.head.append(style);
				const { backgroundImage, color } = getComputedStyle(document.body);
				return { backgroundImage, color };
			})`);
			expect(painted).toEqual({ color: "rgb(9, 8, 7)", backgroundImage: expect.stringContaining("own%20picture.svg") });
			await expect.poll(() => asked).toContain(200);
		} finally {
			await browser.close();
		}
	});
});
