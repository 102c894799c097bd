import { execFileSync } from "node:child_process";
import { lstat, mkdir, mkdtemp, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Asset } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareTree } from "./tree.ts";

const SHA = "a".repeat(40);
let home: string;
let request: Parameters<typeof prepareTree>[0];

beforeEach(async () => {
	home = await mkdtemp(join(tmpdir(), "storydream-tree-"));
	request = { projectDir: join(home, "project"), versionsDir: join(home, "versions"), cacheDir: join(home, "cache"), sha: SHA };
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Puts a file in its place as the host does: another file of the same name, not other bytes in the same one. */
async function put(path: string, content: string): Promise<void> {
	const place = join(home, path);
	await mkdir(dirname(place), { recursive: true });
	await writeFile(`${place}.new`, content);
	await rename(`${place}.new`, place);
}

function manifest(name: string, original: string, conversion: Asset["conversion"]): string {
	const asset = { name, path: `assets/${name}`, sha256: original.repeat(64), bytes: 8, kind: "video", conversion };
	return JSON.stringify({ assets: [{ ...asset, mediaType: "video/mp4", createdAt: "2026-01-01T00:00:00.000Z" }] });
}

async function exportedMedia(name: string): Promise<string> {
	const { tree } = await prepareTree(request);
	return readFile(join(tree, "public/assets", name), "utf8");
}

it("an export made before the proxy was there keeps no original: the next one of that version plays the proxy", async () => {
	for (const folder of ["project", `versions/${SHA}`]) await put(`${folder}/assets.json`, manifest("phone.mp4", "1", "mp4"));
	await put("project/public/assets/phone.mp4", "original");
	expect(await exportedMedia("phone.mp4")).toBe("original");
	await put("project/public/assets/phone.mp4", "proxy");
	expect(await exportedMedia("phone.mp4")).toBe("proxy");
	expect(await exportedMedia("phone.mp4")).toBe("proxy");
});

describe("links of a film", () => {
	/** A version with links of all kinds. */
	async function writeLinks(folder: string): Promise<void> {
		await put(`${folder}/src/real.ts`, "code");
		await put(`${folder}/data/a.csv`, "1,2");
		await put(`${folder}/public/font.txt`, "font");
		const links = {
			"src/alias.ts": "real.ts",
			"public/data": "../data",
			"public/logo.png": "assets/logo.png",
			"public/again.txt": "font.txt",
			"public/loop": "loop",
			"src/out.ts": "/etc/passwd",
			"src/up.ts": "../../../file",
		};
		for (const [place, target] of Object.entries(links)) await symlink(target, join(home, folder, place));
	}

	async function expectFilm(): Promise<void> {
		await put("project/public/assets/logo.png", "logo");
		const { tree } = await prepareTree(request);
		expect(await readlink(join(tree, "src/alias.ts"))).toBe("real.ts");
		expect(await readFile(join(tree, "src/alias.ts"), "utf8")).toBe("code");
		expect(await readFile(join(tree, "public/data/a.csv"), "utf8")).toBe("1,2");
		for (const [place, content] of [
			["public/logo.png", "logo"],
			["public/again.txt", "font"],
		] as const) {
			expect((await lstat(join(tree, place))).isFile()).toBe(true);
			expect(await readFile(join(tree, place), "utf8")).toBe(content);
		}
		for (const place of ["src/out.ts", "src/up.ts"])
			await expect(lstat(join(tree, place))).rejects.toMatchObject({ code: "ENOENT" });
	}

	it("that stay inside lead to the same files in an export of a version that lies beside the project", async () => {
		await writeLinks(`versions/${SHA}`);
		await symlink(join(home, "project/public/assets"), join(home, "versions", SHA, "public/assets"));
		await expectFilm();
	});

	it("that stay inside lead to the same files in an export of a version from git", async () => {
		await writeLinks("project");
		const git = (...args: string[]) =>
			execFileSync("git", ["-C", join(home, "project"), "-c", "user.name=a", "-c", "user.email=a@b.example", ...args], {
				encoding: "utf8",
				stdio: ["ignore", "pipe", "ignore"],
			});
		git("init", "-q");
		git("add", "-A");
		git("commit", "-qm", "x");
		request = { ...request, sha: git("rev-parse", "HEAD").trim() };
		await expectFilm();
	});
});

it.each<[string, string, Asset["conversion"]]>([
	["a file of the same name that was added later", "2", "mp4"],
	["a file that is played as it is", "1", null],
])("an older version keeps its media: not replaced by %s", async (_what, original, conversion) => {
	await put(`versions/${SHA}/assets.json`, manifest("logo.mp4", "1", conversion));
	await put("project/assets.json", manifest("logo.mp4", "1", conversion));
	await put("project/public/assets/logo.mp4", "first");
	expect(await exportedMedia("logo.mp4")).toBe("first");
	await put("project/assets.json", manifest("logo.mp4", original, conversion));
	await put("project/public/assets/logo.mp4", "second");
	expect(await exportedMedia("logo.mp4")).toBe("first");
});
