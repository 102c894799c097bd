import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPreviewSeed, type Preview, startPreview } from "./index.ts";
import { makeFixture } from "./testing/fixture.ts";

type Fixture = Awaited<ReturnType<typeof makeFixture>>;

let seed: string;
const fixtures: Fixture[] = [];
const previews: Preview[] = [];

beforeAll(async () => {
	const shared = await buildPreviewSeed(join(tmpdir(), "storydream-test-seed"));
	seed = join(await mkdtemp(join(tmpdir(), "compiled-film-")), basename(shared));
	await cp(shared, seed, { recursive: true });
});

afterAll(async () => {
	await Promise.all(previews.map((preview) => preview.close()));
	await Promise.all(fixtures.map((fixture) => fixture.remove()));
	await rm(join(seed, ".."), { recursive: true, force: true });
});

/** A preview of the fixture's film, after `prepare` has changed its files. */
async function previewOf(prepare?: (fixture: Fixture) => Promise<unknown>): Promise<{ preview: Preview; fixture: Fixture }> {
	const fixture = await makeFixture("storydream-film-");
	fixtures.push(fixture);
	await prepare?.(fixture);
	const preview = await startPreview({
		open: true,
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed: seed,
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".localhost",
	});
	previews.push(preview);
	await preview.waitUntilReady();
	return { preview, fixture };
}

/** What a page gets for a module of the film, with the project's folder as `$`. */
async function moduleOf({ preview }: { preview: Preview }, path: string): Promise<string> {
	const url = new URL(`/@fs${preview.projectDir}/${path}`, preview.url);
	const answer = await fetch(url, { headers: { "sec-fetch-dest": "script" } });
	return (await answer.text()).replaceAll(preview.projectDir, "$");
}

test("a preview takes the modules that another one compiled of the same sources, and compiles what differs", async () => {
	const first = await previewOf();
	const compiled = await moduleOf(first, "src/scenes/Title.tsx");
	expect(await first.preview.keepCompiled()).toBeGreaterThan(5);

	const same = await previewOf();
	expect(await moduleOf(same, "src/scenes/Title.tsx")).toBe(compiled);

	// Marked, what was kept can be distinguished from what is compiled.
	const folder = join(seed, "code", "films");
	const [name = ""] = (await readdir(folder)).filter((file) => file.endsWith(".json"));
	const kept = await readFile(join(folder, name), "utf8");
	await writeFile(join(folder, name), kept.replaceAll('"code":"', '"code":"/* kept */'));
	const marked = await previewOf();
	expect(await moduleOf(marked, "src/scenes/Title.tsx")).toBe(`/* kept */${compiled}`);

	// One letter in another file, and nothing of it is taken.
	const box = await readFile(join(marked.fixture.project, "src/scenes/Box.tsx"), "utf8");
	const other = await previewOf((fixture) => fixture.write("src/scenes/Box.tsx", `${box}\n`));
	expect(await moduleOf(other, "src/scenes/Title.tsx")).toBe(compiled);

	// A change after the start is compiled.
	const title = await readFile(join(marked.fixture.project, "src/scenes/Title.tsx"), "utf8");
	await marked.fixture.write("src/scenes/Title.tsx", title.replace("{title}", "{title}!"));
	await marked.preview.settle();
	await expect.poll(() => moduleOf(marked, "src/scenes/Title.tsx")).not.toContain("/* kept */");
	// And nothing else: `settle` compares with what was there at the start.
	expect(await moduleOf(marked, "src/scenes/Box.tsx")).toContain("/* kept */");
});

test("sources with a link among them are compiled each time", async () => {
	const { preview } = await previewOf((fixture) => symlink("Root.tsx", join(fixture.project, "src/linked.tsx")));
	expect(await preview.keepCompiled()).toBe(0);
});
