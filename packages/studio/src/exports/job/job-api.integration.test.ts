import { createHash } from "node:crypto";
import { type ClientRequest, request } from "node:http";
import { type Export, KeptSegments, type Project } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ExportRunner } from "../runner.ts";
import { startJobRig } from "./testing/rig.ts";
import { hashOf, newToken } from "./token.ts";

/** Jobs that never come to anything by themselves. */
const runner: ExportRunner = {
	outlivesStudio: true,
	run: ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
	async discard() {},
};
const FILM = Buffer.from("a film of some bytes");

let rig: Awaited<ReturnType<typeof startJobRig>>;
let project: Project;
let film: Export;
let token: string;

beforeEach(async () => {
	rig = await startJobRig({ runner });
	project = await rig.studio.project({ name: "Film" });
	film = await create();
	token = await letIn(film.id);
});
afterEach(async () => {
	await rig.internal.close();
	await rig.studio.close();
});

async function create(): Promise<Export> {
	return (await rig.studio.json<Export>(`/api/projects/${project.id}/exports`, { method: "POST", send: {} })).body;
}

async function letIn(id: string): Promise<string> {
	const given = newToken();
	await rig.studio.records.exports.update(id, { tokenHash: hashOf(given) });
	return given;
}

function ask(path: string, init: RequestInit & { token?: string } = {}) {
	const { token: shown = token, headers, ...rest } = init;
	return fetch(`${rig.internal.url}${path}`, { ...rest, headers: { authorization: `Bearer ${shown}`, ...headers } });
}

function put(body: Buffer, headers: Record<string, string> = {}) {
	const sha256 = createHash("sha256").update(FILM).digest("hex");
	return ask(`/jobs/${film.id}/film`, {
		method: "PUT",
		body: new Uint8Array(body),
		headers: { "content-type": "application/octet-stream", "x-film-sha256": sha256, ...headers },
	});
}

async function stored(): Promise<string[]> {
	const paths: string[] = [];
	for await (const { path } of rig.studio.objects.list(`repos/${project.id}/exports/`)) paths.push(path);
	return paths;
}

const tell = (path: string, body: object) =>
	ask(`/jobs/${film.id}/${path}`, {
		method: "POST",
		body: JSON.stringify(body),
		headers: { "content-type": "application/json" },
	});

describe("a job's token", () => {
	test("opens the routes of its own export, and of no other", async () => {
		const other = await create();
		const theirs = await letIn(other.id);
		const paths = ["", "/source", `/assets/${"0".repeat(64)}`, `/segments/${"0".repeat(64)}`];
		for (const path of paths) {
			expect((await ask(`/jobs/${film.id}${path}`, { token: theirs })).status).toBe(401);
			expect((await ask(`/jobs/${film.id}${path}`, { token: "nobody" })).status).toBe(401);
			expect((await fetch(`${rig.internal.url}/jobs/${film.id}${path}`)).status).toBe(401);
			expect((await ask(`/jobs/unknown${path}`)).status).toBe(401);
		}
		const described = await (await ask(`/jobs/${film.id}`)).json();
		expect(described).toMatchObject({ exportId: film.id, commitSha: project.currentCommitSha, assets: [] });
		expect((await ask(`/jobs/${film.id}/source`)).status).toBe(200);
		expect((await ask(`/jobs/${film.id}/assets/${"0".repeat(64)}`)).status).toBe(404);
	});

	test("is for nothing any more once its export has ended: 410 says how", async () => {
		await rig.studio.json(`/api/exports/${film.id}`, { method: "DELETE" });
		for (const answer of [await ask(`/jobs/${film.id}`), await tell("progress", step(1)), await put(FILM)]) {
			expect([answer.status, await answer.json()]).toEqual([410, { state: "cancelled" }]);
		}
		expect(await stored()).toEqual([]);
	});

	test("is not shown to anybody who lists exports", async () => {
		const list = await rig.studio.json(`/api/projects/${project.id}/exports`);
		expect(JSON.stringify(list.body)).not.toMatch(/token|ownerId/);
	});
});

test("what a job found in its film is in the export that it ends", async () => {
	const warnings = [{ code: "letters_without_font", sceneId: "intro", message: "No font draws 語." }];
	expect((await tell("warnings", warnings)).status).toBe(200);
	expect((await tell("warnings", [{ code: "unknown", message: "?" }])).status).toBe(400);
	expect((await put(FILM)).status).toBe(200);
	expect((await rig.studio.json<Export>(`/api/exports/${film.id}`)).body).toMatchObject({ state: "done", warnings });
});

describe("segments", () => {
	const key = createHash("sha256").update("scene one").digest("hex");
	const wanted = { segments: [{ key, frames: 30 }] };
	const facts = { frames: "30", bytes: String(FILM.length), sha256: createHash("sha256").update(FILM).digest("hex") };
	const send = (change: Record<string, string> = {}, under = key, body = FILM) =>
		ask(`/jobs/${film.id}/segments/${under}?${new URLSearchParams({ ...facts, ...change })}`, {
			method: "PUT",
			body: new Uint8Array(body),
			headers: { "content-type": "application/octet-stream" },
		});
	const known = async () => KeptSegments.parse(await (await tell("segments", wanted)).json()).segments;

	test("that a job sends are there for the next export of its project, and for no other project's", async () => {
		expect(await known()).toEqual([]);
		expect((await send()).status).toBe(200);
		film = await create();
		token = await letIn(film.id);
		expect(await known()).toEqual([{ key, frames: 30, bytes: FILM.length, sha256: facts.sha256 }]);
		expect(await (await ask(`/jobs/${film.id}/segments/${key}`)).text()).toBe(FILM.toString());
		project = await rig.studio.project({ name: "Another film" });
		film = await create();
		token = await letIn(film.id);
		expect(await known()).toEqual([]);
		expect((await ask(`/jobs/${film.id}/segments/${key}`)).status).toBe(404);
	});

	test.each([
		["a key that is no hash", {}, "..%2f..%2fsegment", FILM],
		["more bytes than a segment has", { bytes: "268435457" }, key, FILM],
		["no frames", { frames: "0" }, key, FILM],
		["other bytes than promised", {}, key, Buffer.from("a film of same bytes")],
		["fewer bytes than promised", {}, key, FILM.subarray(1)],
	])("with %s are refused, and nothing stays", async (_what, change, under, body) => {
		expect((await send(change, under, body)).status).toBe(400);
		for await (const { path } of rig.studio.objects.list(`repos/${project.id}/segments/`)) expect.fail(`${path} was kept`);
	});

	test("are taken from nobody who has not the token of a job that is at work", async () => {
		expect((await ask(`/jobs/${film.id}/segments/${key}`, { method: "PUT", body: "x", token: "nobody" })).status).toBe(401);
		await rig.studio.json(`/api/exports/${film.id}`, { method: "DELETE" });
		expect((await send()).status).toBe(410);
		expect((await tell("segments", wanted)).status).toBe(410);
	});
});

describe("the internal port", () => {
	test.each(["/", "/livez", "/metrics", "/api/projects", "/gateway", "/ws", "/jobs", "/jobs/a/b/c"])(
		"has nothing at %s",
		async (path) => {
			expect((await ask(path)).status).toBe(404);
		},
	);

	test("is measured under a name of its own", async () => {
		await ask(`/jobs/${film.id}`);
		await vi.waitFor(async () => expect(await rig.studio.metrics.registry.metrics()).toContain('route="internal:/jobs/:id"'));
	});
});

const step = (framesDone: number) => ({ state: "rendering", framesDone, framesTotal: 10, width: 100, height: 50 });

describe("a job", () => {
	test("that tells its progress at a studio that does not wait for it is seen by the one that does, in the record", async () => {
		expect((await tell("progress", step(4))).status).toBe(200);
		expect(await rig.studio.records.exports.get(film.id)).toMatchObject({ state: "rendering", framesDone: 4, width: 100 });
		expect((await tell("progress", { state: "done" })).status).toBe(400);
	});

	test("ends its export with the film, at any studio", async () => {
		expect((await put(FILM)).status).toBe(200);
		expect(await rig.studio.records.exports.get(film.id)).toMatchObject({ state: "done", bytes: FILM.length });
		expect(await (await fetch(`${rig.studio.url}/api/exports/${film.id}/file`)).text()).toBe(FILM.toString());
		// Its answer was lost: sent again, the film stays.
		expect((await put(FILM)).status).toBe(410);
		expect(await stored()).toHaveLength(1);
	});

	test("whose film has other bytes than promised is refused, and nothing of it stays", async () => {
		expect((await put(Buffer.from("a film of same bytes"))).status).toBe(400);
		expect(await stored()).toEqual([]);
		expect((await rig.studio.records.exports.get(film.id))?.endedAt).toBeNull();
	});

	test("whose film is cut short leaves nothing, and sends it again", async () => {
		const stores = vi.spyOn(rig.studio.objects, "put");
		const outgoing = sendPart(FILM.subarray(0, 5));
		await vi.waitFor(() => expect(stores).toHaveBeenCalled());
		outgoing.destroy();
		await expect(stores.mock.results[0]?.value).rejects.toThrow();
		expect(await stored()).toEqual([]);
		expect((await put(FILM)).status).toBe(200);
		expect(await stored()).toHaveLength(1);
	});

	test("that comes with a film while its export is cancelled leaves nothing", async () => {
		const update = rig.studio.records.exports.update;
		// Cancelled after the bytes have come and before the end is written.
		vi.spyOn(rig.studio.records.exports, "update").mockImplementation(async (id, change) => {
			if (change.state === "done") await update(id, { state: "cancelled", endedAt: new Date().toISOString() });
			return update(id, change);
		});
		expect((await put(FILM)).status).toBe(410);
		expect(await stored()).toEqual([]);
	});

	test("says why it failed, in its own words", async () => {
		const error = { code: "export_failed", message: "Scene “Chart” threw at frame 12.", hint: "Mend it." };
		expect((await tell("failed", error)).status).toBe(200);
		const { body } = await rig.studio.json<Export>(`/api/exports/${film.id}`);
		expect(body).toMatchObject({ state: "failed", error });
		expect((await tell("failed", error)).status).toBe(410);
	});
});

/** Sends the head of a film and some of its bytes. */
function sendPart(part: Buffer): ClientRequest {
	const outgoing = request(`${rig.internal.url}/jobs/${film.id}/film`, {
		method: "PUT",
		headers: {
			authorization: `Bearer ${token}`,
			"content-type": "application/octet-stream",
			"content-length": FILM.length,
			"x-film-sha256": createHash("sha256").update(FILM).digest("hex"),
		},
	});
	outgoing.on("error", () => {
		// It is broken off on purpose.
	});
	outgoing.write(part);
	return outgoing;
}
