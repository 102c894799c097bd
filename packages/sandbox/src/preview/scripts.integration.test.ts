import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser, launchBrowser } from "../browser/index.ts";
import { buildPreviewSeed, type Preview, startPreview } from "./index.ts";
import { type Fixture, makeFixture } from "./testing/fixture.ts";

const run = promisify(execFile);
const TEMPLATE = join(import.meta.dirname, "../../../template");
const FRAMES = 30;

/** A line of each script, and letters that a family may lack, in the film's own display family. */
const LINES: [script: string, line: string, family: RegExp][] = [
	["Western Europe", "Où est l’été? Grüße, ñandú, smørrebrød", /Anton/],
	["Central Europe", "Zażółć gęślą jaźń, příliš žluťoučký kůň", /Anton|Inter/],
	["Turkish", "Pijamalı hasta yağız şoföre", /Anton|Inter/],
	["Cyrillic", "Съешь ещё этих мягких булок", /Inter/],
	["Greek", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία", /Inter/],
	["Vietnamese", "Tiếng Việt rất đẹp, phở nóng", /Anton|Inter/],
	["Arabic", "مرحبا بالعالم، ١٢٣", /Noto Sans Arabic/],
	["Hebrew", "שלום עולם", /Noto Sans Hebrew/],
	["Devanagari", "नमस्ते दुनिया", /Noto Sans Devanagari/],
	["Japanese", "こんにちは世界。カタカナ", /Noto Sans JP/],
	["Chinese", "你好，世界。短片制作", /Noto Sans (?:SC|JP)/],
	["Korean", "안녕하세요 세계", /Noto Sans KR/],
	["emoji", "Hello 👋🏽 ❤️ 👩‍👩‍👧 🇯🇵 1️⃣", /Noto Color Emoji/],
	["symbols", "Before → after ✓ ★ ≈ 3 ≤ 4 № 7 ♪", /Noto Sans (?:Symbols|JP)/],
];

let fixture: Fixture;
let preview: Preview;

/** A browser whose machine has one font, for code: without any, Chromium ends. */
async function bareBrowser() {
	const found = await findBrowser();
	if (!found) throw new Error("no browser");
	const { stdout } = await run("fc-match", ["-f", "%{file}", "monospace"]);
	const folder = join(fixture.dir, "system-fonts");
	await mkdir(folder, { recursive: true });
	await copyFile(stdout, join(folder, basename(stdout)));
	const config = join(fixture.dir, "fonts.conf");
	await writeFile(config, `<?xml version="1.0"?><fontconfig><dir>${folder}</dir></fontconfig>`);
	const bare = { ...found, env: { ...found.env, FONTCONFIG_FILE: config } };
	return launchBrowser(bare, { allowed: [new URL(preview.url).host] });
}

beforeAll(async () => {
	fixture = await makeFixture();
	await rm(fixture.project, { recursive: true });
	await cp(TEMPLATE, fixture.project, { recursive: true, filter: (source) => !source.includes("node_modules") });
	const file = join(fixture.project, "src/storyboard.json");
	const board = JSON.parse(await readFile(file, "utf8")) as { theme: { fonts: object } };
	board.theme.fonts = { heading: "Anton", body: "Anton" };
	const scenes = LINES.map(([, title], index) => ({
		id: `line-${index}`,
		scene: "Title",
		durationInFrames: FRAMES,
		props: { title, kicker: title },
	}));
	await writeFile(file, JSON.stringify({ ...board, width: 640, height: 360, scenes, audio: [], captions: [] }));
	preview = await startPreview({
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed: await buildPreviewSeed(join(tmpdir(), "storydream-test-seed")),
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".preview.localhost",
	});
});

afterAll(async () => {
	await preview?.close();
	await fixture?.remove();
});

test("on a bare machine each script is drawn in fonts of the film, and no letter is missing", async () => {
	const browser = await bareBrowser();
	try {
		const context = await browser.newContext({ viewport: { width: 640, height: 360 } });
		await context.addCookies([{ ...preview.access.cookie, url: preview.url }]);
		const page = await context.newPage();
		await page.goto(`${preview.url}?capture=1`, { waitUntil: "load" });
		await page.waitForFunction("'__storydream' in window");
		const state = await page.evaluate<{ errors: unknown[] }>("window.__storydream.state(60000)");
		expect(state.errors).toEqual([]);
		const client = await context.newCDPSession(page);
		await client.send("DOM.enable");
		await client.send("CSS.enable");
		const faults: string[] = [];
		for (const [index, [script, , family]] of LINES.entries()) {
			await page.evaluate(`window.__storydream.seek(${index * FRAMES + FRAMES / 2}, 20000)`);
			const { root } = await client.send("DOM.getDocument", { depth: 0 });
			const { nodeIds } = await client.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "#film div, #film span" });
			const drawn = await Promise.all(nodeIds.map((nodeId) => client.send("CSS.getPlatformFontsForNode", { nodeId })));
			const fonts = drawn.flatMap((node) => node.fonts);
			const names = [...new Set(fonts.map(({ familyName }) => familyName))].join(", ");
			for (const font of fonts) if (!font.isCustomFont) faults.push(`${script}: ${font.familyName} is not the film's`);
			if (!family.test(names)) faults.push(`${script}: drawn in ${names}`);
		}
		expect(faults).toEqual([]);
		expect(await page.evaluate("window.__storydream.errors()")).toEqual([]);
	} finally {
		await browser.close();
	}
});
