import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Asset } from "@storydream/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
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
