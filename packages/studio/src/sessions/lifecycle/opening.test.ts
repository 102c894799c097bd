import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Asset } from "@storydream/protocol";
import { expect, it } from "vitest";
import type { SandboxClient } from "../sandbox/client.ts";
import { putAsset } from "./opening.ts";

const asset = { name: "clip.mp4", sha256: "a".repeat(64) } as Asset;

/** What is sent to a sandbox that has a file with the hash `has` under the asset's name, and whether the store's stream is closed. */
async function sent(has: string | null, onlyMissing: boolean): Promise<{ uploads: string[]; closed: boolean }> {
	const body = Readable.from([Buffer.from("the bytes of the proxy")]);
	const uploads: string[] = [];
	const client = {
		hasAsset: async ({ sha256 }: { sha256: string }) => sha256 === has,
		putAsset: async ({ sha256 }: { sha256: string }, bytes: Readable) => void uploads.push(`${sha256} ${await text(bytes)}`),
	} as unknown as SandboxClient;
	const store = { open: async () => ({ sha256: "proxy", body }) };
	const logger = { error: () => undefined };
	await putAsset(client, "project", asset, { assets: store, logger, onlyMissing } as unknown as Parameters<typeof putAsset>[3]);
	return { uploads, closed: body.destroyed };
}

it.each([
	["has the same bytes", "proxy", true, 0],
	["has other bytes", asset.sha256, true, 1],
	["has no such file", null, true, 1],
	["has the same bytes, and all is to be sent", "proxy", false, 1],
])("media for a sandbox that %s: %s, only what is missing %s, %i uploads", async (_what, has, onlyMissing, count) => {
	const { uploads, closed } = await sent(has, onlyMissing);
	expect(uploads).toEqual(count === 0 ? [] : ["proxy the bytes of the proxy"]);
	expect(closed).toBe(true);
});
