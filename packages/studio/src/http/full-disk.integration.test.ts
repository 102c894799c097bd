import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AssetList, Export, Problem, Project, Storyboard } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Harness, STORYBOARD, startHarness } from "./testing/harness.ts";
import { mountSmallDisk, type SmallDisk } from "./testing/small-disk.ts";

/** The whole studio, its database, objects, clones and uploads, on a disk of 24 MB that is really full. */
const FILM = Buffer.alloc(3_000_000, "f");
let disk: SmallDisk | null;
let studio: Harness;
let project: Project;

beforeEach(async ({ skip }) => {
	disk = await mountSmallDisk(24);
	if (disk === null) return skip("only root can make a small disk");
	studio = await startHarness({ within: disk.folder });
	project = await studio.project();
});
afterEach(async () => {
	if (disk === null) return;
	await studio.close();
	await disk.remove();
});

const get = async (id: string) => (await studio.json<Export>(`/api/exports/${id}`)).body;
async function exportFilm(): Promise<{ id: string; finish(film: Buffer): void }> {
	const { status, body } = await studio.json<Export>(`/api/projects/${project.id}/exports`, { method: "POST", send: {} });
	expect(status).toBe(202);
	return vi.waitFor(() => {
		const found = studio.sessions.exports.find((one) => one.exportId === body.id);
		if (!found) throw new Error("not running yet");
		return { id: body.id, finish: found.finish };
	});
}
const storedFilms = () => readdir(join(studio.folder, "objects", "repos", project.id, "exports")).catch(() => []);
const incoming = () => readdir(join(studio.folder, "objects", "~incoming"));
const reported = (id: string) =>
	studio.sessions.sent.flatMap(({ message }) =>
		message.type === "export:progress" && message.export.id === id ? [message.export] : [],
	);

describe("on a full disk", () => {
	test("an export fails as storage_full with a sentence, nothing of the film stays, and with room the next one works", async () => {
		const first = await exportFilm();
		await disk?.fill(500_000);
		first.finish(FILM);
		await vi.waitFor(async () => expect((await get(first.id)).state).toBe("failed"));
		const { error, fileUrl } = await get(first.id);
		expect(error).toMatchObject({ code: "storage_full", message: expect.stringMatching(/disk is full/) });
		expect(error?.hint).toMatch(/Free some disk space/);
		expect(fileUrl).toBeNull();
		expect(await storedFilms()).toEqual([]);
		expect(await incoming()).toEqual([]);
		expect((await studio.json("/livez")).status).toBe(200);

		await disk?.makeRoom();
		const second = await exportFilm();
		second.finish(FILM);
		await vi.waitFor(async () => expect((await get(second.id)).state).toBe("done"));
		const film = await fetch(`${studio.url}/api/exports/${second.id}/file`);
		expect((await film.arrayBuffer()).byteLength).toBe(FILM.length);
	});

	test("an export's failure is reported also when not even its end can be written down, and is written once there is room", async () => {
		const first = await exportFilm();
		await disk?.fill(0);
		first.finish(FILM);
		await vi.waitFor(() => expect(reported(first.id).at(-1)).toMatchObject({ state: "failed", error: { code: "storage_full" } }));
		expect((await studio.json("/livez")).status).toBe(200);
		await disk?.makeRoom();
		await vi.waitFor(async () => expect((await studio.records.exports.get(first.id))?.state).toBe("failed"));
		expect(await storedFilms()).toEqual([]);
		const second = await exportFilm();
		second.finish(FILM);
		await vi.waitFor(async () => expect((await get(second.id)).state).toBe("done"));
	});

	test("an edit is refused in words, the version before it stays, and with room the same edit works", async () => {
		const edit = (fps: number) =>
			studio.json<Problem & { head?: string }>(`/api/projects/${project.id}/storyboard`, {
				method: "PUT",
				send: {
					baseCommitSha: project.currentCommitSha,
					storyboard: { ...STORYBOARD, fps } satisfies Storyboard,
					title: "Faster",
				},
			});
		await disk?.fill(0);
		const refused = await edit(60);
		expect(refused.status).toBe(507);
		expect(refused.body).toMatchObject({ code: "storage_full", detail: expect.stringMatching(/disk is full/) });
		expect((await studio.records.projects.get(project.id))?.currentCommitSha).toBe(project.currentCommitSha);
		expect(await incoming()).toEqual([]);
		await disk?.makeRoom();
		expect((await edit(60)).status).toBe(200);
		const versions = await studio.json<{ versions: unknown[] }>(`/api/projects/${project.id}/versions`);
		expect(versions.body.versions).toHaveLength(2);
	});

	test("an upload is refused in words, what was uploaded before stays, and nothing of it is left", async () => {
		const png = (text: string) => Buffer.concat([PIXEL, Buffer.alloc(1_000_000, text)]);
		const upload = async (name: string, bytes: Buffer) => {
			const form = new FormData();
			form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/png" }), name);
			return studio.json<AssetList & Problem>(`/api/projects/${project.id}/assets`, { method: "POST", body: form });
		};
		expect((await upload("kept.png", png("k"))).status).toBe(201);
		await disk?.fill(300_000);
		const refused = await upload("more.png", png("m"));
		expect(refused.status).toBe(507);
		expect(refused.body).toMatchObject({ code: "storage_full", detail: expect.stringMatching(/disk is full/) });
		const { body } = await studio.json<AssetList>(`/api/projects/${project.id}/assets`);
		expect(body.assets.map((asset) => asset.name)).toEqual(["kept.png"]);
		expect(await readdir(join(studio.folder, "tmp"))).toEqual([]);
		expect(await incoming()).toEqual([]);
		await disk?.makeRoom();
		expect((await upload("more.png", png("m"))).status).toBe(201);
	});
});

/** One black point. */
const PIXEL = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==",
	"base64",
);
