import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseRange, serveDependencies } from "./files.ts";

test.each([
	["bytes=0-9", 100, { start: 0, end: 9 }],
	["bytes=90-", 100, { start: 90, end: 99 }],
	["bytes=-10", 100, { start: 90, end: 99 }],
	["bytes=-500", 100, { start: 0, end: 99 }],
	["bytes=50-500", 100, { start: 50, end: 99 }],
	["bytes=100-", 100, "unsatisfiable"],
	["bytes=9-3", 100, "unsatisfiable"],
	["bytes=0-1,5-6", 100, undefined],
	["bytes=-", 100, undefined],
	["lines=1-2", 100, undefined],
	[undefined, 100, undefined],
])("the range %s of %i bytes", (header, size, range) => {
	expect(parseRange(header, size)).toEqual(range);
});

test("dependencies below a folder with a space and a letter beyond ASCII in its name are served as they are, however a browser writes it", async () => {
	const folder = await mkdtemp(join(tmpdir(), "a film’s folder "));
	await writeFile(join(folder, "film-1.js"), "export {};\n");
	const address = `/@fs${folder}/`;
	const serve = serveDependencies(address, folder);
	const server = createServer((request, response) => serve(request, response, () => response.writeHead(404).end("next")));
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	try {
		const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const ask = async (path: string) => {
			const answer = await fetch(origin + path);
			return [answer.status, answer.headers.get("cache-control"), await answer.text()];
		};
		expect(await ask(`${encodeURI(address)}film-1.js?v=1a`)).toEqual([200, "max-age=31536000,immutable", "export {};\n"]);
		expect(await ask(`${encodeURI(address)}film-2.js?v=1a`)).toEqual([404, null, "next"]);
		expect(await ask(`${encodeURI(address)}%2e%2e%2fsecret.js?v=1a`)).toEqual([404, null, "next"]);
		expect(await ask("/%E0%A4%A?v=1a")).toEqual([404, null, "next"]);
	} finally {
		server.close();
		await rm(folder, { recursive: true });
	}
});
