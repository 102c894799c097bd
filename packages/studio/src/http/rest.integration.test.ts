import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliCompressSync, deflateSync } from "node:zlib";
import {
	type Asset,
	type FilmCheck,
	Problem,
	type Project,
	type RanFilmCheck,
	type StoryboardState,
	UploadedPicture,
	type Version,
} from "@storydream/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { assetBytes } from "../projects/index.ts";
import { type Harness, STORYBOARD, startHarness } from "./testing/harness.ts";
import { unzip } from "./testing/unzip.ts";

const run = promisify(execFile);
let studio: Harness;
let scratch: string;

beforeAll(async () => {
	studio = await startHarness({
		webFiles: {
			"index.html": "<!doctype html><script>window.a=1</script><p>app",
			"assets/app-abc.js": "1",
			"assets/app-abc.js.br": brotliCompressSync("1"),
			"icon.svg": "<svg/>",
		},
	});
	scratch = await mkdtemp(join(tmpdir(), "storydream-rest-"));
});

afterAll(async () => {
	await studio.close();
	await rm(scratch, { recursive: true, force: true });
});

/** An answer to a request that `fetch` would not send: other hosts, other origins. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
	return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
		const outgoing = request({ host: "127.0.0.1", port: studio.port, path, agent: false, ...options }, (answer) => {
			let body = "";
			answer.setEncoding("utf8");
			answer.on("data", (text: string) => {
				body += text;
			});
			answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
		});
		outgoing.on("error", reject);
		outgoing.end(options.body);
	});
}

function png(width: number, height: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(data.length);
		// The checksum is not looked at by what reads headers.
		return Buffer.concat([length, body, Buffer.alloc(4)]);
	};
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const pixels = deflateSync(Buffer.alloc((width * 3 + 1) * height));
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
		chunk("IHDR", header),
		chunk("IDAT", pixels),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

async function upload(projectId: string, files: { name: string; bytes: Buffer | string }[]) {
	const form = new FormData();
	for (const { name, bytes } of files)
		form.append("file", new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]), name);
	return studio.json<{ assets: Asset[]; code?: string; detail?: string }>(`/api/projects/${projectId}/assets`, {
		method: "POST",
		body: form,
	});
}

describe("projects", () => {
	test("are made, listed, read, renamed and deleted", async () => {
		const made = await studio.project({ description: "Make a film about the tides of the North Sea." });
		expect(made.name).toBe("Tides of the North Sea");
		expect(made.video).toEqual({ fps: 30, width: 1920, height: 1080, durationInFrames: 90 });
		const listed = await studio.json<{ projects: Project[] }>("/api/projects?search=tides");
		expect(listed.body.projects.map((project) => project.id)).toEqual([made.id]);
		const renamed = await studio.json<Project>(`/api/projects/${made.id}`, { method: "PATCH", send: { name: "  Tides  " } });
		expect(renamed.body.name).toBe("Tides");
		expect((await studio.json<Project>(`/api/projects/${made.id}`)).body.name).toBe("Tides");

		expect((await studio.json(`/api/projects/${made.id}`, { method: "DELETE" })).status).toBe(204);
		expect((await studio.json(`/api/projects/${made.id}`)).body).toMatchObject({ code: "project_not_found" });
		expect(studio.sessions.ended).toContainEqual({ projectId: made.id, reason: "deleted" });
		for await (const left of studio.objects.list(`repos/${made.id}/`)) expect.fail(`${left.path} was left`);
	});

	test("in another ratio are that from the start", async () => {
		const made = await studio.project({ name: "Tall", ratio: "9:16" });
		const { body } = await studio.json<StoryboardState>(`/api/projects/${made.id}/storyboard`);
		expect([body.storyboard?.width, body.storyboard?.height]).toEqual([1080, 1920]);
		expect(body.commitSha).toBe(made.currentCommitSha);
	});

	test("requested twice with one key are one project, also at the same time, and each key is one person's wish", async () => {
		const ask = (send: object) => studio.json<Project>("/api/projects", { method: "POST", send });
		const wish = { key: "wish-0001", description: "Make a film about a lighthouse.", ratio: "1:1" };
		const answers = await Promise.all([ask(wish), ask(wish), ask(wish)]);
		expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
		const [first] = answers;
		expect((await ask(wish)).body).toEqual(first?.body);
		expect((await ask({ ...wish, key: "wish-0002" })).body.id).not.toBe(first?.body.id);
		const { body } = await studio.json<StoryboardState>(`/api/projects/${first?.body.id}/storyboard`);
		expect([body.storyboard?.width, body.storyboard?.height]).toEqual([1080, 1080]);
		const without = await Promise.all([ask({ name: "No key" }), ask({ name: "No key" })]);
		expect(new Set(without.map((answer) => answer.body.id)).size).toBe(2);
	});

	test("whose shape was not set when the studio stopped get it when the same key is asked again", async () => {
		const wish = { key: "wish-0003", name: "Cut short", ratio: "9:16" };
		const dying = vi.spyOn(studio.sessions, "putStoryboard").mockRejectedValueOnce(new Error("the power went"));
		const kept = vi.spyOn(studio.records.projects, "beginDelete").mockResolvedValueOnce(false);
		expect((await studio.json("/api/projects", { method: "POST", send: wish })).status).toBe(500);
		dying.mockRestore();
		kept.mockRestore();
		const { body: made } = await studio.json<Project>("/api/projects", { method: "POST", send: wish });
		const { body } = await studio.json<StoryboardState>(`/api/projects/${made.id}/storyboard`);
		expect([body.storyboard?.width, body.storyboard?.height]).toEqual([1080, 1920]);
	});

	test("whose deletion was cut short are gone after the next start", async () => {
		const made = await studio.project({ name: "Half gone" });
		await studio.records.projects.beginDelete(made.id);
		await studio.projects.resumeDeletions();
		expect(await studio.records.projects.listDeleting()).toEqual([]);
		for await (const left of studio.objects.list(`repos/${made.id}/`)) expect.fail(`${left.path} was left`);
	});

	test("leave nothing behind when their ratio can't be set", async () => {
		const failing = vi.spyOn(studio.sessions, "putStoryboard").mockRejectedValueOnce(new Error("no sandbox"));
		const { status } = await studio.json("/api/projects", { method: "POST", send: { name: "Unlucky", ratio: "1:1" } });
		failing.mockRestore();
		expect(status).toBe(500);
		expect((await studio.json<{ projects: Project[] }>("/api/projects?search=Unlucky")).body.projects).toEqual([]);
	});
});

describe("bad input", () => {
	const nobody = "/api/projects/aaaaaaaaaaaaaaaaaaaa";
	test.each<[string, string, RequestInit & { send?: unknown }, number, string, string | RegExp]>([
		["an unknown project", nobody, {}, 404, "project_not_found", "There is no such project."],
		["a project id that is none", "/api/projects/..%2F..%2Fetc", {}, 404, "project_not_found", /nothing at this address/],
		["messages of an unknown project", `${nobody}/messages`, {}, 404, "project_not_found", "There is no such project."],
		[
			"a name with control characters",
			"/api/projects",
			{ method: "POST", send: { name: "a\u0007b" } },
			400,
			"bad_request",
			/name: .*control/,
		],
		[
			"a name that turns the text around",
			"/api/projects",
			{ method: "POST", send: { name: "a\u202eb" } },
			400,
			"bad_request",
			/name/,
		],
		[
			"an empty name",
			"/api/projects",
			{ method: "POST", send: { name: "  " } },
			400,
			"bad_request",
			/name: a name can't be empty/,
		],
		["a ratio nobody knows", "/api/projects", { method: "POST", send: { ratio: "4:3" } }, 400, "bad_request", /ratio/],
		[
			"a broken body",
			"/api/projects",
			{ method: "POST", body: "{", headers: { "content-type": "application/json" } },
			400,
			"bad_request",
			/JSON/,
		],
		[
			"a form in place of JSON",
			"/api/projects",
			{ method: "POST", body: "a=1", headers: { "content-type": "text/plain" } },
			415,
			"unsupported_media",
			/body/,
		],
		[
			"a body that is too large",
			"/api/projects",
			{ method: "POST", send: { description: "x".repeat(2_000_000) } },
			413,
			"too_large",
			/too large/,
		],
		["an unknown address", "/api/nothing", {}, 404, "not_found", /nothing at this address/],
		["an unknown export", "/api/exports/aaaaaaaaaaaaaaaaaaaa", {}, 404, "not_found", /no such export/],
		["a limit that is no number", "/api/projects?limit=all", {}, 400, "bad_request", /limit/],
	])("%s is answered with a code, a sentence and a next step", async (_what, path, init, status, code, detail) => {
		const answer = await studio.json<Problem>(path, init);
		expect(answer.status).toBe(status);
		expect(answer.headers.get("content-type")).toContain("application/problem+json");
		const problem = Problem.parse(answer.body);
		expect(problem.code).toBe(code);
		expect(problem.detail).toMatch(detail);
		expect(problem.hint.length).toBeGreaterThan(10);
		expect(problem.requestId).toBe(answer.headers.get("x-request-id"));
	});

	test("a storyboard that fails its schema names the field, and changes nothing", async () => {
		const project = await studio.project({ name: "Strict" });
		const storyboard = { ...STORYBOARD, scenes: [{ ...STORYBOARD.scenes[0], durationInFrames: 0 }] };
		const answer = await studio.json<Problem>(`/api/projects/${project.id}/storyboard`, {
			method: "PUT",
			send: { baseCommitSha: project.currentCommitSha, storyboard },
		});
		expect(answer.status).toBe(422);
		expect(answer.body).toMatchObject({
			code: "storyboard_invalid",
			detail: expect.stringContaining("scenes.0.durationInFrames"),
		});
		expect((await studio.json<Project>(`/api/projects/${project.id}`)).body.currentCommitSha).toBe(project.currentCommitSha);
	});

	test.each([
		["__proto__", '{"__proto__": {"a": 1}}'],
		["constructor with a prototype", '{"constructor": {"prototype": {}}}'],
		["constructor", '{"constructor": 1}'],
		["toString", '{"toString": 1}'],
	])("a storyboard with %s as a prop is refused as storyboard_invalid, and changes nothing", async (_what, props) => {
		const project = await studio.project({ name: "Prototypes" });
		const board = JSON.stringify({ ...STORYBOARD, scenes: [{ ...STORYBOARD.scenes[0], props: 0 }] }).replace(
			'"props":0',
			`"props":${props}`,
		);
		const answer = await fetch(`${studio.url}/api/projects/${project.id}/storyboard`, {
			method: "PUT",
			headers: { "content-type": "application/json" },
			body: `{"baseCommitSha":"${project.currentCommitSha}","storyboard":${board}}`,
		});
		expect(answer.status).toBe(422);
		expect(await answer.json()).toMatchObject({ code: "storyboard_invalid", detail: expect.stringContaining("can't be called") });
		expect((await studio.json<Project>(`/api/projects/${project.id}`)).body.currentCommitSha).toBe(project.currentCommitSha);
	});

	test("an error inside is reported without its inner text", async () => {
		const broken = vi.spyOn(studio.records.projects, "list").mockRejectedValueOnce(new Error("secret path /root/key"));
		const answer = await studio.json<Problem>("/api/projects");
		broken.mockRestore();
		expect(answer.status).toBe(500);
		expect(JSON.stringify(answer.body)).not.toContain("secret");
	});
});

describe("who may ask", () => {
	const body = JSON.stringify({ name: "From elsewhere" });
	const json = { "content-type": "application/json" };

	test.each([
		["a name that was pointed here", { host: "evil.example" }],
		["a name that starts like ours", { host: "localhost.evil.example" }],
		["a name with ours in front of an @", { host: "localhost@evil.example" }],
		["the previews' domain itself", { host: "preview.localhost" }],
	])("reading under %s is refused", async (_what, headers) => {
		const answer = await ask("/api/projects", { headers });
		expect(answer.status).toBe(403);
		expect(JSON.parse(answer.body)).toMatchObject({ code: "forbidden" });
	});

	test.each([
		["another site", { origin: "https://evil.example" }],
		["another port of this machine", { origin: "http://127.0.0.1:1" }],
		["a preview", { origin: "http://abcdefghijklmnopqrstuvwxyz.preview.localhost" }],
		["a frame without an origin", { origin: "null" }],
		["another site that hides its origin", { "sec-fetch-site": "cross-site" }],
		["a sibling of this site", { "sec-fetch-site": "same-site" }],
	])("a write from a page of %s is refused", async (_what, headers) => {
		const answer = await ask("/api/projects", { method: "POST", headers: { ...json, ...headers }, body });
		expect(answer.status).toBe(403);
		expect((await studio.json<{ projects: Project[] }>("/api/projects?search=From+elsewhere")).body.projects).toEqual([]);
	});

	test.each([
		["the studio's own page", () => ({ host: `localhost:${studio.port}`, origin: `http://localhost:${studio.port}` })],
		["the page through a forwarded port", () => ({ host: "localhost:9000", origin: "http://localhost:9000" })],
		["a program", () => ({})],
	])("a write from %s is taken", async (_what, headers) => {
		const answer = await ask("/api/projects", { method: "POST", headers: { ...json, ...headers() }, body: "{}" });
		expect(answer.status).toBe(201);
	});

	test("probes are answered under any name", async () => {
		expect((await ask("/livez", { headers: { host: "10.1.2.3:8080" } })).status).toBe(200);
		expect((await ask("/readyz", { headers: { host: "pod.internal" } })).status).toBe(200);
	});

	test("an address in the request line reaches nothing else", async () => {
		const answer = await new Promise<string>((resolve, reject) => {
			const socket = connect(studio.port, "127.0.0.1", () =>
				socket.write("GET http://169.254.169.254/latest HTTP/1.1\r\nHost: 169.254.169.254\r\nConnection: close\r\n\r\n"),
			);
			let text = "";
			socket.on("data", (data) => {
				text += data;
			});
			socket.on("close", () => resolve(text));
			socket.on("error", reject);
		});
		expect(answer).toMatch(/^HTTP\/1\.1 (403|400|404) /);
	});

	test("every answer forbids framing, sniffing and reading from elsewhere", async () => {
		const { headers } = await studio.json("/api/projects");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("x-frame-options")).toBe("DENY");
		expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
		expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		expect(headers.get("access-control-allow-origin")).toBeNull();
	});
});

describe("versions", () => {
	test("are listed, compared, looked at and restored", async () => {
		const project = await studio.project({ name: "Versions" });
		const edited = await studio.json<StoryboardState>(`/api/projects/${project.id}/storyboard`, {
			method: "PUT",
			send: { baseCommitSha: project.currentCommitSha, storyboard: { ...STORYBOARD, fps: 25 }, title: "Slow it down" },
		});
		expect(edited.status).toBe(200);
		expect(edited.body.storyboard?.fps).toBe(25);
		const { body } = await studio.json<{ versions: Version[] }>(`/api/projects/${project.id}/versions`);
		expect(body.versions.map((version) => [version.title, version.kind, version.current])).toEqual([
			["Slow it down", "edit", true],
			["New project", "start", false],
		]);
		const sha = edited.body.commitSha;
		const diff = await studio.json<{ files: { path: string }[] }>(`/api/projects/${project.id}/versions/${sha}/diff`);
		expect(diff.body.files.map((file) => file.path)).toEqual(["src/storyboard.json"]);
		const looked = await studio.json<{ previewUrl: string }>(`/api/projects/${project.id}/versions/${sha}/preview`, {
			method: "POST",
		});
		expect(looked.body.previewUrl).toContain(sha);
		const restored = await studio.json<{ version: Version; project: Project }>(
			`/api/projects/${project.id}/versions/${project.currentCommitSha}/restore`,
			{ method: "POST" },
		);
		expect(restored.status).toBe(200);
		for (const headers of [{}, { "content-type": "application/json" }]) {
			const bare = await fetch(`${studio.url}/api/projects/${project.id}/versions/${project.currentCommitSha}/restore`, {
				method: "POST",
				headers,
			});
			expect([bare.status, await bare.text()]).toEqual([200, expect.stringContaining("version")]);
		}
		expect(restored.body.project.currentCommitSha).toBe(restored.body.version.sha);
		const undone = await studio.json<{ version: Version }>(
			`/api/projects/${project.id}/versions/${project.currentCommitSha}/restore`,
			{ method: "POST", send: { storyboard: { ...STORYBOARD, fps: 24 }, title: "Undo 2 changes" } },
		);
		expect([undone.status, undone.body.version.title]).toEqual([200, "Undo 2 changes"]);
		const invalid = await studio.json<{ code: string }>(`/api/projects/${project.id}/versions/${sha}/restore`, {
			method: "POST",
			send: { storyboard: { ...STORYBOARD, fps: 0 } },
		});
		expect([invalid.status, invalid.body.code]).toEqual([422, "storyboard_invalid"]);
		const late = await studio.json<{ detail: string }>(`/api/projects/${project.id}/versions/${sha}/restore`, {
			method: "POST",
			send: { baseCommitSha: sha },
		});
		expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining("came in between")]);
		expect((await studio.json(`/api/projects/${project.id}/versions/${"0".repeat(40)}/restore`, { method: "POST" })).status).toBe(
			404,
		);
	});

	test("a storyboard written on an old version is refused, naming what happened", async () => {
		const project = await studio.project({ name: "Two tabs" });
		const put = () =>
			studio.json<Problem>(`/api/projects/${project.id}/storyboard`, {
				method: "PUT",
				send: { baseCommitSha: project.currentCommitSha, storyboard: { ...STORYBOARD, fps: 24 } },
			});
		expect((await put()).status).toBe(200);
		const second = await put();
		expect(second.status).toBe(409);
		expect(second.body.code).toBe("stale_head");
	});

	test("give out the storyboard of each, and of no other project's", async () => {
		const project = await studio.project({ name: "Looked at" });
		const other = await studio.project({ name: "Other" });
		const sha = project.currentCommitSha;
		const at = await studio.json<StoryboardState>(`/api/projects/${project.id}/versions/${sha}/storyboard`);
		expect(at.status).toBe(200);
		expect([at.body.commitSha, at.body.storyboard?.scenes[0]?.id]).toEqual([sha, "title-1"]);
		const unknown = await studio.json(`/api/projects/${other.id}/versions/${"a".repeat(40)}/storyboard`);
		expect(unknown.status).toBe(404);
	});

	test("get their picture in the background, and followers are notified", async () => {
		const project = await studio.project({ name: "Pictured" });
		const sha = project.currentCommitSha;
		expect((await studio.json(`/api/projects/${project.id}/versions/${sha}/picture.jpg`)).status).toBe(404);
		const live = vi.spyOn(studio.records.sessions, "findByProject").mockResolvedValue({ state: "ready" } as never);
		studio.sessions.picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
		studio.projects.versions.created(project.id, sha);
		await studio.projects.versions.settled();
		live.mockRestore();
		studio.sessions.picture = null;
		const picture = await fetch(`${studio.url}/api/projects/${project.id}/versions/${sha}/picture.jpg`);
		expect(picture.headers.get("content-type")).toBe("image/jpeg");
		expect((await picture.arrayBuffer()).byteLength).toBe(7);
		const reported = studio.sessions.sent.filter((one) => one.projectId === project.id).map((one) => one.message.type);
		expect(reported).toEqual(["version:created", "project:changed"]);
		const { body } = await studio.json<{ versions: Version[] }>(`/api/projects/${project.id}/versions`);
		expect(body.versions[0]?.pictureUrl).toBe(`/api/projects/${project.id}/versions/${sha}/picture.jpg`);
	});
});

describe("assets", () => {
	test("are taken in by their bytes, listed with their facts, served whole and in ranges, and removed", async () => {
		const project = await studio.project({ name: "Media" });
		const picture = png(32, 18);
		const added = await upload(project.id, [
			{ name: "Ünser Logo.JPEG", bytes: picture },
			{ name: "data.json", bytes: '{"a":1}' },
		]);
		expect(added.status).toBe(201);
		expect(
			added.body.assets.map(({ name, kind, width, height, mediaType }) => ({ name, kind, width, height, mediaType })),
		).toEqual([
			{ name: "Unser-Logo.png", kind: "image", width: 32, height: 18, mediaType: "image/png" },
			{ name: "data.json", kind: "data", width: null, height: null, mediaType: "application/json" },
		]);
		const address = `${studio.url}/api/projects/${project.id}/assets/Unser-Logo.png`;
		const whole = await fetch(address);
		expect(Buffer.from(await whole.arrayBuffer()).equals(picture)).toBe(true);
		expect(whole.headers.get("content-security-policy")).toContain("sandbox");
		const head = await fetch(address, { method: "HEAD" });
		expect(head.headers.get("content-length")).toBe(String(picture.length));
		const part = await fetch(address, { headers: { range: "bytes=1-3" } });
		expect(part.status).toBe(206);
		expect(await part.text()).toBe("PNG");
		expect(part.headers.get("content-range")).toBe(`bytes 1-3/${picture.length}`);
		expect((await fetch(address, { headers: { range: `bytes=${picture.length}-` } })).status).toBe(416);
		expect((await fetch(address, { headers: { "if-none-match": whole.headers.get("etag") ?? "" } })).status).toBe(304);

		const removed = await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets/Unser-Logo.png`, {
			method: "DELETE",
		});
		expect(removed.body.assets.map((asset) => asset.name)).toEqual(["data.json"]);
		expect((await fetch(address)).status).toBe(404);
	});

	test("of the same name get a number; the same file twice is there once", async () => {
		const project = await studio.project({ name: "Names" });
		await upload(project.id, [{ name: "a.png", bytes: png(1, 1) }]);
		await upload(project.id, [{ name: "a.png", bytes: png(2, 2) }]);
		const third = await upload(project.id, [{ name: "a.png", bytes: png(1, 1) }]);
		expect(third.body.assets.map((asset) => asset.name)).toEqual(["a.png", "a-2.png"]);
	});

	test("sent at the same time are all there", async () => {
		const project = await studio.project({ name: "At once" });
		await Promise.all([1, 2, 3].map((size) => upload(project.id, [{ name: `p${size}.png`, bytes: png(size, size) }])));
		const { body } = await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets`);
		expect(body.assets.map((asset) => asset.name).sort()).toEqual(["p1.png", "p2.png", "p3.png"]);
	});

	test("drawings run nothing when they are opened", async () => {
		const project = await studio.project({ name: "Drawing" });
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"><script>alert(1)</script></svg>';
		const { body } = await upload(project.id, [{ name: "x.svg", bytes: svg }]);
		expect(body.assets[0]).toMatchObject({ width: 10, height: 20, mediaType: "image/svg+xml" });
		const answer = await fetch(`${studio.url}/api/projects/${project.id}/assets/x.svg`);
		expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
		expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
	});

	test.each([
		[
			"a program named like a picture",
			"evil.png",
			Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "latin1"),
			415,
			"unsupported_media",
		],
		["a page named like a drawing", "evil.svg", Buffer.from("<html><script>alert(1)</script></html>"), 415, "unsupported_media"],
		["broken JSON", "a.json", Buffer.from('{"a":'), 415, "unsupported_media"],
		["an empty file", "a.png", Buffer.alloc(0), 400, "bad_request"],
		["a file over the limit", "big.png", Buffer.concat([png(1, 1), Buffer.alloc(5_000_001)]), 413, "too_large"],
	])("%s is refused in words, and nothing is added or left", async (_what, name, bytes, status, code) => {
		const project = await studio.project({ name: "Refusing" });
		const answer = await upload(project.id, [
			{ name: "good.png", bytes: png(3, 3) },
			{ name, bytes },
		]);
		expect(answer.status).toBe(status);
		expect(answer.body.code).toBe(code);
		expect((await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets`)).body.assets).toEqual([]);
		expect(await readdir(join(studio.folder, "tmp"))).toEqual([]);
	});

	test("foreign-names: the name a person gave is kept beside a safe path, listed, and offered for a download", async () => {
		const project = await studio.project({ name: "海の休日" });
		const names = ["海の休日.png", "Отпуск на море.png", "عطلة.png", "👩‍👩‍👧.png", 'quote"name.png', "line\nbreak.png"];
		for (const [index, name] of names.entries()) await upload(project.id, [{ name, bytes: png(index + 1, 1) }]);
		const { body } = await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets`);
		expect(body.assets.map((asset) => asset.originalName)).toEqual([...names.slice(0, 5), "line break.png"]);
		expect(new Set(body.assets.map((asset) => asset.path)).size).toBe(names.length);
		for (const { name } of body.assets) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*\.png$/);
		const answer = await fetch(`${studio.url}/api/projects/${project.id}/assets/${body.assets[0]?.name}`);
		expect(answer.headers.get("content-disposition")).toContain(`filename*=UTF-8''${encodeURIComponent("海の休日.png")}`);
		const { body: history } = await studio.json<{ versions: Version[] }>(`/api/projects/${project.id}/versions`);
		expect(history.versions.map((version) => version.title)).toContain("Add 海の休日.png");
		const again = await upload(project.id, [{ name: "海の休日.png", bytes: png(1, 1) }]);
		expect(again.body.assets).toHaveLength(names.length);
		const zip = await fetch(`${studio.url}/api/projects/${project.id}/archive.zip`, { method: "HEAD" });
		expect(zip.headers.get("content-disposition")).toContain(`filename*=UTF-8''${encodeURIComponent("海の休日.zip")}`);
	});

	test("exif-png, m4v-brand, csv-semicolon and json-bom: the list says what is seen, and the film reads plain UTF-8", async () => {
		const project = await studio.project({ name: "Formats" });
		const media = (name: string) => readFileSync(join(import.meta.dirname, "../../../sandbox/src/testing/media", name));
		const { body, status } = await upload(project.id, [
			{ name: "exifpng.png", bytes: media("exifpng.png") },
			{ name: "clip.m4v", bytes: media("clip.m4v") },
			{ name: "euro_nocomma.csv", bytes: "Land;Wert\nDE;1\n" },
			{ name: "data_bom.json", bytes: '\ufeff{"a":1}' },
		]);
		expect(status).toBe(201);
		expect(body.assets).toMatchObject([
			{ kind: "image", width: 200, height: 400 },
			{ kind: "video", mediaType: "video/mp4", name: "clip.mp4", width: 64, height: 64, codecs: ["avc"] },
			{ kind: "data", mediaType: "text/csv", name: "euro_nocomma.csv" },
			{ kind: "data", mediaType: "application/json", bytes: 7 },
		]);
		const json = await fetch(`${studio.url}/api/projects/${project.id}/assets/data_bom.json`);
		expect(Buffer.from(await json.arrayBuffer()).toString("latin1")).toBe('{"a":1}');
	});

	test("alac-sound: Apple Lossless is taken in, and the list says that a playable copy of it is made", async () => {
		const project = await studio.project({ name: "Memo" });
		const bytes = readFileSync(join(import.meta.dirname, "../../../sandbox/src/testing/media/memo.m4a"));
		const answer = await upload(project.id, [{ name: "memo.m4a", bytes }]);
		expect(answer.body.assets).toMatchObject([
			{ name: "memo.m4a", kind: "audio", codecs: ["alac"], conversion: "m4a", proxy: { state: "preparing" } },
		]);
	});

	test("hevc-preview: the list says the codec, and how far the playable copy is; a download of the original is the original", async () => {
		const project = await studio.project({ name: "Phone" });
		const media = (name: string) => readFileSync(join(import.meta.dirname, "../../../sandbox/src/testing/media", name));
		const added = await upload(project.id, [
			{ name: "Ferien.MOV", bytes: media("phone.mp4") },
			{ name: "photo.heic", bytes: media("photo.heic") },
		]);
		const preparing = { state: "preparing", reason: null };
		expect(added.body.assets).toMatchObject([
			{ name: "Ferien.mp4", originalName: "Ferien.MOV", codecs: ["hevc"], conversion: "mp4", proxy: preparing },
			{ name: "photo.jpg", mediaType: "image/jpeg", width: 400, height: 200, conversion: "jpg", proxy: preparing },
		]);
		const [clip] = added.body.assets;
		if (clip === undefined) throw new Error("there is no clip");
		const waiting = { state: "waiting" as const, reason: null };
		studio.sessions.proxies.set(project.id, new Map([[clip.sha256, waiting]]));
		const underWay = await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets`);
		expect(underWay.body.assets).toMatchObject([{ proxy: waiting }, { proxy: preparing }]);
		const store = assetBytes(studio.objects, { maxAssetBytes: 5_000_000 });
		await store.keepProxy(project.id, clip, {
			body: Readable.from([Buffer.from("proxy")]),
			bytes: 5,
			sha256: createHash("sha256").update("proxy").digest("hex"),
		});
		await store.keepFailure(project.id, added.body.assets[1] ?? clip, "It is damaged. Save it as JPEG.");
		const listed = await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets`);
		expect(listed.body.assets).toMatchObject([
			{ proxy: { state: "ready" } },
			{ proxy: { state: "failed", reason: "It is damaged. Save it as JPEG." } },
		]);
		const address = `${studio.url}/api/projects/${project.id}/assets/Ferien.mp4`;
		const played = await fetch(address);
		expect(await played.text()).toBe("proxy");
		expect(played.headers.get("content-disposition")).toContain('filename="Ferien.mp4"');
		const original = await fetch(`${address}?original=true`);
		expect(Buffer.from(await original.arrayBuffer()).equals(media("phone.mp4"))).toBe(true);
		expect(original.headers.get("content-disposition")).toContain('filename="Ferien.MOV"');
	});

	const part = (name: string, content: string) =>
		`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}`;
	test.each([
		["a part without an end", "multipart/form-data; boundary=x", "--x\r\nbroken"],
		["no boundary", "multipart/form-data", "--x\r\nbroken"],
		["an empty boundary", "multipart/form-data; boundary=", "--x\r\nbroken"],
		["another boundary", "multipart/form-data; boundary=y", `${part("a.csv", "a;b")}\r\n--x--\r\n`],
		["a file that is cut", "multipart/form-data; boundary=x", part("a.csv", "a;b;c")],
		["a second file that is cut", "multipart/form-data; boundary=x", `${part("a.csv", "a;b")}\r\n${part("b.csv", "a;b")}`],
		["no last line", "multipart/form-data; boundary=x", `${part("a.csv", "a;b")}\r\n--x\r\n`],
		["nothing", "multipart/form-data; boundary=x", ""],
		["bytes", "multipart/form-data; boundary=x", "\0\u0001\u0002"],
	])("broken-multipart: a form with %s is the client's fault, and leaves nothing", async (_what, type, body) => {
		const project = await studio.project({ name: "Broken" });
		const answer = await studio.json<Problem>(`/api/projects/${project.id}/assets`, {
			method: "POST",
			headers: { "content-type": type },
			body,
		});
		expect(answer.body).toMatchObject({ status: 400, code: "bad_request" });
		expect(answer.body.hint.length).toBeGreaterThan(5);
		expect((await studio.json<{ assets: Asset[] }>(`/api/projects/${project.id}/assets`)).body.assets).toEqual([]);
		expect(await readdir(join(studio.folder, "tmp"))).toEqual([]);
	});

	test("sent as something else than a form are refused in words", async () => {
		const project = await studio.project({ name: "No form" });
		const answer = await studio.json<Problem>(`/api/projects/${project.id}/assets`, { method: "POST", send: { a: 1 } });
		expect(answer.body.code).toBe("bad_request");
	});
});

describe("the project to take home", () => {
	test("as a zip: its files, its media, and the notice on Remotion's license", async () => {
		const project = await studio.project({ name: "Zürich bei Nacht" });
		await upload(project.id, [{ name: "logo.png", bytes: png(4, 4) }]);
		const answer = await fetch(`${studio.url}/api/projects/${project.id}/archive.zip`);
		expect(answer.headers.get("content-disposition")).toContain('filename="zurich-bei-nacht.zip"');
		const files = unzip(Buffer.from(await answer.arrayBuffer()));
		expect(files.get("zurich-bei-nacht/public/assets/logo.png")?.equals(png(4, 4))).toBe(true);
		expect(JSON.parse(String(files.get("zurich-bei-nacht/src/storyboard.json")))).toEqual(STORYBOARD);
		expect([...files.keys()].sort()).toEqual([
			"zurich-bei-nacht/REMOTION-LICENSE.md",
			"zurich-bei-nacht/assets.json",
			"zurich-bei-nacht/package.json",
			"zurich-bei-nacht/public/assets/logo.png",
			"zurich-bei-nacht/src/storyboard.json",
		]);
	});

	test("as a zip that opens in Remotion as it is, with the original of each converted file beside it", async () => {
		const project = await studio.project({ name: "Phone" });
		const media = (name: string) => readFileSync(join(import.meta.dirname, "../../../sandbox/src/testing/media", name));
		const added = await upload(project.id, [
			{ name: "Meine Ferien.MOV", bytes: media("phone.mp4") },
			{ name: "photo.heic", bytes: media("photo.heic") },
			{ name: "logo.png", bytes: png(4, 4) },
		]);
		const [clip] = added.body.assets;
		if (clip === undefined) throw new Error("there is no clip");
		const proxy = Buffer.from("proxy");
		await assetBytes(studio.objects, { maxAssetBytes: 5_000_000 }).keepProxy(project.id, clip, {
			body: Readable.from([proxy]),
			bytes: proxy.length,
			sha256: createHash("sha256").update(proxy).digest("hex"),
		});
		const answer = await fetch(`${studio.url}/api/projects/${project.id}/archive.zip`);
		const files = unzip(Buffer.from(await answer.arrayBuffer()));
		expect(files.get("phone/public/assets/Meine-Ferien.mp4")).toEqual(proxy);
		expect(files.get("phone/originals/Meine-Ferien.MOV")?.equals(media("phone.mp4"))).toBe(true);
		// Not converted yet: the film has the original itself.
		expect(files.get("phone/public/assets/photo.jpg")?.equals(media("photo.heic"))).toBe(true);
		expect([...files.keys()].filter((name) => name.startsWith("phone/originals/"))).toHaveLength(1);
		const text = String(files.get("phone/MEDIA.md"));
		expect(text).toContain("| `public/assets/Meine-Ferien.mp4` | `originals/Meine-Ferien.MOV` |");
	});

	test.each(["2", "0"])("as a git repository that can be cloned (protocol %s), and not pushed to", async (version) => {
		const project = await studio.project({ name: "Cloned" });
		await studio.json(`/api/projects/${project.id}/storyboard`, {
			method: "PUT",
			send: { baseCommitSha: project.currentCommitSha, storyboard: STORYBOARD, title: "An edit" },
		});
		const folder = join(scratch, `clone-${version}`);
		const address = `http://127.0.0.1:${studio.port}/git/${project.id}.git`;
		const env = { ...process.env, GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_GLOBAL: "/dev/null" };
		await run("git", ["-c", `protocol.version=${version}`, "clone", "-q", address, folder], { env });
		expect(JSON.parse(await readFile(join(folder, "src/storyboard.json"), "utf8"))).toEqual(STORYBOARD);
		const { stdout } = await run("git", ["-C", folder, "log", "--format=%s"], { env });
		expect(stdout.trim().split("\n")).toEqual(["An edit", "New project"]);
		await run("git", ["-C", folder, "fsck", "--strict"], { env });
		const push = run("git", ["-C", folder, "push", "-q", "origin", "HEAD:refs/heads/evil"], { env });
		await expect(push).rejects.toThrow(/403/);
	});

	test("a git repository that is not there is not found", async () => {
		const answer = await fetch(`${studio.url}/git/aaaaaaaaaaaaaaaaaaaa.git/info/refs?service=git-upload-pack`);
		expect(answer.status).toBe(404);
	});
});

describe("film checks", () => {
	const checked = (version: string): RanFilmCheck => ({
		check: {
			version,
			checkedAt: "2026-01-01T00:00:00.000Z",
			asked: { total: 1, shown: 1, missing: [], items: [] },
			findings: [
				{
					code: "contrast_low",
					severity: "error",
					sceneId: "title-1",
					frames: [40, 60],
					element: "Clean wells",
					message: "The text is hard to read.",
					measured: "1.5:1",
					wanted: "at least 3:1",
					fix: null,
					pictureUrl: null,
				},
			],
			notChecked: [],
			coveredScenes: ["title-1"],
			frames: 4,
			durationMs: 20,
		},
		pictures: [{ finding: 0, mediaType: "image/jpeg", data: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]).toString("base64") }],
	});
	type Answer = { state: string; version: string; result: FilmCheck | null; problem: { code: string } | null };

	test("a check is requested, kept with its version and announced; its pictures can be read", async () => {
		const project = await studio.project();
		const path = `/api/projects/${project.id}/checks`;
		expect((await studio.json<Answer>(path)).body).toMatchObject({
			state: "none",
			version: project.currentCommitSha,
			result: null,
		});
		studio.sessions.filmCheck = checked(project.currentCommitSha);
		expect((await studio.json(path, { method: "POST" })).status).toBe(202);
		await studio.projects.checks.settled();
		const { body } = await studio.json<Answer>(path);
		expect(body).toMatchObject({ state: "done", result: { version: project.currentCommitSha, asked: { total: 1, shown: 1 } } });
		const picture = await fetch(`${studio.url}${body.result?.findings[0]?.pictureUrl}`);
		expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
		const own = studio.sessions.sent.filter(({ projectId }) => projectId === project.id);
		const states = own.flatMap(({ message }) => (message.type === "checks:changed" ? [message.checks.state] : []));
		expect(states).toEqual(["running", "done"]);
	});

	test("a check that can't run says why, and the result of the version before stays to be read", async () => {
		const project = await studio.project();
		const path = `/api/projects/${project.id}/checks`;
		studio.sessions.filmCheck = null;
		await studio.json(path, { method: "POST" });
		await studio.projects.checks.settled();
		expect((await studio.json<Answer>(path)).body).toMatchObject({
			state: "failed",
			problem: { code: "browser_missing" },
			result: null,
		});
	});
});

describe("what machines ask", () => {
	test("the OpenAPI document lists every route of the API, each with its failures", async () => {
		const { body } = await studio.json<{ openapi: string; paths: Record<string, Record<string, { responses: object }>> }>(
			"/api/openapi.json",
		);
		expect(body.openapi).toMatch(/^3\.1/);
		const listed = Object.entries(body.paths).flatMap(([path, verbs]) =>
			Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
		);
		for (const route of [
			"GET /api/health",
			"GET /livez",
			"GET /readyz",
			"GET /api/me",
			"GET /api/projects",
			"POST /api/projects",
			"GET /api/projects/{id}",
			"PATCH /api/projects/{id}",
			"DELETE /api/projects/{id}",
			"GET /api/projects/{id}/messages",
			"POST /api/projects/{id}/messages",
			"GET /api/projects/{id}/versions",
			"POST /api/projects/{id}/versions/{sha}/restore",
			"POST /api/projects/{id}/versions/{sha}/preview",
			"GET /api/projects/{id}/versions/{sha}/diff",
			"GET /api/projects/{id}/versions/{sha}/picture.jpg",
			"GET /api/projects/{id}/checks",
			"POST /api/projects/{id}/checks",
			"GET /api/projects/{id}/storyboard",
			"PUT /api/projects/{id}/storyboard",
			"GET /api/projects/{id}/assets",
			"POST /api/projects/{id}/assets",
			"GET /api/projects/{id}/assets/{name}",
			"DELETE /api/projects/{id}/assets/{name}",
			"POST /api/projects/{id}/exports",
			"GET /api/projects/{id}/exports",
			"GET /api/exports/{id}",
			"DELETE /api/exports/{id}",
			"GET /api/exports/{id}/file",
			"GET /api/projects/{id}/archive.zip",
			"POST /api/projects/{id}/attachments",
			"GET /api/projects/{id}/attachments/{sha256}",
		]) {
			expect(listed).toContain(route);
		}
		for (const [path, verbs] of Object.entries(body.paths)) {
			if (!path.startsWith("/api/projects") && !path.startsWith("/api/exports")) continue;
			for (const { responses } of Object.values(verbs)) expect(Object.keys(responses)).toContain("4XX");
		}
	});

	test("health names each part, and what is wrong with it", async () => {
		expect((await studio.json("/api/health")).body).toEqual({
			status: "ok",
			version: "0.0.0",
			checks: { records: "ok", objects: "ok" },
		});
	});

	test("metrics count requests by route, never by id", async () => {
		const project = await studio.project({ name: "Counted" });
		await studio.json(`/api/projects/${project.id}`);
		const text = await (await fetch(`${studio.url}/metrics`)).text();
		expect(text).toContain('route="/api/projects/:id"');
		expect(text).not.toContain(project.id);
		expect(text).toContain("storydream_sessions");
	});
});

describe("pictures for a message", () => {
	let project: Project;
	const upload = (body: Buffer, type = "image/png") =>
		fetch(`${studio.url}/api/projects/${project.id}/attachments`, {
			method: "POST",
			headers: { "content-type": type },
			body: new Uint8Array(body),
		});
	beforeAll(async () => {
		project = await studio.project({ name: "Pictures" });
	});

	test("are uploaded one by one, kept by their content, and shown", async () => {
		const first = await upload(png(4, 4));
		expect(first.status).toBe(201);
		const picture = UploadedPicture.parse(await first.json());
		expect(picture).toMatchObject({ mediaType: "image/png", bytes: png(4, 4).length });
		expect(UploadedPicture.parse(await (await upload(png(4, 4), "application/octet-stream")).json())).toEqual(picture);
		const shown = await fetch(`${studio.url}${picture.url}`);
		expect(Buffer.from(await shown.arrayBuffer())).toEqual(png(4, 4));
	});

	test.each([
		["words", Buffer.from("just some words"), 415, "unsupported_media"],
		["nothing", Buffer.alloc(0), 415, "unsupported_media"],
		["more than 10 MB", Buffer.concat([png(4, 4), Buffer.alloc(10_000_001)]), 413, "too_large"],
	])("%s is refused in words", async (_what, body, status, code) => {
		const answer = await upload(body);
		expect(answer.status).toBe(status);
		expect(Problem.parse(await answer.json()).code).toBe(code);
	});

	test("a project that is not there takes none", async () => {
		const answer = await fetch(`${studio.url}/api/projects/none-such/attachments`, {
			method: "POST",
			headers: { "content-type": "image/png" },
			body: new Uint8Array(png(4, 4)),
		});
		expect(answer.status).toBe(404);
	});

	test("twelve large ones at once are all taken", async () => {
		const large = (index: number) => Buffer.concat([png(4, 4), Buffer.alloc(9_900_000, index)]);
		const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => upload(large(index))));
		expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 12 }, () => 201));
	});
});

describe("the page", () => {
	test("is served at every address of the app, with a strict policy that knows its inline script", async () => {
		for (const path of ["/", "/projects/abc", "/index.html"]) {
			const answer = await fetch(`${studio.url}${path}`);
			expect(await answer.text()).toContain("<p>app");
			const policy = answer.headers.get("content-security-policy") ?? "";
			expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[A-Za-z0-9+/=]+'/);
			expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${studio.port}`);
			expect(policy).toContain("frame-src http://*.preview.localhost:*");
			expect(answer.headers.get("cache-control")).toBe("no-cache");
		}
	});

	test("comes compressed to a browser that takes it, and as it is to others", async () => {
		const plain = await ask("/assets/app-abc.js");
		expect([plain.body, plain.headers["content-encoding"]]).toEqual(["1", undefined]);
		const compressed = await ask("/assets/app-abc.js", { headers: { "accept-encoding": "gzip, br" } });
		expect(compressed.headers).toMatchObject({
			"content-encoding": "br",
			"content-type": expect.stringContaining("javascript"),
			"cache-control": expect.stringContaining("immutable"),
			vary: expect.stringMatching(/accept-encoding/i),
		});
		const read = await fetch(`${studio.url}/assets/app-abc.js`, { headers: { "accept-encoding": "br" } });
		expect(await read.text()).toBe("1");
	});

	test("has hashed files that are kept for ever, and no page in place of a missing file", async () => {
		const hashed = await fetch(`${studio.url}/assets/app-abc.js`);
		expect(hashed.headers.get("cache-control")).toContain("immutable");
		const missing = await fetch(`${studio.url}/assets/app-old.js`);
		expect(missing.status).toBe(404);
		for (const path of ["/..%2f..%2f..%2fetc/passwd", "/assets/..%2f..%2fstudio.db"]) {
			expect((await ask(path)).body).not.toMatch(/root:|SQLite/);
		}
	});
});
