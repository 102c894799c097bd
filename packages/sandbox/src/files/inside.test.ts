import { execFileSync } from "node:child_process";
import {
	chmod,
	chown,
	link,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	readlink,
	realpath,
	rename,
	rm,
	symlink,
	writeFile,
} from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Access } from "./folders.ts";
import {
	linkTree,
	listInside,
	makeFolderInside,
	openInOneOf,
	PathRefused,
	readInside,
	readTextOrNull,
	removeInside,
	removeLinkInside,
	statInside,
	writeInside,
} from "./index.ts";

/** A user without root's right to read everything. */
const NOBODY = 65_534;

let home: string;
let project: string;
let outside: string;
let tmp: string;
let socket: Server | null = null;

beforeEach(async () => {
	home = await realpath(await mkdtemp(path.join(tmpdir(), "storydream-inside-")));
	[project, outside, tmp] = [path.join(home, "project"), path.join(home, "outside"), path.join(home, "tmp")];
	for (const folder of [path.join(project, "src"), path.join(outside, "src"), tmp]) await mkdir(folder, { recursive: true });
	await writeFile(path.join(project, "src/storyboard.json"), "own");
	await writeFile(path.join(outside, "src/storyboard.json"), "secret");
	await writeFile(path.join(outside, "secret.txt"), "secret");
});
afterEach(async () => {
	socket?.close();
	socket = null;
	await rm(home, { recursive: true, force: true });
});

type Exchange = [what: string, reason: string, exchange: () => Promise<unknown>];
/** Only root can make them. */
const DEVICES: Exchange[] = [
	["a device without end", "kind", () => put(async () => execFileSync("mknod", [storyboard(), "c", "1", "5"]))],
	["the memory of the machine", "kind", () => put(async () => execFileSync("mknod", [storyboard(), "c", "1", "1"]))],
	["a disk", "kind", () => put(async () => execFileSync("mknod", [storyboard(), "b", "7", "0"]))],
];
/** Each puts something else where the storyboard is expected; the reason it is refused for. */
const EXCHANGED: Exchange[] = [
	["a link to a file outside", "link", () => put(() => symlink(path.join(outside, "secret.txt"), storyboard()))],
	["a link to the environment of this process", "link", () => put(() => symlink(`/proc/${process.pid}/environ`, storyboard()))],
	["a relative link out of the project", "link", () => put(() => symlink("../../outside/secret.txt", storyboard()))],
	["a link in a circle", "link", () => put(() => symlink("storyboard.json", storyboard()))],
	["a link to nothing", "link", () => put(() => symlink("nothing", storyboard()))],
	["a link to a device", "link", () => put(() => symlink("/dev/zero", storyboard()))],
	["a pipe", "kind", () => put(async () => execFileSync("mkfifo", [storyboard()]))],
	["a socket", "kind", () => put(listen)],
	["a folder", "kind", () => put(() => mkdir(storyboard()))],
	["nothing", "missing", () => put(async () => {})],
	["its folder as a link to one outside", "link", () => putFolder(path.join(outside, "src"))],
	["its folder as a relative link to one outside", "link", () => putFolder("../outside/src")],
	["its folder as a link to the root of the system", "link", () => putFolder("/")],
	["its folder as a file", "kind", () => putFile()],
	["a file larger than the limit", "too_large", () => writeFile(storyboard(), Buffer.alloc(2000))],
	["a link by the root of a process", "link", () => put(() => symlink(`/proc/self/root${outside}/secret.txt`, storyboard()))],
	["a link by the folder of a process", "link", () => put(() => symlink("/proc/self/cwd/package.json", storyboard()))],
	["a link to an open file of a process", "link", () => put(() => symlink("/proc/self/fd/0", storyboard()))],
	["a link to a thread's environment", "link", () => put(() => symlink("/proc/thread-self/environ", storyboard()))],
	["a link to what is typed", "link", () => put(() => symlink("/dev/stdin", storyboard()))],
	["a link to a link to a file outside", "link", () => put(() => chain(["hop", path.join(outside, "secret.txt")]))],
	["more links than a system follows", "link", () => put(() => chain([...Array(60).keys()].map((at) => `hop-${at}`)))],
	["a link that ends with a slash", "link", () => put(() => symlink(`${outside}/`, storyboard()))],
	["a link to itself by the folder above", "link", () => put(() => symlink("../src/storyboard.json", storyboard()))],
	["a link with a line in its target", "link", () => put(() => symlink("a\nb", storyboard()))],
	["a link with a target as long as a path may be", "link", () => put(() => symlink("x/".repeat(2_000), storyboard()))],
	["a second name of a pipe", "kind", () => put(() => secondName((first) => void execFileSync("mkfifo", [first])))],
	["a second name of a link", "link", () => put(() => secondName((first) => symlink(path.join(outside, "secret.txt"), first)))],
	...(process.getuid?.() === 0 ? DEVICES : []),
	["its folder as a link by the root of a process", "link", () => putFolder(`/proc/self/root${outside}/src`)],
	["its folder as a link to the folder of a process", "link", () => putFolder("/proc/self/cwd")],
	["its folder as a link to open files", "link", () => putFolder("/proc/self/fd")],
	["its folder as a link to devices", "link", () => putFolder("/dev/fd")],
	["its folder as a link to nothing", "link", () => putFolder("nothing")],
	["its folder as a link to itself", "link", () => putFolder("src")],
	["its folder as a link to the project", "link", () => putFolder(".")],
	[
		"its folder as a link to a link",
		"link",
		() => putFolder("hop").then(() => symlink(path.join(outside, "src"), path.join(project, "hop"))),
	],
	["its folder as a pipe", "kind", () => putFile((place) => void execFileSync("mkfifo", [place]))],
];

const storyboard = () => path.join(project, "src/storyboard.json");

async function treeOf(folder: string): Promise<string[]> {
	return (await readdir(folder, { recursive: true })).sort();
}

async function put(make: () => Promise<unknown>): Promise<void> {
	await rm(storyboard());
	await make();
}

async function putFolder(target: string): Promise<void> {
	await rm(path.join(project, "src"), { recursive: true });
	await symlink(target, path.join(project, "src"));
}

async function putFile(make: (place: string) => unknown = (place) => writeFile(place, "file")): Promise<void> {
	await rm(path.join(project, "src"), { recursive: true });
	await make(path.join(project, "src"));
}

/** The storyboard as a link to a link and so on, to the last of some targets. */
async function chain(targets: string[]): Promise<void> {
	const names = ["storyboard.json", ...targets];
	for (const [index, target] of targets.entries()) await symlink(target, path.join(project, "src", names[index] ?? ""));
}

/** The storyboard as another name of something that `make` makes outside. */
async function secondName(make: (place: string) => unknown): Promise<void> {
	const first = path.join(outside, "first");
	await make(first);
	await link(first, storyboard());
}

async function listen(): Promise<void> {
	const server = createServer();
	socket = server;
	// The address of a socket file is short: it is named from its folder.
	const before = process.cwd();
	process.chdir(path.dirname(storyboard()));
	try {
		await new Promise<void>((resolve) => server.listen("storyboard.json", () => resolve()));
	} finally {
		process.chdir(before);
	}
}

const ODD_PATHS = [
	"",
	"/etc/passwd",
	"..",
	"../outside/secret.txt",
	"src/../../outside/secret.txt",
	"./src/storyboard.json",
	"src//storyboard.json",
	"src/",
	"src/storyboard.json\0.txt",
	"a/".repeat(300),
];

describe.each<Access>(process.platform === "linux" ? ["handles", "paths"] : ["paths"])(
	"a project's file is opened by %s",
	(access) => {
		it("and read as it is", async () => {
			expect((await readInside(project, "src/storyboard.json", { access })).toString()).toBe("own");
		});

		it.each(EXCHANGED)("but not %s in its place: %s", async (_what, reason, exchange) => {
			await exchange();
			await expect(readInside(project, "src/storyboard.json", { access, maxBytes: 1000 })).rejects.toMatchObject({ reason });
			const before = await treeOf(outside);
			// Written where the project's own folder is, else refused: never elsewhere.
			await writeInside(project, "src/storyboard.json", "new", tmp, { access }).catch(() => undefined);
			await makeFolderInside(project, "src/assets/deep", { access }).catch(() => undefined);
			await removeInside(project, "src/storyboard.json", { access }).catch(() => undefined);
			expect(await treeOf(outside)).toEqual(before);
			expect(await readFile(path.join(outside, "src/storyboard.json"), "utf8")).toBe("secret");
		});

		it.each(ODD_PATHS)("but not by the path %j", async (relative) => {
			await expect(readInside(project, relative, { access })).rejects.toMatchObject({ reason: "path" });
			await expect(writeInside(project, relative, "new", tmp, { access })).rejects.toMatchObject({ reason: "path" });
		});

		it("and written: a link at the place is replaced, and the file it led to stays", async () => {
			await put(() => symlink(path.join(outside, "secret.txt"), storyboard()));
			await writeInside(project, "src/storyboard.json", "new", tmp, { access });
			expect(await readFile(storyboard(), "utf8")).toBe("new");
			expect((await readInside(project, "src/storyboard.json", { access })).toString()).toBe("new");
			expect(await readFile(path.join(outside, "secret.txt"), "utf8")).toBe("secret");
		});

		it("and nothing is written, made or removed behind a folder that is a link", async () => {
			await putFolder(path.join(outside, "src"));
			const refused = { reason: "link" };
			await expect(writeInside(project, "src/storyboard.json", "new", tmp, { access })).rejects.toMatchObject(refused);
			await expect(writeInside(project, "src/deep/new.json", "new", tmp, { access })).rejects.toMatchObject(refused);
			await expect(makeFolderInside(project, "src/assets", { access })).rejects.toMatchObject(refused);
			await expect(removeInside(project, "src/storyboard.json", { access })).rejects.toMatchObject(refused);
			expect(await listInside(outside, "", { access })).toEqual([
				{ path: "secret.txt", kind: "file" },
				{ path: "src", kind: "folder" },
				{ path: "src/storyboard.json", kind: "file" },
			]);
			expect(await listInside(tmp, "", { access })).toEqual([]);
		});

		it("and only a link is removed as one: a file or a folder that took its place stays", async () => {
			await symlink(path.join(outside, "secret.txt"), path.join(project, "src/link.txt"));
			for (const name of ["src/link.txt", "src/storyboard.json", "src/nothing"])
				await removeLinkInside(project, name, { access });
			await removeLinkInside(project, "src", { access });
			expect(await listInside(project, "", { access })).toEqual([
				{ path: "src", kind: "folder" },
				{ path: "src/storyboard.json", kind: "file" },
			]);
			expect(await readFile(path.join(outside, "secret.txt"), "utf8")).toBe("secret");
		});

		it("and its folders are listed without entering links", async () => {
			await symlink(outside, path.join(project, "public"));
			await symlink(path.join(outside, "secret.txt"), path.join(project, "src/link.txt"));
			expect(await listInside(project, "", { access })).toEqual([
				{ path: "public", kind: "link" },
				{ path: "src", kind: "folder" },
				{ path: "src/link.txt", kind: "link" },
				{ path: "src/storyboard.json", kind: "file" },
			]);
			await expect(listInside(project, "public", { access })).rejects.toMatchObject({ reason: "link" });
		});

		it("and linked into a folder of the host with the files below it, without links, pipes and what a folder that is a link holds", async () => {
			await mkdir(path.join(project, "public/assets/deep"), { recursive: true });
			await writeFile(path.join(project, "public/assets/deep/own.png"), "own");
			await symlink(path.join(outside, "secret.txt"), path.join(project, "public/assets/link.png"));
			await symlink(outside, path.join(project, "public/assets/folder"));
			execFileSync("mkfifo", [path.join(project, "public/assets/pipe.png")]);
			const to = path.join(home, "to");
			await linkTree(project, "public/assets", to, { access, skip: () => false });
			expect(await listInside(to, "", { access })).toEqual([
				{ path: "deep", kind: "folder" },
				{ path: "deep/own.png", kind: "file" },
			]);
			for (const name of ["kept.mp4", "replaced.mp4"]) {
				await writeFile(path.join(to, name), "original");
				await writeFile(path.join(project, "public/assets", name), "proxy");
			}
			const replace = (place: string) => place === "public/assets/replaced.mp4";
			for (const _time of [1, 2]) await linkTree(project, "public/assets", to, { access, skip: () => false, replace });
			expect(await readFile(path.join(to, "kept.mp4"), "utf8")).toBe("original");
			expect(await readFile(path.join(to, "replaced.mp4"), "utf8")).toBe("proxy");
			expect((await listInside(to, "", { access })).map((entry) => entry.path)).toEqual([
				"deep",
				"deep/own.png",
				"kept.mp4",
				"replaced.mp4",
			]);
			await expect(
				linkTree(project, "public/assets", path.join(home, "few"), { access, skip: () => false, maxEntries: 3 }),
			).rejects.toMatchObject({ code: "too_large", message: expect.stringContaining("too many to copy") });
			await rm(path.join(project, "public"), { recursive: true });
			await symlink(outside, path.join(project, "public"));
			await linkTree(project, "public/src", path.join(home, "again"), { access, skip: () => false });
			await expect(listInside(home, "again", { access })).rejects.toMatchObject({ reason: "missing" });
		});

		it("and linked with the links that stay inside, where these are wanted", async () => {
			const links = {
				"src/alias.ts": "deep/../real.ts",
				"src/out.ts": "../../outside/src",
				"src/by": "out.ts/x",
				"src/up": "/etc",
			};
			await writeFile(path.join(project, "src/real.ts"), "real");
			for (const [place, target] of Object.entries(links)) await symlink(target, path.join(project, place));
			const to = path.join(home, "to");
			expect(await linkTree(project, "", to, { access, skip: () => false, links: true })).toEqual([]);
			const made = (await listInside(to, "", { access })).filter(({ kind }) => kind === "link").map((entry) => entry.path);
			expect(made).toEqual(["src/alias.ts"]);
			expect(await readlink(path.join(to, "src/alias.ts"))).toBe("deep/../real.ts");
		});

		it("and what the system does not let us copy is named", async () => {
			const asRoot = process.getuid?.() === 0;
			await mkdir(path.join(project, "src/closed"));
			await writeFile(path.join(project, "src/closed/film.ts"), "x");
			await chmod(path.join(project, "src/closed"), 0);
			for (const folder of [home, project, path.join(project, "src")]) await chmod(folder, 0o755);
			const to = path.join(home, "to");
			await mkdir(to);
			if (asRoot) {
				await chown(to, NOBODY, NOBODY);
				await writeFile(path.join(project, "src/secret.ts"), "x", { mode: 0o600 });
				process.seteuid?.(NOBODY);
			}
			try {
				const missing = await linkTree(project, "src", to, {
					access,
					skip: (_path, name) => name !== "secret.ts" && name !== "closed",
				});
				expect(missing).toEqual(asRoot ? ["src/closed", "src/secret.ts"] : ["src/closed"]);
			} finally {
				if (asRoot) process.seteuid?.(0);
				await chmod(path.join(project, "src/closed"), 0o700);
			}
		});

		it("while its folder is exchanged for a link all the time: each of 300 readings gives the own file or a refusal", async () => {
			const away = path.join(home, "away");
			await symlink(path.join(outside, "src"), path.join(home, "bait"));
			let running = true;
			const exchanging = (async () => {
				while (running) {
					await rename(path.join(project, "src"), away);
					await rename(path.join(home, "bait"), path.join(project, "src"));
					await rename(path.join(project, "src"), path.join(home, "bait"));
					await rename(away, path.join(project, "src"));
				}
			})();
			const seen = new Set<string>();
			try {
				for (let round = 0; round < 300; round += 1) {
					const text = await readInside(project, "src/storyboard.json", { access }).then(
						String,
						(error: PathRefused) => error.reason,
					);
					seen.add(text);
				}
			} finally {
				running = false;
				await exchanging;
			}
			expect([...seen].filter((text) => !["own", "link", "missing", "changed", "kind"].includes(text))).toEqual([]);
		});
	},
);

it.skipIf(process.platform !== "linux")(
	"a file that holds more than its size says is read up to the limit, and refused",
	async () => {
		// Files of this folder say that they are empty, like one that grows while it is read.
		await expect(readInside("/proc/self", "maps", { maxBytes: 10 })).rejects.toMatchObject({ reason: "too_large" });
	},
);

it("a missing file is null where that is requested, and a failure of the machine is no missing file", async () => {
	expect(await readTextOrNull(project, "src/nothing.json")).toBeNull();
	expect(await statInside(project, "src/nothing.json")).toBeNull();
	expect(await readTextOrNull(project, "src/storyboard.json")).toBe("own");
});

it("a file reached by a link inside of the project is opened by its real path; one that leads out is refused", async () => {
	await symlink("src", path.join(project, "public"));
	const { handle, stats } = await openInOneOf([project], path.join(project, "public/storyboard.json"));
	expect(stats.size).toBe(3);
	await handle.close();
	await symlink(path.join(outside, "secret.txt"), path.join(project, "src/link.txt"));
	await expect(openInOneOf([project], path.join(project, "public/link.txt"))).rejects.toMatchObject({ reason: "link" });
});

it("a second name of a file (a hard link) is opened like the first: only a program that may read a file can give it one", async () => {
	await link(storyboard(), path.join(project, "src/second.json"));
	expect((await readInside(project, "src/second.json")).toString()).toBe("own");
});

it("a refusal names the path in the project, never where the project lies", async () => {
	await putFolder(path.join(outside, "src"));
	const refused = await readInside(project, "src/storyboard.json").catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(PathRefused);
	expect((refused as PathRefused).message).toContain("src");
	expect((refused as PathRefused).message).not.toContain(home);
});
