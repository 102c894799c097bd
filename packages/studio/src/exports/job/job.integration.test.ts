import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Export, Project } from "@storydream/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Writer } from "../../repositories/testing/writer.ts";
import { jobName } from "./manifest.ts";
import { createExportProgressBus } from "./progress-bus.ts";
import { type ProcessCluster, processCluster } from "./testing/process-cluster.ts";
import { JOB_OPTIONS, startJobRig, TEMPLATE } from "./testing/rig.ts";

const run = promisify(execFile);
/** A film is bundled and drawn by a browser on a machine that may be busy. */
const DEADLINE = { timeout: 150_000, interval: 50 };
const SMALL = { codec: "mp4", scale: 0.1, range: { from: 0, to: 5 } };

let cluster: ProcessCluster;
let rig: Awaited<ReturnType<typeof startJobRig>>;
let project: Project;

beforeEach(async () => {
	cluster = processCluster();
	rig = await startJobRig({ cluster, templateDir: TEMPLATE });
	project = await rig.studio.project({ name: "Film" });
});
afterEach(async () => {
	await cluster.close();
	await rig.internal.close();
	await rig.studio.close();
});

async function start(settings: object): Promise<Export> {
	return (await rig.studio.json<Export>(`/api/projects/${project.id}/exports`, { method: "POST", send: settings })).body;
}
const get = async (id: string) => (await rig.studio.json<Export>(`/api/exports/${id}`)).body;
const jobOf = (id: string) => cluster.jobs.get(jobName(JOB_OPTIONS.install, id));
const reaches = (id: string, ...states: Export["state"][]) =>
	vi.waitFor(async () => {
		const { state, error } = await get(id);
		expect(states, `${JSON.stringify(error)} ${jobOf(id)?.said ?? ""}`).toContain(state);
	}, DEADLINE);

async function filesOf(): Promise<string[]> {
	const paths: string[] = [];
	for await (const { path } of rig.studio.objects.list(`repos/${project.id}/exports/`)) paths.push(path);
	return paths;
}

async function filmOf(id: string): Promise<Buffer> {
	return Buffer.from(await (await fetch(`${rig.studio.url}/api/exports/${id}/file`)).arrayBuffer());
}

async function expectFilm(id: string): Promise<void> {
	const file = join(rig.studio.folder, "film.mp4");
	await writeFile(file, await filmOf(id));
	const fields = "stream=codec_name,width,height,nb_read_frames";
	const probe = ["-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", fields, "-of", "json", file];
	const { stdout } = await run("ffprobe", probe);
	expect(JSON.parse(stdout).streams[0]).toMatchObject({ codec_name: "h264", width: 192, height: 108, nb_read_frames: "6" });
}

test("a film is made by a job that fetches its version and brings the film, and made again by another that draws no frame", {
	timeout: 200_000,
}, async () => {
	const made = await start(SMALL);
	await reaches(made.id, "done");
	expect(await get(made.id)).toMatchObject({ framesDone: 6, framesTotal: 6, width: 192, height: 108 });
	await expectFilm(made.id);
	const reported = rig.studio.sessions.sent.flatMap(({ message }) =>
		message.type === "export:progress" ? [message.export.state] : [],
	);
	expect([...new Set(reported)]).toEqual(
		["queued", "preparing", "bundling", "rendering", "encoding", "storing", "done"].filter((state) =>
			reported.includes(state as Export["state"]),
		),
	);
	expect(reported).toEqual(expect.arrayContaining(["preparing", "bundling", "storing", "done"]));
	const again = await start(SMALL);
	await reaches(again.id, "done");
	expect(await get(again.id)).toMatchObject({ framesReused: 6, framesTotal: 6 });
	expect((await filmOf(again.id)).equals(await filmOf(made.id))).toBe(true);
	// Nothing of it was asked of a session.
	expect(rig.studio.sessions.exports).toEqual([]);
});

test("a studio that is replaced in the middle leaves the job at work, and the next one finds it", {
	timeout: 200_000,
}, async () => {
	const made = await start(SMALL);
	await reaches(made.id, "bundling", "rendering");
	const { port } = rig.internal;
	await rig.studio.exports.close();
	await rig.internal.close();
	// The job finds nobody for a moment.
	await vi.waitFor(() => expect(jobOf(made.id)?.said).toMatch(/was not reported|again in/), DEADLINE);
	rig.internal = await rig.openInternal(port);
	const next = rig.studio.newExports();
	await next.open();
	// A drained node besides: the cluster makes the pod anew, and it counts as no failure.
	await cluster.evict(jobName(JOB_OPTIONS.install, made.id));
	await vi.waitFor(async () => expect((await rig.studio.records.exports.get(made.id))?.state).toBe("done"), DEADLINE);
	expect(jobOf(made.id)?.pods).toEqual([]);
	expect(jobOf(made.id)?.status.failed).toBe(0);
	expect(cluster.jobs.size).toBe(1);
	await expectFilm(made.id);
	await next.close();
});

test("a cancelled export ends its job, and no film of it is stored", { timeout: 200_000 }, async () => {
	const made = await start(SMALL);
	await reaches(made.id, "bundling", "rendering");
	await rig.studio.json(`/api/exports/${made.id}`, { method: "DELETE" });
	expect(await get(made.id)).toMatchObject({ state: "cancelled", fileUrl: null });
	expect(cluster.jobs.size).toBe(0);
	expect(await filesOf()).toEqual([]);
});

test("a job whose export was cancelled at another studio ends itself, and this one tells it", { timeout: 200_000 }, async () => {
	const made = await start(SMALL);
	await reaches(made.id, "bundling", "rendering");
	// Its words go to the other studio only.
	await rig.internal.close();
	rig.internal = await rig.openInternal(rig.internal.port, createExportProgressBus());
	await rig.studio.records.exports.update(made.id, { state: "cancelled", endedAt: new Date().toISOString() });
	await vi.waitFor(() => expect(jobOf(made.id)?.said).toContain("wants this film no longer"), DEADLINE);
	await vi.waitFor(() => expect(rig.studio.exports.counts().running).toBe(0), DEADLINE);
	const last = rig.studio.sessions.sent.findLast(({ message }) => message.type === "export:progress");
	expect(last?.message).toMatchObject({ export: { state: "cancelled" } });
	expect(await filesOf()).toEqual([]);
});

test("a film that can't be made is reported in the film's own words, once", { timeout: 200_000 }, async () => {
	const { repositories, folder } = rig.studio;
	const writer = await Writer.open(repositories, project.id, join(folder, "writer"));
	const expectedHead = await writer.head();
	await writer.write("src/Root.tsx", 'export const Root = () => { throw new Error("Scene Nowhere is gone"); };\n');
	const newHead = await writer.commit({ subject: "Break it", kind: "edit" });
	await repositories.publish(project.id, { expectedHead, newHead, bundle: await writer.bundle(expectedHead) });
	const made = await start(SMALL);
	await reaches(made.id, "failed");
	expect((await get(made.id)).error).toMatchObject({ code: "export_failed", message: expect.stringContaining("Nowhere") });
	await vi.waitFor(() => expect(jobOf(made.id)?.status.conditions).toMatchObject([{ type: "Complete" }]), DEADLINE);
	expect(jobOf(made.id)?.status.failed).toBe(0);
});

test("a job that the studio does not know is not tried again, and its end is reported", { timeout: 200_000 }, async () => {
	const create = cluster.create;
	cluster.create = (job) => create(job, { token: "not-the-token-of-this-export" });
	const made = await start(SMALL);
	await reaches(made.id, "failed");
	expect((await get(made.id)).error).toMatchObject({ message: "The export's job was not let in by the studio." });
	expect(jobOf(made.id)?.status.failed ?? 1).toBe(1);
});
