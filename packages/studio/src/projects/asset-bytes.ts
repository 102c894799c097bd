import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { type Asset, type ProxyState, StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import type { Objects } from "../objects/objects.ts";
import type { AssetBytes } from "../sessions/index.ts";

/** How the making of a proxy ended. Without this record it has not been made. */
const ProxyRecord = z.discriminatedUnion("state", [
	z.object({ state: z.literal("ready"), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().positive() }),
	z.object({ state: z.literal("failed"), reason: z.string() }),
]);
type ProxyRecord = z.infer<typeof ProxyRecord>;

/** A stored file: the original of an asset, or its proxy. */
export interface StoredFile {
	path: string;
	bytes: number;
	sha256: string;
}

/** Where an asset's original is kept; `extension` has its dot. */
export function assetPath(projectId: string, sha256: string, extension: string): string {
	return `repos/${projectId}/assets/${sha256}${extension}`;
}

function extensionOf(name: string): string {
	const dot = name.lastIndexOf(".");
	return dot > 0 ? name.slice(dot) : "";
}

const proxyPath = (projectId: string, asset: Asset) => `repos/${projectId}/proxies/${asset.sha256}${extensionOf(asset.name)}`;
const recordPath = (projectId: string, asset: Asset) => `repos/${projectId}/proxies/${asset.sha256}.json`;

/** Null: there is no record yet, or one that can't be read and is made anew. */
async function proxyRecord(objects: Objects, projectId: string, asset: Asset): Promise<ProxyRecord | null> {
	if (asset.conversion === null) return null;
	const bytes = await objects.read(recordPath(projectId, asset));
	if (bytes === null) return null;
	try {
		return ProxyRecord.parse(JSON.parse(bytes.toString("utf8")));
	} catch (error) {
		if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
		throw error;
	}
}

/**
 * How far the proxy of an asset is; null where it needs none.
 * @param underWay what the session that makes it says; it holds until the store knows how that ended
 */
export async function proxyState(
	objects: Objects,
	projectId: string,
	asset: Asset,
	underWay: ProxyState | undefined,
): Promise<ProxyState | null> {
	if (asset.conversion === null) return null;
	const record = await proxyRecord(objects, projectId, asset);
	if (record === null) return underWay ?? { state: "preparing", reason: null };
	return { state: record.state, reason: record.state === "failed" ? record.reason : null };
}

/** The original of an asset; null when its bytes are missing in the store. */
export async function originalOf(objects: Objects, projectId: string, asset: Asset): Promise<StoredFile | null> {
	const path = assetPath(projectId, asset.sha256, extensionOf(asset.name));
	const info = await objects.head(path);
	return info === null ? null : { path, bytes: info.bytes, sha256: asset.sha256 };
}

/** What a film plays of an asset: its proxy where there is one, else the original. Null when the bytes are missing. */
export async function playedFileOf(objects: Objects, projectId: string, asset: Asset): Promise<StoredFile | null> {
	const record = await proxyRecord(objects, projectId, asset);
	if (record?.state === "ready") return { path: proxyPath(projectId, asset), bytes: record.bytes, sha256: record.sha256 };
	return originalOf(objects, projectId, asset);
}

/** A proxy of an original can be larger than it, but hardly more than this many times. */
const MOST_GROWTH = 4;

/**
 * The bytes as they come. Throws when more come than `most`, and at their end when they are not the promised ones, so that
 * nothing is stored.
 */
async function* verified(body: Readable, { sha256, most }: { sha256: string; most: number }): AsyncGenerator<Buffer> {
	const hash = createHash("sha256");
	let bytes = 0;
	// A byte stream without an encoding gives buffers.
	for await (const chunk of body as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > most) throw new StoryDreamError("sandbox_failed", "The proxy of a file is larger than it may be.");
		hash.update(chunk);
		yield chunk;
	}
	if (hash.digest("hex") === sha256) return;
	throw new StoryDreamError("sandbox_failed", "The proxy of a file did not arrive as it was made.");
}

/**
 * Bytes of assets for whoever puts them into a sandbox.
 * @param maxAssetBytes the most that an upload may have; a proxy may have as much, or four times its original
 */
export function assetBytes(objects: Objects, { maxAssetBytes }: { maxAssetBytes: number }): AssetBytes {
	async function opened(file: StoredFile | null): Promise<{ body: Readable; bytes: number; sha256: string } | null> {
		const found = file === null ? null : await objects.open(file.path);
		return file === null || found === null ? null : { body: found.body, bytes: found.info.bytes, sha256: file.sha256 };
	}
	return {
		async open(projectId, asset) {
			return opened(await playedFileOf(objects, projectId, asset));
		},
		async openOriginal(projectId, asset) {
			return opened(await originalOf(objects, projectId, asset));
		},
		async played(projectId, asset) {
			const file = await playedFileOf(objects, projectId, asset);
			return { sha256: file?.sha256 ?? asset.sha256, bytes: file?.bytes ?? asset.bytes };
		},
		async needsProxy(projectId, asset) {
			return asset.conversion !== null && (await proxyRecord(objects, projectId, asset)) === null;
		},
		async keepProxy(projectId, asset, { body, bytes, sha256 }) {
			const original = await originalOf(objects, projectId, asset);
			const most = Math.min(bytes, Math.max(MOST_GROWTH * (original?.bytes ?? 0), maxAssetBytes));
			const content = Readable.from(verified(body, { sha256, most }));
			const stored = await objects.put(proxyPath(projectId, asset), content, { mode: "replace" });
			await writeRecord(projectId, asset, { state: "ready", sha256, bytes: stored.bytes });
		},
		keepFailure: (projectId, asset, reason) => writeRecord(projectId, asset, { state: "failed", reason }),
	};

	async function writeRecord(projectId: string, asset: Asset, record: ProxyRecord): Promise<void> {
		await objects.put(recordPath(projectId, asset), Buffer.from(JSON.stringify(record)), {
			mode: "replace",
			contentType: "application/json",
		});
	}
}
