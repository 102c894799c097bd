import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Asset } from "@storydream/protocol";
import { expect, it } from "vitest";
import type { SandboxClient } from "../sandbox/client.ts";
import { SandboxUnreachable } from "../sandbox/http.ts";
import { putAsset, putMissingAssets } from "./opening.ts";

const asset = { name: "clip.mp4", sha256: "a".repeat(64) } as Asset;

/** What is sent to a sandbox that has a file with the hash `has` under the asset's name, and whether a stream of the store is left open. */
async function sent(has: string | null, onlyMissing: boolean): Promise<{ uploads: string[]; opened: number; left: boolean }> {
	const body = Readable.from([Buffer.from("the bytes of the proxy")]);
	const uploads: string[] = [];
	const client = {
		hasAsset: async ({ sha256 }: { sha256: string }) => sha256 === has,
		putAsset: async ({ sha256 }: { sha256: string }, bytes: Readable) => void uploads.push(`${sha256} ${await text(bytes)}`),
	} as unknown as SandboxClient;
	let opened = 0;
	const open = async () => {
		opened += 1;
		return { sha256: "proxy", body };
	};
	const store = { open, played: async () => ({ sha256: "proxy", bytes: 22 }) };
	const logger = { error: () => undefined };
	await putAsset(client, "project", asset, { assets: store, logger, onlyMissing } as unknown as Parameters<typeof putAsset>[3]);
	return { uploads, opened, left: opened > 0 && !body.destroyed };
}

it.each([
	["has the same bytes", "proxy", true, 0],
	["has other bytes", asset.sha256, true, 1],
	["has no such file", null, true, 1],
	["has the same bytes, and all is to be sent", "proxy", false, 1],
])("media for a sandbox that %s: %s, only what is missing %s, %i uploads", async (_what, has, onlyMissing, count) => {
	const { uploads, opened, left } = await sent(has, onlyMissing);
	expect(uploads).toEqual(count === 0 ? [] : ["proxy the bytes of the proxy"]);
	// What the sandbox has is not read from the store.
	expect(opened).toBe(count);
	expect(left).toBe(false);
});

/** Puts three files into a sandbox that has none; the bytes of `broken` can't be read. */
async function putThree(fault: Error): Promise<{ all: boolean; asked: string[] }> {
	const asked: string[] = [];
	const client = { hasAsset: async () => false, putAsset: async () => undefined } as unknown as SandboxClient;
	const store = {
		played: async (_project: string, { sha256 }: Asset) => ({ sha256, bytes: 1 }),
		open: async (_project: string, { name, sha256 }: Asset) => {
			asked.push(name);
			if (name === "broken.png") throw fault;
			return { sha256, body: Readable.from([Buffer.from("x")]) };
		},
	};
	const assets = ["a.png", "broken.png", "c.png"].map((name) => ({ ...asset, name }));
	const options = { assets: store, logger: { error: () => undefined } } as unknown as Parameters<typeof putMissingAssets>[3];
	return { all: await putMissingAssets(client, "project", assets, options), asked };
}

it("a file of a restored version that can't be read keeps no other out", async () => {
	expect(await putThree(new Error("a broken disk"))).toEqual({ all: false, asked: ["a.png", "broken.png", "c.png"] });
});

it("a sandbox that does not answer is sent nothing more", async () => {
	expect(await putThree(new SandboxUnreachable("gone"))).toEqual({ all: false, asked: ["a.png", "broken.png"] });
});
