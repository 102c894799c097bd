import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PreviewReport } from "@storydream/protocol";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrowser, launchBrowser } from "../browser/index.ts";
import { buildPreviewSeed, type Preview, startPreview } from "./index.ts";
import { TreeFacts } from "./page/messages.ts";
import { eventually, FIXTURE_FILES, type Fixture, makeFixture } from "./testing/fixture.ts";
import { fixtureStoryboard } from "./testing/storyboard.ts";

/** In functions that run in a page. */
declare const window: Record<string, unknown>;
declare const document: {
	querySelector(selector: string): {
		textContent: string | null;
		style: { transform: string };
		contentWindow: { postMessage(message: unknown, origin: string): void };
	} | null;
};

let fixture: Fixture;
let preview: Preview;
let browser: Browser;
let page: Page;
/** The studio's page stands on another port, so on another origin, with the preview in a frame. */
let studio: Server;
let studioUrl: string;
const hostReports: PreviewReport[] = [];

const BOX = FIXTURE_FILES["src/scenes/Box.tsx"] ?? "";
const TITLE = FIXTURE_FILES["src/scenes/Title.tsx"] ?? "";

beforeAll(async () => {
	fixture = await makeFixture();
	const cacheSeed = await buildPreviewSeed(join(tmpdir(), "storydream-test-seed"));
	preview = await startPreview({
		open: true,
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed,
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".preview.localhost",
		onReport: (report) => hostReports.push(report),
	});
	studio = createServer((_request, response) => {
		response.setHeader("content-type", "text/html");
		response.end(`<!doctype html><title>studio</title><body style="margin:0"><iframe id="film" style="border:0;width:960px;height:540px" src="${preview.url}"></iframe>
<script>window.reports = []; addEventListener("message", (event) => { if (event.origin === ${JSON.stringify(new URL(preview.url).origin)}) reports.push(event.data); });</script>`);
	});
	await new Promise<void>((resolve) => studio.listen(0, "127.0.0.1", resolve));
	const address = studio.address();
	studioUrl = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
	const found = await findBrowser();
	if (!found) throw new Error("These tests need a browser: see `storydream doctor`.");
	browser = await launchBrowser(found, { allowed: [new URL(preview.url).host, new URL(studioUrl).host] });
	page = await browser.newPage({ viewport: { width: 960, height: 540 } });
	await page.goto(studioUrl);
	await film().waitForSelector("h1");
});

afterAll(async () => {
	await browser?.close();
	await preview?.close();
	studio?.close();
	await fixture?.remove();
});

beforeEach(async () => {
	await forgetReports();
	const changed: string[] = [];
	for (const path of ["src/scenes/Box.tsx", "src/scenes/Title.tsx", "src/Film.tsx"]) {
		if (await fixture.write(path, FIXTURE_FILES[path] ?? "")) changed.push(path);
	}
	if (await fixture.storyboard()) changed.push("src/storyboard.json");
	await eventually("what the test before changed is painted", async () => {
		const files = (await reports()).flatMap((report) => (report.type === "updated" ? report.files : []));
		return changed.every((path) => files.includes(path));
	});
	await command({ type: "pause" });
	await command({ type: "seek", frame: 0 });
	await film().waitForFunction(() => document.querySelector("h1")?.textContent === "Hello film");
	await expect.poll(() => preview.errors()).toEqual([]);
	await forgetReports();
});

async function forgetReports(): Promise<void> {
	await page.evaluate(() => {
		(window.reports as unknown[]).length = 0;
	});
	hostReports.length = 0;
}

/** The preview's frame, also while it loads itself anew. */
function film() {
	const [frame] = page.mainFrame().childFrames();
	if (!frame) throw new Error("The preview's frame is not there.");
	return frame;
}

async function reports(): Promise<PreviewReport[]> {
	const raw = await page.evaluate(() => window.reports as unknown[]);
	return raw.map((report) => PreviewReport.parse(report));
}

function reported<T extends PreviewReport["type"]>(type: T): Promise<Extract<PreviewReport, { type: T }>> {
	return eventually(`a report "${type}"`, async () =>
		(await reports()).find((report): report is Extract<PreviewReport, { type: T }> => report.type === type),
	);
}

async function command(message: object): Promise<void> {
	await page.evaluate(
		([text, origin]) => {
			const frame = document.querySelector("iframe");
			frame?.contentWindow.postMessage(JSON.parse(text), origin);
		},
		[JSON.stringify({ channel: "storydream-preview", ...message }), new URL(preview.url).origin] as const,
	);
}

/** Asks the server with a path exactly as written: a client that tidies it up would test itself. */
function ask(
	path: string,
	headers: Record<string, string> = {},
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
	return new Promise((resolve, reject) => {
		const request = httpRequest({ host: "127.0.0.1", port: preview.port, path, headers }, (response) => {
			let body = "";
			response.on("data", (chunk: Buffer) => {
				body += chunk.toString("utf8");
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
		});
		request.on("error", reject);
		request.end();
	});
}

test("a studio page that says hello hears of the film, its storyboard and its scenes", async () => {
	await command({ type: "hello" });
	const ready = await reported("ready");
	expect(ready).toMatchObject({ fps: 30, width: 640, height: 360, durationInFrames: 60, problem: null });
	expect(ready.storyboard?.scenes.map((scene) => scene.id)).toEqual(["title-1", "box-1"]);
	expect(ready.catalog?.scenes.map((scene) => scene.scene)).toEqual(["Title", "Box"]);
	expect(ready.catalog?.transitions).toEqual(["fade", "slide"]);
	expect(preview.video()).toEqual({ fps: 30, width: 640, height: 360, durationInFrames: 60 });
	expect(preview.storyboardProblem()).toBeNull();
	expect(await reported("frame")).toMatchObject({ frame: 0, playing: false });
});

test("a start with the shared bundle of dependencies bundles nothing itself", async () => {
	expect(await readdir(join(fixture.dir, "vite"))).toEqual([]);
});

test("the bundle is the same wherever it is made, and one for another configuration is refused and left as it is", async () => {
	const seeds = join(fixture.dir, "seeds");
	const program = new URL("./seed-process.ts", import.meta.url).pathname;
	// Vite sets itself up otherwise where it takes an AI agent to be at the keyboard.
	await promisify(execFile)(process.execPath, [program, seeds], { env: { PATH: process.env.PATH, AI_AGENT: "some" } });
	const [key = ""] = await readdir(seeds);
	const usual = join(tmpdir(), "storydream-test-seed", key, "deps", "graph.json");
	const graph = join(seeds, key, "deps", "graph.json");
	const made = await readFile(graph, "utf8");
	expect(JSON.parse(made).madeFor).toBe(JSON.parse(await readFile(usual, "utf8")).madeFor);

	await writeFile(graph, made.replace(/"madeFor":"\w+"/, '"madeFor":"another"'));
	const files = await readdir(join(seeds, key, "deps"));
	const options = { projectDir: fixture.project, versionsDir: fixture.versions, host: "127.0.0.1", port: 0 };
	const starting = startPreview({
		open: true,
		...options,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed: seeds,
		allowedHostSuffix: ".localhost",
	});
	await expect(starting).rejects.toMatchObject({ code: "sandbox_failed", hint: expect.stringContaining(key) });
	expect(await readdir(join(seeds, key, "deps"))).toEqual(files);

	// One that is damaged is no seed, and made anew.
	await rm(graph);
	expect(await buildPreviewSeed(seeds)).toBe(join(seeds, key));
	expect(await readFile(graph, "utf8")).toBe(made);
});

test("a page loads each file of that bundle once, compressed", async () => {
	type Loaded = { name: string; encodedBodySize: number; decodedBodySize: number };
	const loaded: Loaded[] = (await film().evaluate(() =>
		performance
			.getEntriesByType("resource")
			.filter(({ name }) => /\/deps\/[^/]+\.js/.test(name))
			.map((entry) => {
				const { name, encodedBodySize, decodedBodySize } = entry as unknown as Loaded;
				return { name: name.replace(/^.*\//, "").replace(/\?.*$/, ""), encodedBodySize, decodedBodySize };
			}),
	)) satisfies Loaded[];
	expect(loaded.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([]);
	const big = loaded.filter(({ decodedBodySize }) => decodedBodySize > 500_000);
	expect(big.map(({ name }) => name.replace(/-.*/, "")).sort()).toEqual(["film", "media", "react"]);
	for (const { encodedBodySize, decodedBodySize } of big) expect(encodedBodySize).toBeLessThan(decodedBodySize / 3);
});

test("a saved scene is painted without a reload, at the frame that was shown", async () => {
	await command({ type: "seek", frame: 12 });
	await eventually("frame 12", async () => (await reports()).some((report) => report.type === "frame" && report.frame === 12));
	await film().evaluate(() => {
		window.sameLoad = true;
	});
	await fixture.write("src/scenes/Title.tsx", TITLE.replace("{title}</h1>", "{title}, edited</h1>"));
	const updated = await reported("updated");
	expect(updated.files).toEqual(["src/scenes/Title.tsx"]);
	expect(await film().textContent("h1")).toBe("Hello film, edited");
	expect(await film().evaluate(() => document.querySelector("h1")?.style.transform)).toBe("translateX(24px)");
	expect(await film().evaluate(() => window.sameLoad)).toBe(true);
});

test("a saved storyboard changes the film's length and words, and is reported", async () => {
	await fixture.storyboard((storyboard) => {
		for (const scene of storyboard.scenes) scene.durationInFrames = 45;
		storyboard.scenes.splice(0, 1, { id: "title-1", scene: "Title", durationInFrames: 45, props: { title: "New words" } });
	});
	const ready = await reported("ready");
	expect(ready.durationInFrames).toBe(90);
	expect(await film().textContent("h1")).toBe("New words");
	await eventually("the host knows", () => preview.video()?.durationInFrames === 90);
});

test("a storyboard with a mistake is reported with scene and field while the last good film stays, and its repair is reported", async () => {
	await fixture.storyboard((storyboard) => {
		storyboard.scenes.splice(1, 1, { id: "box-1", scene: "Box", durationInFrames: 30, props: { colour: 5 } });
	});
	const { error } = await reported("error");
	expect(error.kind).toBe("storyboard");
	expect(error.message).toBe('In the storyboard, scene 2 ("box-1", Box): props.colour: expected string, received number.');
	expect(error.file).toMatch(/^src\/storyboard\.json/);
	expect(await film().textContent("h1")).toBe("Hello film");
	expect(await film().getAttribute("[data-storydream-notice]", "data-storydream-notice")).toBe("storyboard");
	expect(preview.errors().map((known) => known.kind)).toEqual(["storyboard"]);
	await fixture.storyboard();
	await reported("recovered");
	await eventually("the host forgets it", () => preview.errors().length === 0);
	expect(await film().$("[data-storydream-notice]")).toBeNull();
});

test("a storyboard that is no JSON is one error, of the storyboard", async () => {
	await fixture.write("src/storyboard.json", '{ "fps": 30,\n');
	const { error } = await reported("error");
	expect(error).toMatchObject({ kind: "storyboard" });
	expect(error.message).toMatch(/not valid JSON/);
	expect(preview.errors()).toHaveLength(1);
	await fixture.storyboard();
	await reported("recovered");
});

test("a scene that throws is reported once, with frame, scene, component and line, and the rest of the film plays on", async () => {
	await fixture.write(
		"src/scenes/Box.tsx",
		BOX.replace("<AbsoluteFill>", "<AbsoluteFill>{explode()}").concat(
			"\nfunction explode() {\n\tthrow new Error('no such colour');\n}\n",
		),
	);
	await reported("updated");
	await command({ type: "seek", frame: 40 });
	const { error } = await reported("error");
	expect(error).toMatchObject({
		kind: "render",
		message: "no such colour",
		frame: 40,
		component: "Box",
		sceneId: "box-1",
		file: "src/scenes/Box.tsx:13:8",
	});
	await command({ type: "seek", frame: 45 });
	await eventually("frame 45", async () => (await reports()).some((report) => report.type === "frame" && report.frame === 45));
	expect((await reports()).filter((report) => report.type === "error")).toEqual([
		{ channel: "storydream-preview", type: "error", error },
	]);
	expect(hostReports.filter((report) => report.type === "error")).toHaveLength(1);
	await command({ type: "seek", frame: 5 });
	await film().waitForSelector("h1");
	await fixture.write("src/scenes/Box.tsx", BOX);
	await reported("recovered");
});

test("a file that does not compile is reported with its line, and the last good film stays", async () => {
	await fixture.write("src/scenes/Title.tsx", TITLE.replace("{title}</h1>", "{title(}</h1>"));
	const { error } = await reported("error");
	expect(error.kind).toBe("build");
	expect(error.file).toMatch(/^src\/scenes\/Title\.tsx:10:/);
	expect(await film().textContent("h1")).toBe("Hello film");
	await fixture.write("src/scenes/Title.tsx", TITLE);
	await reported("recovered");
	await eventually("the host forgets it", () => preview.errors().length === 0);
});

test("a page opened on a broken film says so, and shows the film as soon as it is mended", async () => {
	await fixture.write("src/Film.tsx", "export const Film = (;\n");
	const other = await browser.newPage();
	try {
		await other.goto(preview.url);
		await other.waitForSelector("[data-storydream-notice=build]");
		await fixture.write("src/Film.tsx", FIXTURE_FILES["src/Film.tsx"] ?? "");
		await other.waitForSelector("h1");
	} finally {
		await fixture.write("src/Film.tsx", FIXTURE_FILES["src/Film.tsx"] ?? "");
		await other.close();
	}
	await eventually("no error is left", () => preview.errors().length === 0).catch(() => expect(preview.errors()).toEqual([]));
});

test("a click in inspector mode selects the element, with the line it is written at", async () => {
	await command({ type: "inspect", on: true });
	// A busy page takes what the pointer does before what was posted to it: it is moved until the inspector follows it.
	let x = 480;
	await eventually("the heading under the pointer is outlined", async () => {
		await page.mouse.move(x === 480 ? ++x : --x, 270);
		return (await film().$("[data-storydream-outline=h1]")) !== null;
	});
	await page.mouse.click(480, 270);
	const selected = await reported("selected");
	expect(selected).toMatchObject({
		element: { file: "src/scenes/Title.tsx", line: 10, column: 4, text: "Hello film", tag: "h1" },
		frame: 0,
		sceneId: "title-1",
	});
	await command({ type: "inspect", on: false });
	await eventually("the outline is gone", async () => (await film().$("[data-storydream-outline]")) === null);
});

test("the page plays, loops a range, and forwards keys", async () => {
	// Long enough that a page which paints three times a second still sees it go around.
	await command({ type: "range", range: { from: 10, to: 29 } });
	await command({ type: "seek", frame: 10 });
	// Sought before it plays: the player says that it plays at once, and where it is when React has drawn it.
	await eventually("frame 10", async () => (await reports()).some((report) => report.type === "frame" && report.frame === 10));
	await command({ type: "play" });
	const played = await eventually("it went around", async () => {
		const frames = (await reports()).flatMap((report) => (report.type === "frame" && report.playing ? [report.frame] : []));
		return frames.some((frame, index) => frame < (frames[index - 1] ?? 0)) && frames;
	});
	expect(played.filter((frame) => frame < 10 || frame > 29)).toEqual([]);
	await command({ type: "pause" });
	await command({ type: "range", range: null });
	await page.mouse.click(100, 100);
	await page.keyboard.press("Shift+K");
	const key = await eventually("a key", async () =>
		(await reports()).find((report) => report.type === "key" && report.code === "KeyK"),
	);
	expect(key).toMatchObject({ shift: true, ctrl: false });
});

test("a page behind a proxy that refuses WebSockets asks for changes, and loads anew when there are some", async () => {
	const alone = await browser.newPage();
	try {
		// Never open, as when the answer to the upgrade is none: a route of Playwright's would open it first.
		await alone.addInitScript(() => {
			window.WebSocket = class extends EventTarget {
				constructor() {
					super();
					setTimeout(() => this.dispatchEvent(new Event("error")));
					setTimeout(() => this.dispatchEvent(new Event("close")));
				}
			};
		});
		await alone.goto(preview.url);
		await alone.waitForFunction(() => document.querySelector("h1")?.textContent === "Hello film");
		await alone.evaluate(() => {
			window.untouched = true;
		});
		for (const _asked of [1, 2]) await alone.waitForRequest(/__storydream\/tree/);
		expect(await alone.evaluate(() => window.untouched)).toBe(true);
		await fixture.write("src/scenes/Title.tsx", TITLE.replace("{title}", "{title} anew"));
		await alone.waitForFunction(() => document.querySelector("h1")?.textContent === "Hello film anew");
	} finally {
		await alone.close();
	}
});

test("an old version is shown beside the project, with its own public files", async () => {
	const sha = "a".repeat(40);
	for (const [path, text] of Object.entries(FIXTURE_FILES)) {
		await mkdir(join(fixture.versions, sha, path, ".."), { recursive: true });
		await writeFile(
			join(fixture.versions, sha, path),
			path === "public/note.txt" ? "an older note\n" : text.replace("{title}</h1>", "{title}, long ago</h1>"),
		);
	}
	await writeFile(join(fixture.versions, sha, "src", "storyboard.json"), JSON.stringify(fixtureStoryboard()));
	const other = await browser.newPage();
	try {
		await other.goto(`${preview.url}?version=${sha}`);
		expect(await other.textContent("h1")).toBe("Hello film, long ago");
		expect(await other.evaluate(async () => (await fetch(`${window.remotion_staticBase}/note.txt`)).text())).toBe(
			"an older note\n",
		);
	} finally {
		await other.close();
	}
	await mkdir(join(fixture.project, "public/assets"), { recursive: true });
	await writeFile(join(fixture.project, "public/assets/voice.txt"), "media is shared by all versions");
	await writeFile(join(fixture.project, "public/later.txt"), "not in the old version");
	expect(await ask(`/__files/${sha}/assets/voice.txt`)).toMatchObject({ status: 200, body: "media is shared by all versions" });
	expect((await ask(`/__files/${sha}/later.txt`)).status).toBe(404);
	expect((await ask(`/?version=${"b".repeat(40)}`)).status).toBe(404);
});

test("a page whose first scripts do not arrive loads itself anew, and nothing is wrong", async () => {
	const other = await browser.newPage();
	const loads: string[][] = [];
	other.on("request", (request) => {
		if (request.isNavigationRequest()) loads.push([]);
		else loads.at(-1)?.push(new URL(request.url()).pathname);
	});
	// What sets it up asks first; then each module with components, which throws when nothing was set up.
	let asked = 0;
	await other.route("**/@react-refresh", (route) => (asked++ === 0 ? route.abort("connectionreset") : route.continue()));
	await other.goto(preview.url);
	await other.waitForSelector("h1");
	expect(loads).toHaveLength(2);
	// The first one only asked whether the server is there: a film that was begun all the same would have requested its facts.
	expect(loads[0]?.filter((path) => path === "/__storydream/tree")).toHaveLength(1);
	expect(preview.errors()).toEqual([]);
	expect(hostReports.filter(({ type }) => type === "error")).toEqual([]);
	await other.close();
});

test("a page that gets no answer when it asks for what it missed asks again", async () => {
	const other = await browser.newPage();
	// The first question is for the film's facts; the next one for changes since the page was given out.
	let asked = 0;
	await other.route("**/__storydream/tree?*", async (route) => {
		asked += 1;
		await (asked === 2 ? route.abort("connectionreset") : route.continue());
	});
	await other.goto(preview.url);
	await other.waitForSelector("h1");
	await eventually("it has asked again", () => asked >= 3);
	await other.close();
});

test("public files are served with byte ranges", async () => {
	const whole = await ask("/__files/project/note.txt");
	expect(whole).toMatchObject({ status: 200, body: "a public file of the project\n" });
	const part = await ask("/__files/project/note.txt", { range: "bytes=2-7" });
	expect(part).toMatchObject({ status: 206, body: "public" });
	expect(part.headers["content-range"]).toBe("bytes 2-7/29");
});

test("files outside of the project are refused, whatever way they are requested", async () => {
	await writeFile(join(fixture.dir, "secret.txt"), "the secret");
	await writeFile(join(fixture.dir, "secret.json"), '{"the": "secret"}');
	await mkdir(join(fixture.project, ".git"), { recursive: true });
	await writeFile(join(fixture.project, ".git", "config"), "the secret");
	await writeFile(join(fixture.project, ".env"), "KEY=the secret");
	for (const name of ["src/link.txt", "public/link.txt", "src/link.json"]) {
		await symlink(join(fixture.dir, name.endsWith(".json") ? "secret.json" : "secret.txt"), join(fixture.project, name));
	}
	await symlink(fixture.dir, join(fixture.project, "public", "folder"));
	const outside = [
		"/etc/passwd",
		join(fixture.dir, "secret.txt"),
		join(fixture.dir, "secret.json"),
		join(fixture.project, "src/link.txt"),
	];
	outside.push(
		join(fixture.project, ".git/config"),
		join(fixture.project, ".env"),
		join(fixture.project, "src/../../secret.txt"),
	);
	const paths = outside.flatMap((file) => [
		...[
			"",
			"?raw",
			"?import&raw",
			"?url",
			"?import&url",
			"?inline",
			"?import",
			"?raw??",
			"?worker",
			"?html-proxy&index=0.js",
			"?.svg?import&raw",
		].map((query) => `/@fs${file}${query}`),
		`/@fs/${encodeURIComponent(file)}`,
		`/@fs/${file}?import&raw`,
		`/@fs//${file}?raw`,
		`/@id/${file}?raw`,
		`/@id/__x00__${file}?raw`,
		`${file}?raw`,
		`/file://${file}?raw`,
		`/@fs${file.replace("/", "/.%2f")}?raw`,
		`/%40fs${file}?raw`,
		`//@fs${file}?import&raw`,
		`/@vite/../@fs${file}?raw`,
	]);
	paths.push(
		"/__files/project/../../secret.txt",
		"/__files/project/..%2f..%2fsecret.txt",
		"/__files/project/link.txt",
		"/__files/project/folder/secret.txt",
		"/__files/project/%2e%2e/.env",
		"/../../../../../../etc/passwd",
		"/..%2f..%2f..%2f..%2f..%2fetc/passwd?raw",
		"/page/../../server.ts",
	);
	// A request's line holds no spaces: what the folder's name has of them goes encoded, and nothing else is touched.
	for (const path of paths.map((asked) => asked.replace(/[^!-~]+/gu, encodeURIComponent))) {
		const { status, body } = await ask(path);
		expect(`${path} ${status} ${body}`).not.toMatch(/the secret|"secret"|root:x:|secret\.txt":|startPreview/);
		expect(status, path).toBeGreaterThanOrEqual(400);
	}
});

test("a film that imports a file from outside of its project is refused too", async () => {
	/** What the watcher has seen: a file that came and went before it looked would be reported by nobody. */
	const changes = async () => TreeFacts.parse(JSON.parse((await ask("/__storydream/tree?tree=project")).body)).changes;
	const before = await changes();
	await writeFile(join(fixture.dir, "secret.json"), '{"the": "secret"}');
	await fixture.write("src/steal.ts", `import text from "../../secret.json";\nexport default text;\n`);
	await fixture.write("src/steal.css", `@import "../../secret.css";\n`);
	await eventually("both were seen to come", async () => (await changes()) >= before + 2);
	expect((await ask(encodeURI(`/@fs${fixture.project}/src/steal.ts`))).status).toBe(500);
	expect(preview.errors()).toMatchObject([{ kind: "build", file: "src/steal.ts" }]);
	expect((await ask(encodeURI(`/@fs${fixture.project}/src/steal.css?import`))).status).toBe(500);
	const come = await changes();
	await rm(join(fixture.project, "src/steal.ts"));
	await rm(join(fixture.project, "src/steal.css"));
	await eventually("both were seen to go", async () => (await changes()) >= come + 2);
});

test("the page answers loopback and names of the preview, no other names", async () => {
	for (const host of ["key.preview.localhost:8080", "127.0.0.1", "localhost:3000"])
		expect((await ask("/", { host })).status, host).toBe(200);
	for (const host of ["evil.example", "preview.localhost.evil.example", "169.254.169.254.nip.io"])
		expect((await ask("/", { host })).status, host).toBe(403);
	const { headers } = await ask("/", { host: "key.preview.localhost:8080" });
	expect(headers["content-security-policy"]).toContain("connect-src 'self' data: blob: ws://key.preview.localhost:8080");
	expect(headers["access-control-allow-origin"]).toBeUndefined();
});

test("reports of another origin and reports that are no reports are refused", async () => {
	const post = (body: string, headers: Record<string, string>) =>
		fetch(`${preview.url}__storydream/report`, { method: "POST", body, headers }).then((response) => response.status);
	expect(await post("{}", { origin: "http://evil.example" })).toBe(403);
	expect(await post("{}", {})).toBe(400);
	expect(await post("no json", {})).toBe(400);
	expect(await post("x".repeat(600_000), {})).toBe(413);
});
