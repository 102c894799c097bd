import { expect, it } from "vitest";
import { describeObjects } from "../contract/objects.contract.ts";
import { startGcsServer } from "../testing/gcs-server.ts";
import { openGcsObjects } from "./objects.ts";

describeObjects("Cloud Storage", async () => {
	// Listings come in many pages.
	const server = await startGcsServer({ pageSize: 3 });
	const open = () => openGcsObjects({ bucket: server.bucket, projectId: "test", apiEndpoint: server.url });
	return { objects: await open(), reopen: open, close: () => server.stop() };
});

it("what others put in the bucket is not listed, unless an object of ours could be named so, and goes with its folder", async () => {
	const server = await startGcsServer();
	try {
		const objects = await openGcsObjects({ bucket: server.bucket, apiEndpoint: server.url });
		const upload = `${server.url}/upload/storage/v1/b/${server.bucket}/o?uploadType=media&name=`;
		for (const name of ["repos/one/", "repos/one/holiday photo.jpg", "repos/one/fine"]) {
			const answer = await fetch(upload + encodeURIComponent(name), { method: "POST", body: "x" });
			expect(answer.status).toBe(200);
			await answer.text();
		}
		const paths: string[] = [];
		for await (const { path } of objects.list("repos/")) paths.push(path);
		expect(paths).toEqual(["repos/one/fine"]);
		await objects.removeAll("repos/one/");
		const left = await fetch(`${server.url}/storage/v1/b/${server.bucket}/o`);
		expect(await left.json()).not.toHaveProperty("items");
	} finally {
		await server.stop();
	}
});
