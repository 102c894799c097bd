import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ExportStep } from "@storydream/protocol";
import { PREVIEW_ACCESS_HEADER } from "@storydream/protocol/preview-access";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { newPlace, type TestPlace, type TestStudio, until } from "../testing/studio-harness.ts";

/** With the whole sandbox: preview server, camera, exporter. One session for all of it, because it is not cheap. */
let model: ScriptedModel;
let place: TestPlace;
let studio: TestStudio;
let projectId = "";
const versions: string[] = [];
/** The smallest PNG there is: one pixel. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

beforeAll(async () => {
	model = await startScriptedModel((request) => {
		if (request.toolResults.length > 0) return [{ text: "Done." }];
		if (request.lastText.includes("write a note")) {
			return [
				{ text: "I will write it." },
				{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } },
			];
		}
		return [{ text: "I see." }];
	});
	place = await newPlace(model.url);
	studio = await place.studio({ onVersion: (_project, sha) => void versions.push(sha) });
	projectId = await studio.newProject();
});
afterAll(async () => {
	await place.close();
	await model.close();
});

describe("a project in a whole sandbox", () => {
	it("goes from the prompt to an acknowledged version that is in the project's history", async () => {
		const page = await studio.follow(projectId);
		const ready = await page.waitFor("session:ready");
		expect(ready.previewUrl).toMatch(/^http:\/\/[a-z2-7]{26}\.preview\.localhost:8080\/$/);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "Please write a note\nwith details" });
		const complete = await page.waitFor("agent:complete");
		expect(complete).toMatchObject({ outcome: "done", commitSha: expect.stringMatching(/^[0-9a-f]{40}$/) });
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(complete.commitSha);
		const { version } = await page.waitFor("version:created");
		expect(version).toMatchObject({ sha: complete.commitSha, title: "Please write a note", kind: "turn", runId: complete.runId });
		expect(versions).toEqual([complete.commitSha]);
		await page.waitFor("project:changed", (message) => message.project.currentCommitSha === complete.commitSha);
		const message = await studio.records.messages.get(projectId, "message-1");
		expect(message).toMatchObject({ state: "done", commitSha: complete.commitSha, runId: complete.runId });
		expect(message?.events[0]).toMatchObject({ type: "text", text: "I will write it." });
		expect(message?.events.map((event) => event.type)).toContain("tool:finished");
		expect((await studio.records.projects.get(projectId))?.usage.outputTokens).toBeGreaterThan(0);
		const seqs = page.messages.flatMap((one) => ("seq" in one && one.type !== "session:ready" ? [one.seq] : []));
		expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
		const secrets = await studio.records.sessions.findByProject(projectId);
		const log = JSON.stringify(studio.logger.lines);
		for (const secret of [secrets?.sandboxToken, secrets?.gatewayToken, secrets?.previewKey]) expect(log).not.toContain(secret);
	});

	it("hands the pictures of a message to the model, and keeps them", async () => {
		const page = await studio.follow(projectId);
		const sha256 = createHash("sha256").update(Buffer.from(PIXEL, "base64")).digest("hex");
		await studio.objects.put(`repos/${projectId}/attachments/${sha256}`, Buffer.from(PIXEL, "base64"));
		await studio.sessions.sendMessage(projectId, {
			id: "message-2",
			content: "what is this?",
			attachments: [{ name: "dot.png", sha256 }],
			context: { frame: 12 },
		});
		await page.waitFor("agent:complete");
		const asked = model.requests.findLast((request) => request.lastText.includes("what is this?"));
		expect(JSON.stringify(asked?.body.messages)).toContain(PIXEL.slice(0, 40));
		const stored = await studio.records.messages.get(projectId, "message-2");
		expect(stored?.attachments).toEqual([{ name: "dot.png", mediaType: "image/png", sha256 }]);
		expect(await studio.objects.read(`repos/${projectId}/attachments/${sha256}`)).toEqual(Buffer.from(PIXEL, "base64"));
		page.detach();
	});

	it("hevc-preview: plays a clip in H.265 from a proxy, which every later session gets, and keeps the original", async () => {
		const bytes = await readFile(new URL("../../../../sandbox/src/testing/media/phone.mp4", import.meta.url));
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		const original = `repos/${projectId}/assets/${sha256}.mp4`;
		await studio.objects.put(original, bytes);
		const facts = { width: 160, height: 90, duration: 1, codecs: ["hevc"], conversion: "mp4" as const };
		const asset = {
			name: "phone.mp4",
			originalName: "phone.mp4",
			path: "assets/phone.mp4",
			sha256,
			bytes: bytes.length,
			mediaType: "video/mp4",
			kind: "video" as const,
			...facts,
			createdAt: new Date().toISOString(),
		};
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		await studio.sessions.putAssets(projectId, { title: "Add phone.mp4", assets: [asset], added: [asset], removed: [] });
		const stored = async (name: string) => (await studio.objects.read(`repos/${projectId}/proxies/${name}`)) ?? Buffer.alloc(0);
		await until("the proxy is kept", async () => (await stored(`${sha256}.json`)).length > 0);
		const states = () =>
			page.messages.flatMap((message) => (message.type === "assets:changed" ? [message.converted?.proxy.state] : []));
		await until("followers know of it", async () => states().includes("ready"));
		expect(states().filter((state) => state !== undefined)).toEqual(["waiting", "preparing", "ready"]);
		const proxy = await stored(`${sha256}.mp4`);
		expect(proxy.includes("avc1")).toBe(true);
		expect(await studio.objects.read(original)).toEqual(bytes);

		const shownIn = async (ready: { previewUrl: string }) => {
			const target = studio.sessions.previewTarget(new URL(ready.previewUrl).hostname.split(".")[0] ?? "");
			const answer = await fetch(`http://${target?.host}:${target?.port}/__files/project/assets/phone.mp4`, {
				headers: { [PREVIEW_ACCESS_HEADER]: target?.accessToken ?? "" },
			});
			return Buffer.from(await answer.arrayBuffer());
		};
		const first = page.messages.find((message) => message.type === "session:ready");
		expect((await shownIn(first ?? { previewUrl: "http://none/" })).equals(proxy)).toBe(true);
		page.detach();

		// As after a studio that ended in the middle: nothing is known of a proxy, and the next session makes it.
		await studio.sessions.endSession(projectId, "ended");
		await studio.objects.removeAll(`repos/${projectId}/proxies/`);
		const again = await studio.follow(projectId);
		await again.waitFor("session:ready");
		await until("the proxy is made again", async () => (await stored(`${sha256}.json`)).length > 0);
		again.detach();
		await studio.sessions.endSession(projectId, "ended");
		const third = await studio.follow(projectId);
		const shown = await shownIn(await third.waitFor("session:ready"));
		expect(shown.equals(await stored(`${sha256}.mp4`))).toBe(true);
		await studio.sessions.putAssets(projectId, { title: "Remove phone.mp4", assets: [], added: [], removed: ["phone.mp4"] });
		third.detach();
	});

	it("puts media into the project and takes them out, as versions", async () => {
		const bytes = Buffer.from(PIXEL, "base64");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		await studio.objects.put(`repos/${projectId}/assets/${sha256}.png`, bytes);
		const asset = {
			name: "dot.png",
			originalName: null,
			codecs: [],
			conversion: null,
			path: "assets/dot.png",
			sha256,
			bytes: bytes.length,
			mediaType: "image/png",
			kind: "image" as const,
			width: 1,
			height: 1,
			duration: null,
			createdAt: new Date().toISOString(),
		};
		const added = await studio.sessions.putAssets(projectId, {
			title: "Add dot.png",
			assets: [asset],
			added: [asset],
			removed: [],
		});
		expect(added.changed).toBe(true);
		const page = await studio.follow(projectId);
		const key = new URL((await page.waitFor("session:ready")).previewUrl).hostname.split(".")[0] ?? "";
		const target = studio.sessions.previewTarget(key);
		const shown = await fetch(`http://${target?.host}:${target?.port}/__files/project/assets/dot.png`, {
			headers: { [PREVIEW_ACCESS_HEADER]: target?.accessToken ?? "" },
		});
		expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes);
		page.detach();

		await studio.sessions.endSession(projectId, "ended");
		const again = await studio.follow(projectId);
		const next = new URL((await again.waitFor("session:ready")).previewUrl).hostname.split(".")[0] ?? "";
		expect(next).not.toBe(key);
		const reopened = studio.sessions.previewTarget(next);
		const address = `http://${reopened?.host}:${reopened?.port}/__files/project/assets/dot.png`;
		expect((await fetch(address)).status).toBe(403);
		const fromProxy = { headers: { [PREVIEW_ACCESS_HEADER]: reopened?.accessToken ?? "" } };
		expect((await fetch(address, fromProxy)).status).toBe(200);
		const removed = await studio.sessions.putAssets(projectId, { title: "Remove", assets: [], added: [], removed: ["dot.png"] });
		expect(removed.changed).toBe(true);
		expect((await fetch(address, fromProxy)).status).toBe(404);
		await studio.sessions.restore(projectId, added.head);
		expect(Buffer.from(await (await fetch(address, fromProxy)).arrayBuffer())).toEqual(bytes);
		again.detach();
	});

	it("shows an old version beside the new one", async () => {
		const start = (await studio.repositories.versions(projectId, { limit: 50 })).versions.at(-1)?.sha ?? "";
		const { previewUrl } = await studio.sessions.previewVersion(projectId, start);
		expect(new URL(previewUrl).searchParams.get("version")).toBe(start);
		expect((await studio.sessions.previewVersion(projectId, start)).previewUrl).toBe(previewUrl);
	});

	it("takes pictures of frames, and exports a still to its last byte", async () => {
		const { pictures } = await studio.sessions.pictures(projectId, { frames: [30], size: 320 });
		expect(pictures).toMatchObject([{ frame: 30, mediaType: "image/jpeg", width: 320 }]);
		const commitSha = (await studio.records.projects.get(projectId))?.currentCommitSha ?? "";
		const steps: string[] = [];
		const { body, bytes } = await studio.sessions.runExport(projectId, {
			exportId: "export-1",
			settings: { codec: "png", scale: 0.25, range: { from: 30, to: 30 } },
			commitSha,
			signal: new AbortController().signal,
			onProgress: (step) => void steps.push(step.state),
		});
		const chunks: Buffer[] = [];
		for await (const chunk of body) chunks.push(Buffer.from(chunk));
		const file = Buffer.concat(chunks);
		expect(file.length).toBe(bytes);
		expect(file.subarray(1, 4).toString()).toBe("PNG");
		expect(steps).toContain("rendering");
	});

	it("makes a film again in another sandbox with the same bytes, without drawing a frame", async () => {
		const commitSha = (await studio.records.projects.get(projectId))?.currentCommitSha ?? "";
		const exported = async (exportId: string) => {
			const steps: ExportStep[] = [];
			const { body } = await studio.sessions.runExport(projectId, {
				exportId,
				settings: { codec: "mp4", scale: 0.1, range: { from: 0, to: 5 } },
				commitSha,
				signal: new AbortController().signal,
				onProgress: (step) => void steps.push(step),
			});
			const hash = createHash("sha256");
			for await (const chunk of body) hash.update(Buffer.from(chunk));
			return { sha256: hash.digest("hex"), last: steps.at(-1) };
		};
		const kept = async () => {
			const facts: string[] = [];
			for await (const { path } of studio.objects.list(`repos/${projectId}/segments/`))
				if (path.endsWith(".json")) facts.push(path);
			return facts;
		};
		const first = await exported("export-3");
		expect(first.last).toMatchObject({ framesTotal: 6, framesReused: 0 });
		// One that shows a frame and one that is heard, each with its facts.
		await until("the segments are kept", async () => (await kept()).length === 2);
		await studio.sessions.endSession(projectId, "ended");
		const second = await exported("export-4");
		expect(second).toEqual({ sha256: first.sha256, last: expect.objectContaining({ framesTotal: 6, framesReused: 6 }) });
	});

	it("cancels an export of an old version when it is instructed to", async () => {
		const start = (await studio.repositories.versions(projectId, { limit: 50 })).versions.at(-1)?.sha ?? "";
		const cancel = new AbortController();
		const job = studio.sessions.runExport(projectId, {
			exportId: "export-2",
			settings: { codec: "mp4", scale: 1 },
			commitSha: start,
			signal: cancel.signal,
			onProgress: () => cancel.abort(new Error("enough")),
		});
		await expect(job).rejects.toThrow("enough");
		await until("the session has nothing to do", async () => (await studio.sessions.state(projectId)).head.length === 40);
	});
});
