import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { zstdCompressSync } from "node:zlib";
import { OpenedProject } from "@storydream/protocol";
import tar from "tar-stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { STORYBOARD, startTestSandbox, type TestSandbox, TOKEN } from "../testing/harness.ts";
import { inOrder, type ScriptedModel, startScriptedModel } from "../testing/index.ts";

let model: ScriptedModel;
let sandbox: TestSandbox;

beforeAll(async () => {
	model = await startScriptedModel();
});
afterAll(async () => {
	await model.close();
});
beforeEach(async () => {
	sandbox = await startTestSandbox({ gatewayUrl: model.url });
});
afterEach(async () => {
	await sandbox.close();
});

const project = () => path.join(sandbox.dir, "project");
function git(dir: string, ...args: string[]): Buffer {
	return execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: dir, maxBuffer: 1e9 });
}

type Entry = { name: string; content?: string | Buffer; link?: string };
async function archive(entries: Entry[]): Promise<Uint8Array> {
	const pack = tar.pack();
	for (const entry of entries) {
		if (entry.link !== undefined) pack.entry({ name: entry.name, type: "symlink", linkname: entry.link });
		else pack.entry({ name: entry.name }, entry.content ?? "");
	}
	pack.finalize();
	return new Uint8Array(zstdCompressSync(await buffer(pack)));
}

/** A repository of its own with two commits, its source archive and the pack from the first to the second. */
async function makeProject(change: (dir: string) => Promise<void> = async () => {}) {
	const dir = await mkdtemp(path.join(os.tmpdir(), "storydream-made-"));
	git(dir, "init", "-q", "-b", "main");
	await writeFile(path.join(dir, "first.txt"), "one\r\ntwo\n");
	await change(dir);
	git(dir, "add", "-A");
	git(dir, "commit", "-q", "-m", "first");
	await writeFile(path.join(dir, "second.txt"), "2");
	git(dir, "add", "-A");
	git(dir, "commit", "-q", "-m", "second");
	const sha = git(dir, "rev-parse", "HEAD").toString().trim();
	const commit = git(dir, "cat-file", "commit", sha);
	const files = git(dir, "ls-tree", "-r", "-z", sha).toString().split("\0").filter(Boolean);
	const entries: Entry[] = files.map((line) => {
		const [, mode, , blob, name] = /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
		const content = git(dir, "cat-file", "blob", blob ?? "");
		return mode === "120000" ? { name: name ?? "", link: content.toString() } : { name: name ?? "", content };
	});
	await writeFile(path.join(dir, "third.txt"), "3");
	git(dir, "add", "-A");
	git(dir, "commit", "-q", "-m", "third");
	const head = git(dir, "rev-parse", "HEAD").toString().trim();
	git(dir, "bundle", "create", "-q", `../${path.basename(dir)}.bundle`, "main", `^${sha}`);
	const bundle = new Uint8Array(await readFile(`${dir}.bundle`));
	await rm(`${dir}.bundle`);
	return {
		dir,
		sha,
		head,
		bundle,
		tree: git(dir, "rev-parse", `${sha}^{tree}`).toString().trim(),
		source: await archive([{ name: ".storydream/commit", content: commit }, ...entries]),
		entries,
		commit,
	};
}

async function open(sha: string, source: Uint8Array): Promise<Response> {
	const query = new URLSearchParams({ projectId: "project-1", sha, userName: "Ada", userEmail: "a@example.org" });
	return sandbox.call("PUT", `/project?${query}`, source);
}

describe("opening", () => {
	it("takes in a source archive and newer packs, byte for byte, and history goes on from there", async () => {
		const made = await makeProject(async (dir) => symlink("first.txt", path.join(dir, "inside-link")));
		const answer = await open(made.sha, made.source);
		expect(OpenedProject.parse(await answer.json())).toEqual({
			head: made.sha,
			treeSha: made.tree,
			leftOut: { count: 0, paths: [] },
		});
		expect(await readFile(path.join(project(), "first.txt"), "utf8")).toBe("one\r\ntwo\n");
		expect(existsSync(path.join(project(), "src"))).toBe(false);
		const added = await sandbox.call("POST", "/project/bundles", made.bundle);
		expect((await added.json()) as object).toMatchObject({ head: made.head });
		expect(await readFile(path.join(project(), "third.txt"), "utf8")).toBe("3");
		expect(git(project(), "status", "--porcelain").toString()).toBe("");
		git(project(), "fsck", "--strict");

		model.answer(
			inOrder([{ tool: "Write", input: { file_path: path.join(project(), "fourth.txt"), content: "4" } }], [{ text: "Done." }]),
		);
		const { end } = await sandbox.run("Write the fourth");
		const bundle = await sandbox.call("GET", `/bundles?since=${made.head}`);
		expect(bundle.headers.get("x-head-sha")).toBe(end.head);
		await writeFile(path.join(made.dir, "out.bundle"), new Uint8Array(await bundle.arrayBuffer()));
		git(made.dir, "fetch", "-q", "out.bundle", "main");
		expect(git(made.dir, "rev-parse", "FETCH_HEAD").toString().trim()).toBe(end.head);
		expect(git(made.dir, "diff", "--name-status", made.head, end.head).toString()).toBe("A\tfourth.txt\n");
		expect((await sandbox.call("GET", `/bundles?since=${end.head}`)).status).toBe(204);
		await rm(made.dir, { recursive: true });
	});

	it("refuses files that are not the ones of the commit, and stays as it was", async () => {
		const made = await makeProject();
		const before = sandbox.running.host.health().head;
		const tampered = await archive([
			{ name: ".storydream/commit", content: made.commit },
			{ name: "first.txt", content: "something else" },
		]);
		const answer = await open(made.sha, tampered);
		expect(answer.status).toBe(500);
		expect((await answer.json()) as object).toMatchObject({ code: "version_broken" });
		expect(sandbox.running.host.health()).toMatchObject({ head: before, state: "empty" });
		await rm(made.dir, { recursive: true });
	});

	it.each([
		["climbs out", [{ name: "../out.txt", content: "x" }]],
		["is absolute", [{ name: "/tmp/storydream-absolute.txt", content: "x" }]],
		["writes into .git", [{ name: ".git/hooks/pre-commit", content: "x" }]],
		["writes into .GIT by another spelling", [{ name: "a/.GIT/config", content: "x" }]],
		[
			"writes through its own link",
			[
				{ name: "door", link: "/tmp" },
				{ name: "door/storydream-through.txt", content: "x" },
			],
		],
	])("refuses an archive that %s", async (_name, entries: Entry[]) => {
		const made = await makeProject();
		const answer = await open(made.sha, await archive([{ name: ".storydream/commit", content: made.commit }, ...entries]));
		expect(answer.ok).toBe(false);
		expect(existsSync("/tmp/storydream-absolute.txt")).toBe(false);
		expect(existsSync("/tmp/storydream-through.txt")).toBe(false);
		expect(existsSync(path.join(sandbox.dir, "tmp", "out.txt"))).toBe(false);
		await rm(made.dir, { recursive: true });
	});

	it("drops a link that leads out, and the next version records that it is gone", async () => {
		const made = await makeProject(async (dir) => symlink("/etc/passwd", path.join(dir, "out-link")));
		const answer = await open(made.sha, made.source);
		expect(answer.status).toBe(200);
		expect(existsSync(path.join(project(), "out-link"))).toBe(false);
		model.answer(inOrder([{ text: "Nothing to do." }]));
		const { end } = await sandbox.run("Look");
		expect(end.changed).toBe(true);
		expect(git(project(), "ls-files").toString()).not.toContain("out-link");
		await rm(made.dir, { recursive: true });
	});

	it("says so when it is no archive at all", async () => {
		const answer = await open("0".repeat(40), new TextEncoder().encode("not an archive"));
		expect(answer.status).toBe(400);
		expect((await answer.json()) as object).toMatchObject({ code: "bad_request", hint: expect.any(String) });
	});
});

describe("edits by hand", () => {
	it("write a storyboard in a fixed order, keep what is unknown, and commit these files alone", async () => {
		const head = await sandbox.openNew();
		await writeFile(path.join(project(), "half-written.txt"), "by a running turn");
		const storyboard = {
			...STORYBOARD,
			mood: "calm",
			scenes: [{ ...STORYBOARD.scenes[0], durationInFrames: 60, note: "keep me" }],
		};
		const answer = await sandbox.call("POST", "/edits", { title: "Trim the title", baseCommitSha: head, storyboard });
		const result = (await answer.json()) as { head: string; changed: boolean };
		expect(result.changed).toBe(true);
		const written: unknown = JSON.parse(await readFile(path.join(project(), "src/storyboard.json"), "utf8"));
		expect(written).toEqual(storyboard);
		expect(git(project(), "diff", "--name-only", head, result.head).toString()).toBe("src/storyboard.json\n");
		expect(git(project(), "log", "-1", "--format=%an|%s|%(trailers:only)").toString().trim()).toBe(
			"Ada Example|Trim the title|StoryDream-Kind: edit",
		);
		const again = await sandbox.call("POST", "/edits", { title: "Again", storyboard });
		expect(await again.json()).toEqual({ head: result.head, changed: false });
		const stale = await sandbox.call("POST", "/edits", { title: "Late", baseCommitSha: head, storyboard });
		expect(stale.status).toBe(409);
		expect((await stale.json()) as object).toMatchObject({ code: "stale_head" });
	});

	it("refuse a storyboard that breaks the rules, naming scene and field", async () => {
		await sandbox.openNew();
		const storyboard = { ...STORYBOARD, scenes: [{ ...STORYBOARD.scenes[0], durationInFrames: 0 }] };
		const answer = await sandbox.call("POST", "/edits", { title: "Break it", storyboard });
		expect(answer.status).toBe(422);
		const problem = (await answer.json()) as { code: string; detail: string };
		expect(problem.code).toBe("storyboard_invalid");
		expect(problem.detail).toContain("title-1");
		expect(problem.detail).toContain("durationInFrames");
	});

	it("go on while a turn runs", async () => {
		await sandbox.openNew();
		model.answer(
			inOrder(
				[{ tool: "Write", input: { file_path: path.join(project(), "turn.txt"), content: "t" } }],
				[{ text: "word ".repeat(60), slowMs: 30 }],
			),
		);
		await sandbox.call("POST", "/runs", { runId: "run-1", content: "Go", title: "Go" });
		await sandbox.waitFor((event): event is typeof event => event.type === "run:event" && event.event.type === "text");
		const answer = await sandbox.call("POST", "/edits", {
			title: "Trim",
			storyboard: { ...STORYBOARD, scenes: [{ ...STORYBOARD.scenes[0], durationInFrames: 45 }] },
		});
		expect(answer.status).toBe(200);
		await sandbox.waitFor((event): event is typeof event => event.type === "run:ended");
		expect(git(project(), "log", "--format=%s").toString()).toBe("Go\nTrim\nNew project\n");
		expect(git(project(), "show", "--format=", "--name-only", "HEAD").toString()).toBe("turn.txt\n");
	});
});

describe("versions and media", () => {
	it("restores an old tree as a new commit, media untouched", async () => {
		const head = await sandbox.openNew();
		const bytes = new TextEncoder().encode("<svg viewBox='0 0 1 1'/>");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		expect((await sandbox.call("PUT", `/assets/${sha256}?name=dot.svg`, bytes)).status).toBe(200);
		const old = await archive([{ name: "only.txt", content: "old" }]);
		const answer = await sandbox.call("POST", `/restore?sha=${head}&title=Back`, old);
		const result = (await answer.json()) as { head: string; changed: boolean };
		expect(result.changed).toBe(true);
		expect(git(project(), "ls-files").toString()).toBe("only.txt\n");
		expect(git(project(), "log", "--format=%s|%(trailers:only,separator=%x2C)").toString().split("\n")[0]).toBe(
			"Back|StoryDream-Kind: restore",
		);
		expect(existsSync(path.join(project(), "public/assets/dot.svg"))).toBe(true);
		expect((await sandbox.call("PUT", `/versions/${head}`, old)).status).toBe(200);
		expect(await readFile(path.join(sandbox.dir, "versions", head, "only.txt"), "utf8")).toBe("old");
		expect(existsSync(path.join(sandbox.dir, "versions", head, "public/assets/dot.svg"))).toBe(true);
		expect((await sandbox.call("DELETE", "/assets/dot.svg")).status).toBe(200);
		expect(existsSync(path.join(project(), "public/assets/dot.svg"))).toBe(false);
	});

	it("saves what no version holds as one of its own before a restore", async () => {
		const head = await sandbox.openNew();
		await writeFile(path.join(project(), "unsaved.txt"), "work of an hour");
		const old = await archive([{ name: "only.txt", content: "old" }]);
		const answer = await sandbox.call("POST", `/restore?sha=${head}&title=Back&base=${head}`, old);
		expect(await answer.json()).toMatchObject({ changed: true });
		const [restored, before] = git(project(), "log", "--format=%s|%(trailers:only,separator=%x2C)").toString().split("\n");
		expect([restored, before]).toEqual(["Back|StoryDream-Kind: restore", "Work before a restore|StoryDream-Kind: autosave"]);
		expect(git(project(), "show", "HEAD~1:unsaved.txt").toString()).toBe("work of an hour");
		expect(git(project(), "ls-files").toString()).toBe("only.txt\n");
	});

	it("leaves files where they are that no version can hold, and names them, when a version is restored", async () => {
		const head = await sandbox.openNew();
		const nested = path.join(project(), "vendor/library");
		await mkdir(nested, { recursive: true });
		git(nested, "init", "--quiet");
		await writeFile(path.join(nested, "work.txt"), "of an hour");
		const old = await archive([{ name: "only.txt", content: "old" }]);
		const restored = await sandbox.call("POST", `/restore?sha=${head}&title=Back`, old);
		expect(JSON.stringify(await restored.json())).toContain("vendor/library");
		expect(existsSync(path.join(nested, ".git/HEAD"))).toBe(true);
		expect(git(project(), "ls-files").toString()).toBe("only.txt\n");
	});

	it("says which bytes it has of media, so that nothing is sent twice", async () => {
		await sandbox.openNew();
		const bytes = new TextEncoder().encode("<svg viewBox='0 0 1 1'/>");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		await sandbox.call("PUT", `/assets/${sha256}?name=dot.svg`, bytes);
		expect(await (await sandbox.call("GET", "/assets/dot.svg")).json()).toEqual({ sha256 });
		expect(await (await sandbox.call("GET", "/assets/none.svg")).json()).toEqual({ sha256: null });
	});

	it.each<[string, Entry]>([
		["a file", { name: "public", content: "x" }],
		["a link", { name: "public", link: "src" }],
	])("keeps media and names what stands in their place, where a version has %s called public", async (_what, entry) => {
		const head = await sandbox.openNew();
		const bytes = new TextEncoder().encode("<svg viewBox='0 0 1 1'/>");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		await sandbox.call("PUT", `/assets/${sha256}?name=dot.svg`, bytes);
		const old = await archive([entry, { name: "only.txt", content: "old" }]);
		const restored = await sandbox.call("POST", `/restore?sha=${head}&title=Back`, old);
		expect(await restored.json()).toMatchObject({ changed: true, leftOut: { paths: [{ path: "public", reason: "reserved" }] } });
		expect(existsSync(path.join(project(), "public/assets/dot.svg"))).toBe(true);
		expect((await sandbox.call("PUT", `/versions/${head}`, old)).status).toBe(200);
		expect(existsSync(path.join(sandbox.dir, "versions", head, "public/assets/dot.svg"))).toBe(true);
	});

	it("makes room for media again when a version is restored over a file called public", async () => {
		const head = await sandbox.openNew();
		await rm(path.join(project(), "public"), { recursive: true });
		await writeFile(path.join(project(), "public"), "x");
		const old = await archive([{ name: "only.txt", content: "old" }]);
		expect((await sandbox.call("POST", `/restore?sha=${head}&title=Back`, old)).status).toBe(200);
		const bytes = new TextEncoder().encode("<svg viewBox='0 0 1 1'/>");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		expect((await sandbox.call("PUT", `/assets/${sha256}?name=dot.svg`, bytes)).status).toBe(200);
	});

	it("refuses media whose bytes are not the ones promised", async () => {
		await sandbox.openNew();
		const answer = await sandbox.call("PUT", `/assets/${"0".repeat(64)}?name=a.png`, new TextEncoder().encode("x"));
		expect(answer.status).toBe(400);
		expect(existsSync(path.join(project(), "public/assets/a.png"))).toBe(false);
		expect((await sandbox.call("PUT", `/assets/${"0".repeat(64)}?name=..%2Fa.png`, new Uint8Array([1]))).status).toBe(400);
	});

	it("takes media into no version, even when the project no longer ignores them", async () => {
		await sandbox.openNew();
		await rm(path.join(project(), ".gitignore"));
		await writeFile(path.join(project(), "public/assets/big.bin"), "media");
		model.answer(inOrder([{ text: "Fine." }]));
		const { end } = await sandbox.run("Anything");
		expect(git(project(), "ls-tree", "-r", "--name-only", end.head).toString()).not.toContain("big.bin");
	});
});

describe("the door", () => {
	it("lets nobody in without the token, over HTTP and at the upgrade", async () => {
		for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: TOKEN }]) {
			for (const where of ["/health", "/state", "/nowhere"]) {
				const answer = await fetch(`${sandbox.url}${where}`, { headers });
				expect(answer.status).toBe(401);
				expect(answer.headers.get("content-type")).toContain("application/problem+json");
			}
		}
		const upgrade = await fetch(`${sandbox.url}/events`, { headers: { authorization: "Bearer wrong" } });
		expect(upgrade.status).toBe(401);
	});

	it("joins a second request of the same run and refuses another one meanwhile", async () => {
		await sandbox.openNew();
		model.answer(inOrder([{ text: "word ".repeat(100), slowMs: 30 }]));
		const first = await sandbox.call("POST", "/runs", { runId: "run-1", content: "Go", title: "Go" });
		const second = await sandbox.call("POST", "/runs", { runId: "run-1", content: "Go", title: "Go" });
		expect(await second.json()).toEqual(await first.json());
		const other = await sandbox.call("POST", "/runs", { runId: "run-2", content: "Go", title: "Go" });
		expect((await other.json()) as object).toMatchObject({ code: "busy" });
		await sandbox.call("POST", "/runs/run-1/stop");
		await sandbox.waitFor((event): event is typeof event => event.type === "run:ended");
		expect((await sandbox.call("POST", "/runs", { runId: "run-1", content: "Go", title: "Go" })).status).toBe(200);
		expect(sandbox.events().filter((event) => event.type === "run:ended")).toHaveLength(1);
	});

	it("answers what it does not understand in words", async () => {
		for (const [method, where, body] of [
			["POST", "/runs", { runId: 1 }],
			["GET", "/bundles?since=xyz", undefined],
			["PUT", "/project?projectId=a", undefined],
			["POST", "/runs/none/stop", {}],
		] as const) {
			const answer = await sandbox.call(method, where, body);
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(answer.status).toBeLessThan(500);
			expect((await answer.json()) as object).toMatchObject({
				code: expect.any(String),
				detail: expect.any(String),
				hint: expect.any(String),
			});
		}
	});
});

describe("a long turn", () => {
	it("is saved in between, and ends with its own commit", async () => {
		await sandbox.close();
		sandbox = await startTestSandbox({ gatewayUrl: model.url, environment: { AUTOSAVE_SECONDS: "0.3" } });
		await sandbox.openNew();
		model.answer(
			inOrder(
				[{ tool: "Write", input: { file_path: path.join(project(), "long.txt"), content: "t" } }],
				[{ text: "word ".repeat(60), slowMs: 30 }],
			),
		);
		const { end } = await sandbox.run("A long one", "run-long");
		const saves = sandbox.events().flatMap((event) => (event.type === "autosaved" ? [event.head] : []));
		expect(end.changed).toBe(true);
		const kinds = git(project(), "log", "--format=%(trailers:key=StoryDream-Kind,valueonly,separator=%x2C)").toString();
		expect(kinds.trim().split("\n")).toEqual(["turn", ...saves.map(() => "autosave"), "start"]);
		// A save may meet the file while it is being written. None is made without a change.
		const saved = saves.map((head) => git(project(), "rev-parse", `${head}^{tree}`).toString());
		expect(new Set(saved).size).toBe(saves.length);
		expect(git(project(), "show", `${saves.at(-1)}:long.txt`).toString()).toBe("t");
	});
});
