import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AgentEvent, ProjectState, Storyboard } from "@storydream/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realParts } from "../parts.ts";
import { startTestSandbox, type TestSandbox } from "../testing/harness.ts";
import { inOrder, type ScriptedModel, startScriptedModel } from "../testing/index.ts";

const TEMPLATE = fileURLToPath(new URL("../../../template", import.meta.url));
let model: ScriptedModel;
let sandbox: TestSandbox;

beforeAll(async () => {
	model = await startScriptedModel();
	sandbox = await startTestSandbox({ gatewayUrl: model.url, template: TEMPLATE, parts: realParts });
	await sandbox.openNew();
});
afterAll(async () => {
	await sandbox.close();
	await model.close();
});

async function use(tool: string, input: Record<string, unknown>): Promise<{ events: AgentEvent[]; said: string; ok: boolean }> {
	model.answer(inOrder([{ tool, input }], [{ text: "Done." }]));
	const { events } = await sandbox.run(`Use ${tool}`);
	const inner = events.flatMap((event): AgentEvent[] => (event.type === "run:event" ? [event.event] : []));
	const finished = inner.find((event) => event.type === "tool:finished");
	return { events: inner, said: finished?.summary ?? "", ok: finished?.ok ?? false };
}

const SECRET = "sk-the-studios-secret-0123456789";

/** A skill and more notes for the agent as links to a file beside the project, and notes in the folder above it. */
async function linksToASecret(): Promise<{ remove(): Promise<void> }> {
	const project = path.join(sandbox.dir, "project");
	const secret = path.join(sandbox.dir, "CLAUDE.md");
	const skill = path.join(project, ".claude/skills/outside");
	const links = ["CLAUDE.local.md", ".claude/CLAUDE.md", ".claude/rules/outside.md", "AGENTS.md"].map((name) =>
		path.join(project, name),
	);
	await writeFile(secret, `---\nname: outside\ndescription: ${SECRET}\n---\n${SECRET}\n`);
	await mkdir(skill);
	await mkdir(path.join(project, ".claude/rules"));
	for (const link of [...links, path.join(skill, "SKILL.md")]) await symlink(secret, link);
	return {
		async remove() {
			for (const place of [skill, ...links, path.join(project, ".claude/rules"), secret])
				await rm(place, { recursive: true, force: true });
		},
	};
}

const storyboardFile = () => path.join(sandbox.dir, "project/src/storyboard.json");

describe("the agent's own tools, on the real template and its preview", () => {
	it("the first request to the model is small, with everything the agent works with", async () => {
		const links = await linksToASecret();
		model.answer(inOrder([{ text: "Done." }]));
		await sandbox.run("Say that you are done");
		await links.remove();
		const [first] = model.requests;
		expect(JSON.stringify(first?.body), "what the SDK reads by itself follows no link").not.toContain(SECRET);
		expect(JSON.stringify(first?.body), "the project's own notes").toContain("The film is **data**");
		const own = [
			"check_film",
			"check_project",
			"find_in_catalog",
			"list_assets",
			"look_at_frames",
			"probe_asset",
			"run_command",
		].map((tool) => `mcp__storydream__${tool}`);
		expect(sandbox.running.host.health().restricted).toBeNull();
		expect([...(first?.tools ?? [])].sort()).toEqual(["Edit", "Glob", "Read", "Skill", "Write", ...own]);
		expect(first?.bytes).toBeLessThanOrEqual(20_000);
		const listed = JSON.stringify(first?.body.messages);
		expect(listed).toContain("- writing-a-scene: ");
		// A skill of the SDK's own, on how to change the SDK's program.
		expect(listed).not.toContain("plugin-authoring");
		expect(model.requests).toHaveLength(1);
	});

	it("run_command finds the project's own programs, and tells how it ended before what it printed", async () => {
		const command = "grep -c '\"id\"' src/storyboard.json; ls src/scenes | head -1; exit 3";
		const { said, ok, events } = await use("mcp__storydream__run_command", { command, description: "Count the scenes" });
		expect(said).toMatch(/^Exit code 3\.\n\d+\n\w+/);
		expect(ok).toBe(false);
		expect(events.find((event) => event.type === "tool:started")).toMatchObject({
			kind: "command",
			title: "Count the scenes",
			detail: command,
		});
	});

	it("tool results name no folder of this machine", async () => {
		const command =
			"pwd; ls -d $PWD/src/scenes; cat $PWD/src/nothing.ts; ls -d $(readlink -f node_modules 2>/dev/null || echo .)";
		const run = await use("mcp__storydream__run_command", { command });
		const probe = await use("mcp__storydream__probe_asset", { path: "assets/nothing.png" });
		const read = await use("Read", { file_path: path.join(sandbox.dir, "project/src/nothing.ts") });
		for (const { said } of [run, probe, read]) expect(said).not.toContain(sandbox.dir);
		expect(run.said).toContain("src/scenes");
	});

	it("run_command ends a command whose time is up, and says so", async () => {
		const { said, ok } = await use("mcp__storydream__run_command", { command: "sleep 347", timeoutSeconds: 1 });
		expect(said).toMatch(/^Ended after 1 s, its time was up/);
		expect(ok).toBe(false);
	});

	it("check_project finds nothing wrong with a new project", async () => {
		const { said, ok } = await use("mcp__storydream__check_project", {});
		expect(said).toMatch(/^No findings/);
		expect(ok).toBe(true);
	});

	it("find_in_catalog finds scenes, objects and icons of the real template by words with a mistake in them", async () => {
		const { said, ok, events } = await use("mcp__storydream__find_in_catalog", { query: "prise lists" });
		expect(said).toMatch(/\*\*PriceList\*\* title\?, items: .*Layouts: menu: /);
		expect(ok).toBe(true);
		expect(events.find((event) => event.type === "tool:started")).toMatchObject({ kind: "search", detail: "prise lists" });
		const clocks = await use("mcp__storydream__find_in_catalog", { query: "clock" });
		expect(clocks.said).toMatch(/^Objects .*\n.*clock.*\nIcons .*\n.*alarm-clock/m);
		const overview = await use("mcp__storydream__find_in_catalog", {});
		expect(overview.said).toMatch(/^Scenes, \d+: .*\nLooks .*, \d+: .*\nObjects .*\nIcons .*, \d{4}: /);
		expect(overview.said.length).toBeLessThan(3500);
	});

	it("look_at_frames shows pictures of about 960 px to the model and to the person", async () => {
		const { events } = await use("mcp__storydream__look_at_frames", { frames: [10, 60] });
		const pictures = events.filter((event) => event.type === "picture");
		expect(pictures.map((event) => event.picture.frame)).toEqual([10, 60]);
		for (const { picture } of pictures) {
			expect(picture.mediaType).toBe("image/jpeg");
			expect((picture.data ?? "").length).toBeGreaterThan(4000);
		}
		expect(JSON.stringify(model.requests.at(-1)?.body.messages)).toContain('"media_type":"image/jpeg"');
	});

	it("look_at_frames names the scenes there are when another one is requested", async () => {
		const { said, ok } = await use("mcp__storydream__look_at_frames", { sceneId: "nothing-9" });
		expect(ok).toBe(false);
		expect(said).toContain("title-1");
	});

	it("list_assets names music with its path", async () => {
		const { said } = await use("mcp__storydream__list_assets", {});
		expect(said).toMatch(/audio\/music\/calm\.mp3 \(/);
	});

	it("foreign-names: list_assets and probe_asset say what the person calls a file, and its codecs", async () => {
		const manifest = path.join(sandbox.dir, "project/assets.json");
		const before = await readFile(manifest, "utf8");
		const asset = { name: "asset.mp4", path: "assets/asset.mp4", originalName: "海の休日.mov", codecs: ["avc", "aac"] };
		const facts = {
			sha256: "0".repeat(64),
			bytes: 10,
			mediaType: "video/mp4",
			kind: "video",
			width: 90,
			height: 160,
			duration: 2,
		};
		await mkdir(path.join(sandbox.dir, "project/public/assets"), { recursive: true });
		await writeFile(path.join(sandbox.dir, "project/public/assets/asset.mp4"), "0123456789");
		await writeFile(manifest, JSON.stringify({ assets: [{ ...asset, ...facts, createdAt: new Date().toISOString() }] }));
		const line = "assets/asset.mp4 (“海の休日.mov”, video, 90x160, 2 s, avc+aac, 1 kB)";
		expect((await use("mcp__storydream__list_assets", {})).said).toContain(line);
		expect((await use("mcp__storydream__probe_asset", { path: "assets/asset.mp4" })).said).toContain(line);
		await writeFile(manifest, before);
		await rm(path.join(sandbox.dir, "project/public/assets/asset.mp4"));
	});

	it("storyboard-bad-font: an edit with a font or a prop that the film does not have is refused, and changes nothing", async () => {
		const before = await readFile(storyboardFile(), "utf8");
		const wrong: [(board: Storyboard) => void, RegExp][] = [
			[
				(board) => void Object.assign(board.theme.fonts ?? {}, { heading: "Papyrus" }),
				/theme\.fonts\.heading.*"Papyrus".*Space Grotesk/,
			],
			[(board) => void Object.assign(board.theme.fonts ?? {}, { heading: "constructor" }), /theme\.fonts\.heading/],
			[(board) => void Object.assign(board.scenes[0]?.props ?? {}, { title: 7 }), /title-1.*props\.title/],
			[(board) => void Object.assign(board.scenes[0]?.props ?? {}, { accent: "red" }), /title-1.*props\.accent/],
		];
		for (const [change, words] of wrong) {
			const storyboard = JSON.parse(before) as Storyboard;
			change(storyboard);
			const answer = await sandbox.call("POST", "/edits", { title: "Break it", storyboard });
			expect(answer.status).toBe(422);
			expect(await answer.json()).toMatchObject({ code: "storyboard_invalid", detail: expect.stringMatching(words) });
			expect(await readFile(storyboardFile(), "utf8")).toBe(before);
		}
	});

	it("storyboard-bad-font: a film that is wrong already is named by its state, and its timeline stays", async () => {
		const before = await readFile(storyboardFile(), "utf8");
		await writeFile(storyboardFile(), before.replace('"Space Grotesk"', '"Papyrus"'));
		const state = (await (await sandbox.call("GET", "/state")).json()) as ProjectState;
		expect(state.problem).toMatch(/theme\.fonts\.heading.*"Papyrus".*Space Grotesk/);
		expect(state.storyboard?.theme.fonts?.heading).toBe("Papyrus");
		const { said, ok } = await use("mcp__storydream__check_project", {});
		expect(said).toMatch(/"Papyrus"/);
		expect(ok).toBe(true);
		await writeFile(storyboardFile(), before);
	});

	it("check_project finds a wrong prop, and a type error with its place", async () => {
		const storyboard = JSON.parse(await readFile(storyboardFile(), "utf8")) as { scenes: { props: object }[] };
		const broken = {
			...storyboard,
			scenes: storyboard.scenes.map((scene, index) => (index === 0 ? { ...scene, props: { title: 7 } } : scene)),
		};
		model.answer(
			inOrder(
				[{ tool: "Read", input: { file_path: storyboardFile() } }],
				[
					{ tool: "Write", input: { file_path: storyboardFile(), content: JSON.stringify(broken) } },
					{
						tool: "Write",
						input: {
							file_path: path.join(sandbox.dir, "project/src/wrong.ts"),
							content: "export const wrong: number = 'text';\n",
						},
					},
				],
				[{ tool: "mcp__storydream__check_project", input: {} }],
				[{ text: "Done." }],
			),
		);
		const { events } = await sandbox.run("Break it");
		const said = events
			.flatMap((event) => (event.type === "run:event" && event.event.type === "tool:finished" ? [event.event.summary ?? ""] : []))
			.at(-1);
		expect(said).toContain("src/wrong.ts:1:14");
		expect(said).toMatch(/title-1.*props\.title/);
		const state = (await (await sandbox.call("GET", "/state")).json()) as ProjectState;
		expect(state.problem ?? JSON.stringify(state.errors)).toContain("title");
	});
});
