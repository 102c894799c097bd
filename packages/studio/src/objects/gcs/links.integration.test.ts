import { generateKeyPairSync } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { type GcsServer, startGcsServer } from "../testing/gcs-server.ts";
import { openGcsObjects } from "./objects.ts";

const PATH = "repos/one/exports/film-1.mp4";
const email = "studio@test.iam.gserviceaccount.com";
const keys = generateKeyPairSync("rsa", {
	modulusLength: 2048,
	publicKeyEncoding: { type: "spki", format: "pem" },
	privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const credentials = { client_email: email, private_key: keys.privateKey };

let server: GcsServer | null = null;
afterEach(async () => {
	await server?.stop();
	server = null;
});

async function open(options: { publicKey?: string; signedLinks?: boolean; credentials?: typeof credentials }) {
	const { publicKey = keys.publicKey, ...rest } = options;
	server = await startGcsServer({ signer: { email, publicKey } });
	const reported: string[] = [];
	const tell = (_: unknown, message: string) => void reported.push(message);
	const logger = { info: tell, warn: tell };
	const objects = await openGcsObjects({ bucket: server.bucket, projectId: "test", apiEndpoint: server.url, logger, ...rest });
	await objects.put(PATH, Buffer.from("a film"), { contentType: "video/mp4" });
	return { objects, reported, server };
}

it("a signed address gives the object to whoever has it, also in part, as what and under which name was requested", async () => {
	const { objects } = await open({ signedLinks: true, credentials });
	const link = await objects.link(PATH, { seconds: 60, contentType: "video/mp4", fileName: "Über uns (1).mp4" });
	const answer = await fetch(link ?? "", { headers: { range: "bytes=2-3" } });
	expect([answer.status, await answer.text()]).toEqual([206, "fi"]);
	expect(answer.headers.get("content-type")).toBe("video/mp4");
	expect(answer.headers.get("content-disposition")).toContain("filename*=UTF-8''%C3%9Cber%20uns%20%281%29.mp4");
	const paths: string[] = [];
	for await (const { path } of objects.list("")) paths.push(path);
	expect(paths).toEqual([PATH]);
});

it("an address that was changed, or is too old, gives nothing", async () => {
	const { objects } = await open({ signedLinks: true, credentials });
	const link = (await objects.link(PATH, { seconds: 60 })) ?? "";
	expect((await fetch(link)).status).toBe(200);
	expect((await fetch(link.replace("film-1", "film-2"))).status).toBe(403);
	expect((await fetch(link.replace("X-Goog-Expires=60", "X-Goog-Expires=6000"))).status).toBe(403);
	const old = (await objects.link(PATH, { seconds: 1 })) ?? "";
	await expect.poll(async () => (await fetch(old)).status).toBe(400);
});

it.each([
	["are not requested", { credentials }, 0],
	["can't be made for want of a key", { signedLinks: true, credentials: { ...credentials, private_key: "none" } }, 1],
	["are not honoured", { signedLinks: true, credentials, publicKey: otherKey() }, 1],
] as const)("where signed addresses %s, there is none, and the start goes on", async (_, options, warnings) => {
	const { objects, reported } = await open(options);
	expect(await objects.link(PATH, { seconds: 60 })).toBeNull();
	expect(reported.filter((message) => message.includes("can't be signed"))).toHaveLength(warnings);
	expect((await objects.read(PATH))?.toString()).toBe("a film");
});

function otherKey(): string {
	return generateKeyPairSync("rsa", {
		modulusLength: 2048,
		publicKeyEncoding: { type: "spki", format: "pem" },
		privateKeyEncoding: { type: "pkcs8", format: "pem" },
	}).publicKey;
}
