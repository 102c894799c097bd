import { execFileSync } from "node:child_process";
import { appendFile, mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listAudio, parseRange, serveDependencies, servePublicFiles } from "./files.ts";

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

async function servePublic(project: string, answer: (origin: string) => Promise<void>): Promise<void> {
	const serve = servePublicFiles(
		() => [join(project, "public")],
		() => [project],
	);
	const server = createServer((request, response) => serve(request, response, () => response.writeHead(404).end("next")));
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	try {
		await answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}/__files/project/`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

test("public files are the project's own: links that lead out, pipes and folders are not served, and their names are not listed", async () => {
	const home = await realpath(await mkdtemp(join(tmpdir(), "storydream-public-")));
	const project = join(home, "project");
	await mkdir(join(project, "public/audio"), { recursive: true });
	await mkdir(join(home, "studio/music"), { recursive: true });
	await writeFile(join(home, "studio/music/secret.mp3"), "secret");
	await writeFile(join(project, "public/audio/own.mp3"), "own");
	await symlink("own.mp3", join(project, "public/audio/again.mp3"));
	await symlink(join(home, "studio/music/secret.mp3"), join(project, "public/audio/link.mp3"));
	await symlink(join(home, "studio/music"), join(project, "public/audio/folder.mp3"));
	await symlink(`/proc/${process.pid}/environ`, join(project, "public/environ.txt"));
	execFileSync("mkfifo", [join(project, "public/pipe.txt")]);
	try {
		await servePublic(project, async (origin) => {
			const ask = async (path: string) => {
				const answer = await fetch(origin + path);
				return [answer.status, await answer.text()];
			};
			expect(await ask("audio/own.mp3")).toEqual([200, "own"]);
			expect(await ask("audio/again.mp3")).toEqual([200, "own"]);
			for (const path of ["audio/link.mp3", "audio/folder.mp3/secret.mp3", "environ.txt", "pipe.txt", "audio", "%2e%2e%2fx"])
				expect(await ask(path)).toEqual([404, ""]);
		});
		expect(await listAudio(project)).toEqual(["audio/own.mp3"]);
		await rm(join(project, "public/audio"), { recursive: true });
		await symlink(join(home, "studio/music"), join(project, "public/audio"));
		expect(await listAudio(project)).toEqual([]);
	} finally {
		await rm(home, { recursive: true });
	}
});

test("a file that grows while it is served is sent up to the size that was announced, and one that shrinks ends the connection", async () => {
	const project = await realpath(await mkdtemp(join(tmpdir(), "storydream-growing-")));
	const file = join(project, "public/long.bin");
	const size = 8_000_000;
	await mkdir(join(project, "public"));
	await writeFile(file, Buffer.alloc(size));
	try {
		await servePublic(project, async (origin) => {
			const growing = await fetch(`${origin}long.bin`);
			await appendFile(file, Buffer.alloc(size));
			expect((await growing.arrayBuffer()).byteLength).toBe(size);

			const shrinking = await fetch(`${origin}long.bin`);
			await truncate(file, 10);
			await expect(shrinking.arrayBuffer()).rejects.toThrow();
		});
	} finally {
		await rm(project, { recursive: true });
	}
});
