import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Asset } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiskObjects } from "../objects/disk/index.ts";
import type { Objects } from "../objects/objects.ts";
import { assetBytes, assetPath } from "./asset-bytes.ts";

const ORIGINAL = Buffer.alloc(1_000, 1);
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const asset: Asset = {
	name: "clip.mp4",
	originalName: "clip.mov",
	path: "public/assets/clip.mp4",
	kind: "video",
	mediaType: "video/mp4",
	bytes: 1_000_000_000,
	sha256: sha256Of(ORIGINAL),
	width: null,
	height: null,
	duration: null,
	codecs: [],
	conversion: "mp4",
	createdAt: "2026-01-01T00:00:00.000Z",
};

let folder: string;
let objects: Objects;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-assets-"));
	objects = await createDiskObjects({ directory: join(folder, "objects") });
	await objects.put(assetPath("p1", asset.sha256, ".mp4"), ORIGINAL);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const proxyOf = (bytes: number) => {
	const content = Buffer.alloc(bytes, 2);
	return { body: Readable.from([content.subarray(0, 100), content.subarray(100)]), bytes, sha256: sha256Of(content) };
};

describe("keeping a proxy that a sandbox has made", () => {
	it.each([
		["four times its original", 500, 4_000],
		["the most that an upload may have", 5_000, 5_000],
	])("takes one of %s", async (_size, maxAssetBytes, bytes) => {
		const store = assetBytes(objects, { maxAssetBytes });
		await store.keepProxy("p1", asset, proxyOf(bytes));
		expect(await store.played("p1", asset)).toMatchObject({ bytes });
	});

	it.each([
		["larger than four times its original and than an upload", proxyOf(4_001)],
		["longer than was announced", { ...proxyOf(4_000), bytes: 3_999 }],
	])("refuses one that is %s, whatever the project says of the original, and stores nothing", async (_how, proxy) => {
		const store = assetBytes(objects, { maxAssetBytes: 500 });
		await expect(store.keepProxy("p1", asset, proxy)).rejects.toMatchObject({ code: "sandbox_failed" });
		expect(proxy.body.destroyed).toBe(true);
		expect(await store.needsProxy("p1", asset)).toBe(true);
		expect(await store.played("p1", asset)).toMatchObject({ sha256: asset.sha256 });
	});

	it("writes down the length that came, not the one that was announced", async () => {
		const store = assetBytes(objects, { maxAssetBytes: 5_000 });
		await store.keepProxy("p1", asset, { ...proxyOf(2_000), bytes: 4_500 });
		expect(await store.played("p1", asset)).toMatchObject({ bytes: 2_000 });
	});
});
