import { type Export, type Project, StoryDreamError } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Harness, startHarness } from "../http/testing/harness.ts";

let studio: Harness;
let project: Project;

beforeEach(async () => {
	studio = await startHarness();
	project = await studio.project({ name: "Café am See" });
});
afterEach(() => studio.close());

const start = async (settings: object = {}, projectId = project.id) =>
	(await studio.json<Export>(`/api/projects/${projectId}/exports`, { method: "POST", send: settings })).body;
const get = async (id: string) => (await studio.json<Export>(`/api/exports/${id}`)).body;
const until = (id: string, state: Export["state"]) => vi.waitFor(async () => expect((await get(id)).state).toBe(state));
const running = (id: string) =>
	vi.waitFor(() => {
		const found = studio.sessions.exports.find((one) => one.exportId === id);
		if (!found) throw new Error("not running yet");
		return found;
	});

describe("an export", () => {
	test("is queued, tells its progress, is stored, and can be fetched whole and in parts", async () => {
		const made = await start({ codec: "mp4", range: { from: 0, to: 59 } });
		expect(made).toMatchObject({ fileName: "cafe-am-see.mp4", commitSha: project.currentCommitSha, fileUrl: null });
		const job = await running(made.id);
		job.step({ state: "rendering", framesDone: 0, framesTotal: 60, framesReused: 0, width: 1920, height: 1080 });
		job.step({ state: "rendering", framesDone: 30, framesTotal: 60, framesReused: 12, width: 1920, height: 1080 });
		expect(await get(made.id)).toMatchObject({
			state: "rendering",
			framesDone: 30,
			framesTotal: 60,
			framesReused: 12,
			width: 1920,
		});
		job.finish(Buffer.from("a film of some bytes"));
		await until(made.id, "done");
		const done = await get(made.id);
		expect(done).toMatchObject({
			bytes: 20,
			framesDone: 60,
			framesReused: 12,
			fileUrl: `/api/exports/${made.id}/file`,
			error: null,
		});
		const file = await fetch(`${studio.url}${done.fileUrl}`);
		expect(file.headers.get("content-type")).toBe("video/mp4");
		expect(file.headers.get("content-disposition")).toContain('attachment; filename="cafe-am-see.mp4"');
		expect(await file.text()).toBe("a film of some bytes");
		const part = await fetch(`${studio.url}${done.fileUrl}?inline=true`, { headers: { range: "bytes=-5" } });
		expect([part.status, await part.text(), part.headers.get("content-disposition")]).toEqual([206, "bytes", null]);
		const announced = studio.sessions.sent.flatMap(({ message }) =>
			message.type === "export:progress" ? [message.export.state] : [],
		);
		expect(announced[0]).toBe("queued");
		expect(announced).toContain("rendering");
		expect(announced.at(-1)).toBe("done");
	});

	test("that is done keeps its warnings, and they reach followers, its record and REST", async () => {
		const made = await start();
		expect(made.warnings).toEqual([]);
		const warnings = [{ code: "letters_without_font" as const, sceneId: "intro", message: "No font draws 語." }];
		(await running(made.id)).finish(Buffer.from("a film"), warnings);
		await until(made.id, "done");
		expect(await get(made.id)).toMatchObject({ warnings, error: null });
		expect((await studio.records.exports.get(made.id))?.warnings).toEqual(warnings);
		const last = studio.sessions.sent.findLast(({ message }) => message.type === "export:progress");
		expect(last?.message).toMatchObject({ export: { state: "done", warnings } });
	});

	test("tells at most four times a second, however often it gets on", async () => {
		const made = await start();
		const job = await running(made.id);
		for (let frame = 0; frame < 1000; frame += 1) {
			job.step({ state: "rendering", framesDone: frame, framesTotal: 1000, framesReused: 0, width: 10, height: 10 });
		}
		const announced = studio.sessions.sent.filter(
			({ message }) => message.type === "export:progress" && message.export.state === "rendering",
		);
		expect(announced.length).toBeLessThanOrEqual(4);
	});

	test("that fails says why, with the next step", async () => {
		const made = await start();
		(await running(made.id)).fail(new StoryDreamError("export_failed", "Scene “Chart” threw at frame 12.", { hint: "Mend it." }));
		await until(made.id, "failed");
		expect((await get(made.id)).error).toEqual({
			code: "export_failed",
			message: "Scene “Chart” threw at frame 12.",
			hint: "Mend it.",
		});
		expect((await fetch(`${studio.url}/api/exports/${made.id}/file`)).status).toBe(404);
	});

	test("is cancelled while it runs and stays in the list; removed once it has ended", async () => {
		const made = await start();
		await running(made.id);
		expect((await studio.json(`/api/exports/${made.id}`, { method: "DELETE" })).status).toBe(204);
		expect((await get(made.id)).state).toBe("cancelled");
		await studio.json(`/api/exports/${made.id}`, { method: "DELETE" });
		expect((await studio.json(`/api/exports/${made.id}`)).status).toBe(404);
	});

	test("that waits is cancelled without ever having run", async () => {
		const first = await start();
		const second = await start();
		await running(first.id);
		await studio.json(`/api/exports/${second.id}`, { method: "DELETE" });
		expect((await get(second.id)).state).toBe("cancelled");
		expect(studio.sessions.exports.map((job) => job.exportId)).toEqual([first.id]);
	});

	test("of a deleted project ends with it", async () => {
		const made = await start();
		await running(made.id);
		await studio.json(`/api/projects/${project.id}`, { method: "DELETE" });
		expect((await studio.json(`/api/exports/${made.id}`)).status).toBe(404);
		for await (const left of studio.objects.list(`repos/${project.id}/`)) expect.fail(`${left.path} was left`);
	});

	test.each([
		[{ range: { from: 20, to: 10 } }, 400, "bad_request"],
		[{ range: { from: 90, to: 95 } }, 400, "bad_request"],
		[{ scale: 100 }, 400, "bad_request"],
		[{ codec: "avi" }, 400, "bad_request"],
		[{ commitSha: "0".repeat(40) }, 404, "not_found"],
	])("with %j is refused in words", async (settings, status, code) => {
		const answer = await studio.json(`/api/projects/${project.id}/exports`, { method: "POST", send: settings });
		expect([answer.status, answer.body.code]).toEqual([status, code]);
	});
});

describe("the queue", () => {
	test("runs one at a time, in order", async () => {
		const first = await start();
		const second = await start();
		const job = await running(first.id);
		expect((await get(second.id)).state).toBe("queued");
		job.finish(Buffer.from("1"));
		(await running(second.id)).finish(Buffer.from("2"));
		await until(second.id, "done");
	});

	test("has an end, which is reported", async () => {
		for (let count = 0; count < 21; count += 1) await start();
		const answer = await studio.json(`/api/projects/${project.id}/exports`, { method: "POST", send: {} });
		expect([answer.status, answer.body.code]).toEqual([429, "too_many"]);
		expect(answer.headers.get("retry-after")).not.toBeNull();
	});

	test("has the same end for a person in all studios together, and others' films don't count", async () => {
		const { exports, projects } = studio.records;
		const [made, own] = [await start(), await projects.get(project.id)];
		const record = await exports.get(made.id);
		if (record === null || own === null) throw new Error("neither can be missing");
		const elsewhere = { ...record, state: "queued" as const, ownerId: "another-studio" };
		await projects.create({ ...own, id: "somebodys-film", userId: "somebody" });
		for (let count = 0; count < 20; count += 1) {
			await exports.create({ ...elsewhere, id: `others-${count}`, projectId: "somebodys-film" });
		}
		expect((await start()).state).toBe("queued");
		for (let count = 0; count < 19; count += 1) await exports.create({ ...elsewhere, id: `own-${count}` });
		const refused = await studio.json(`/api/projects/${project.id}/exports`, { method: "POST", send: {} });
		expect([refused.status, refused.body.code]).toEqual([429, "too_many"]);
	});

	test("after a crash: what waited waits, what ran begins anew once, and fails in words the second time", async () => {
		const first = await start();
		const second = await start();
		await running(first.id);
		// As after kill -9: another studio's queue opens on the same records, the first one never ended anything.
		studio.sessions.exports.length = 0;
		const afterCrash = studio.newExports();
		await afterCrash.open();
		const job = await running(first.id);
		expect((await studio.records.exports.get(second.id))?.state).toBe("queued");
		job.step({ state: "rendering", framesDone: 1, framesTotal: 10, framesReused: 0, width: 10, height: 10 });
		await vi.waitFor(async () => expect((await studio.records.exports.get(first.id))?.state).toBe("rendering"));

		studio.sessions.exports.length = 0;
		const afterSecondCrash = studio.newExports();
		await afterSecondCrash.open();
		const failed = await studio.records.exports.get(first.id);
		expect(failed).toMatchObject({ state: "failed", error: { code: "export_failed" } });
		(await running(second.id)).finish(Buffer.from("film"));
		await vi.waitFor(async () => expect((await studio.records.exports.get(second.id))?.state).toBe("done"));
		await afterCrash.close();
		await afterSecondCrash.close();
	});

	test("of several studios: those of a living one are left to it, those of one that is gone go to one of the others", async () => {
		const first = await start();
		await running(first.id);
		const owner = (await studio.records.exports.get(first.id))?.ownerId ?? "";
		const other = studio.newExports("other");
		await other.open({ isMine: (ownerId) => ownerId !== owner });
		await other.takeOver("somebody else");
		expect(other.counts()).toEqual({ waiting: 0, running: 0 });
		// As after kill -9 of the first.
		studio.sessions.exports.length = 0;
		await other.takeOver(owner);
		await other.takeOver(owner);
		expect((await studio.records.exports.get(first.id))?.ownerId).toBe("other");
		const job = await running(first.id);
		expect(studio.sessions.exports).toHaveLength(1);
		job.finish(Buffer.from("film"));
		await vi.waitFor(async () => expect((await studio.records.exports.get(first.id))?.state).toBe("done"));
		await other.close();
	});

	test("of a studio that stops is resumed at the next start, and nothing is counted against it", async () => {
		const made = await start();
		await running(made.id);
		await studio.exports.close();
		expect(await studio.records.exports.get(made.id)).toMatchObject({ state: "queued", error: null });
		studio.sessions.exports.length = 0;
		const next = studio.newExports();
		await next.open();
		(await running(made.id)).finish(Buffer.from("film"));
		await vi.waitFor(async () => expect((await studio.records.exports.get(made.id))?.state).toBe("done"));
		await next.close();
	});
});
