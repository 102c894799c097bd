import { generateKeyPairSync } from "node:crypto";
import { request as ask, createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type GcsServer, startGcsServer } from "../testing/gcs-server.ts";
import { openGcsObjects } from "./objects.ts";
import { proveGcsObjects } from "./proof.ts";

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closings.splice(0).reverse()) await close();
});

/** A storage server in front of which signed addresses are answered so. */
async function withSigned(answer: (path: string) => Promise<{ status: number; text: string }>) {
	const server: GcsServer = await startGcsServer();
	closings.push(() => server.stop());
	const front = createServer((request, response) => {
		const asked = new URL(request.url ?? "/", "http://front");
		if (asked.searchParams.has("X-Goog-Signature")) {
			void answer(asked.pathname).then(({ status, text }) => response.writeHead(status).end(text));
			return;
		}
		const { method, headers, url } = request;
		const passed = ask(new URL(url ?? "/", server.url), { method, headers }, (got) => {
			response.writeHead(got.statusCode ?? 500, got.headers);
			got.pipe(response);
		});
		request.pipe(passed);
	});
	await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
	closings.push(async () => {
		front.closeAllConnections();
		await new Promise<void>((resolve) => front.close(() => resolve()));
	});
	const address = front.address();
	if (typeof address !== "object" || address === null) throw new Error("no port");
	const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	const credentials = {
		client_email: "studio@films.iam.gserviceaccount.com",
		private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
	};
	const options = { bucket: server.bucket, projectId: "films", apiEndpoint: `http://127.0.0.1:${address.port}`, credentials };
	return { server, options };
}

async function left(server: GcsServer): Promise<string[]> {
	const objects = await openGcsObjects({ bucket: server.bucket, projectId: "films", apiEndpoint: server.url });
	const paths: string[] = [];
	for await (const { path } of objects.list("")) paths.push(path);
	return paths;
}

describe("the proof of a bucket", () => {
	it("shows that a signed address opens, and leaves nothing behind", async () => {
		const asked: string[] = [];
		const { server, options } = await withSigned(async (path) => {
			asked.push(path);
			return { status: 200, text: "check" };
		});
		expect(await proveGcsObjects(options)).toEqual({ works: true });
		expect(asked).toEqual([expect.stringMatching(/^\/storydream-data\/checks\//)]);
		expect(await left(server)).toEqual([]);
	});

	it("says what to do where signed addresses do not open", async () => {
		const { server, options } = await withSigned(async () => ({ status: 403, text: "no" }));
		expect(await proveGcsObjects(options)).toEqual({
			works: false,
			why: expect.stringContaining("403"),
			next: expect.stringContaining("Storage Object Viewer"),
		});
		expect(await left(server)).toEqual([]);
	});

	it("throws a sentence where the bucket is not there, or may not be written", async () => {
		const { server, options } = await withSigned(async () => ({ status: 200, text: "check" }));
		await expect(proveGcsObjects({ ...options, bucket: "none-such" })).rejects.toMatchObject({
			code: "storage_failed",
			hint: expect.stringContaining("STORAGE_BUCKET"),
		});
		server.faults.add("insert", { kind: "answer", status: 403 }, { times: 5 });
		await expect(proveGcsObjects(options)).rejects.toMatchObject({ hint: expect.stringContaining("Storage Object Admin") });
	});
});
