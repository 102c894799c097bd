import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { type FixtureStoryboard, fixtureStoryboard } from "./storyboard.ts";

/** A small film that keeps the convention of StoryDream's projects: for tests that must not depend on the template. */
export interface Fixture {
	/** A sandbox's folder: `node_modules`, `project`, `versions`, `tmp`. */
	dir: string;
	project: string;
	versions: string;
	/** Writes a file of the project; false when it held just that already (then nothing is touched). */
	write(path: string, text: string): Promise<boolean>;
	storyboard(change?: (storyboard: FixtureStoryboard) => void): Promise<boolean>;
	remove(): Promise<void>;
}

export const FIXTURE_FILES: Record<string, string> = {
	"package.json": JSON.stringify({ name: "film", private: true, type: "module" }),
	"src/index.ts": `import { registerRoot } from "remotion";\nimport { Root } from "./Root.tsx";\nregisterRoot(Root);\n`,
	"src/Root.tsx": `import { Composition } from "remotion";
import { Film } from "./Film.tsx";
import { filmDurationInFrames, storyboard } from "./storyboard.ts";

export const Root = () => (
	<Composition
		id="Film"
		component={Film}
		fps={storyboard.fps}
		width={storyboard.width}
		height={storyboard.height}
		durationInFrames={filmDurationInFrames(storyboard)}
	/>
);
`,
	"src/Film.tsx": `import { AbsoluteFill, Sequence } from "remotion";
import { scenes } from "./scenes/index.ts";
import { sceneSpans, storyboard } from "./storyboard.ts";

export const Film = () => (
	<AbsoluteFill style={{ backgroundColor: storyboard.theme.palette.background }}>
		{sceneSpans(storyboard).map((span, index) => {
			const scene = storyboard.scenes[index];
			const { component: Scene } = scenes[scene.scene];
			return (
				<Sequence key={span.id} from={span.from} durationInFrames={span.durationInFrames} name={span.id}>
					<Scene {...scene.props} />
				</Sequence>
			);
		})}
	</AbsoluteFill>
);
`,
	"src/storyboard.ts": `import { z } from "zod";
import data from "./storyboard.json";
import { scenes } from "./scenes/index.ts";

export const storyboardSchema = z.looseObject({
	fps: z.number(),
	width: z.number(),
	height: z.number(),
	theme: z.any(),
	scenes: z.array(z.looseObject({ id: z.string(), scene: z.string(), durationInFrames: z.number(), props: z.record(z.string(), z.any()) })).min(1),
}).superRefine((value, context) => {
	value.scenes.forEach((scene, index) => {
		const known = scenes[scene.scene];
		const result = known ? known.schema.safeParse(scene.props) : null;
		if (!known) context.addIssue({ code: "custom", path: ["scenes", index, "scene"], message: "unknown scene " + scene.scene });
		for (const issue of result?.error?.issues ?? []) context.addIssue({ code: "custom", path: ["scenes", index, "props", ...issue.path], message: issue.message });
	});
});
export const storyboard = storyboardSchema.parse(data);
export const sceneSpans = (film) => {
	let next = 0;
	return film.scenes.map((scene) => {
		const from = next;
		next += scene.durationInFrames;
		return { id: scene.id, from, durationInFrames: scene.durationInFrames };
	});
};
export const filmDurationInFrames = (film) => film.scenes.reduce((sum, scene) => sum + scene.durationInFrames, 0);
`,
	"src/scenes/index.ts": `import { Box, boxSchema } from "./Box.tsx";
import { Title, titleSchema } from "./Title.tsx";

export const scenes = {
	Title: { component: Title, schema: titleSchema, title: "Title", description: "Words", defaultProps: { title: "Hello" }, defaultDurationInFrames: 60 },
	Box: { component: Box, schema: boxSchema, title: "Box", description: "A box", defaultProps: { colour: "#00ff00" }, defaultDurationInFrames: 60 },
};
`,
	"src/scenes/Title.tsx": `import { AbsoluteFill, useCurrentFrame } from "remotion";
import { z } from "zod";

export const titleSchema = z.object({ title: z.string() });

export const Title = ({ title }) => {
	const frame = useCurrentFrame();
	return (
		<AbsoluteFill style={{ justifyContent: "center", alignItems: "center" }}>
			<h1 style={{ color: "white", fontSize: 60, transform: \`translateX(\${frame * 2}px)\` }}>{title}</h1>
		</AbsoluteFill>
	);
};
`,
	"src/scenes/Box.tsx": `import { AbsoluteFill } from "remotion";
import { z } from "zod";

export const boxSchema = z.object({ colour: z.string(), label: z.string().optional() });

export const Box = ({ colour, label }) => (
	<AbsoluteFill>
		<div id="box" style={{ width: "100%", height: "100%", background: colour }}>{label}</div>
	</AbsoluteFill>
);
`,
	"src/transitions/index.ts": `export const transitions = { fade: {}, slide: {} };\n`,
	"public/note.txt": "a public file of the project\n",
};

/** Makes a sandbox folder with the fixture's film in it, in the temporary folder. */
export async function makeFixture(name = "storydream film’s folder "): Promise<Fixture> {
	const folder = await realpath(await mkdtemp(join(tmpdir(), name)));
	// Sandboxes lie in a folder of this name by default, and nobody knows what else is on the way: below it they are as good.
	const dir = join(folder, "out", ".storydream", "sandboxes", "film");
	await mkdir(dir, { recursive: true });
	const project = join(dir, "project");
	const versions = join(dir, "versions");
	const modules = dirname(dirname(createRequire(import.meta.url).resolve("vite/package.json")));
	await symlink(modules, join(dir, "node_modules"));
	await mkdir(versions);
	await mkdir(join(dir, "tmp"));
	const write = async (path: string, text: string) => {
		if ((await readFile(join(project, path), "utf8").catch(() => null)) === text) return false;
		await mkdir(dirname(join(project, path)), { recursive: true });
		await writeFile(join(project, path), text);
		return true;
	};
	const storyboard = async (change?: (storyboard: FixtureStoryboard) => void) => {
		const value = fixtureStoryboard();
		change?.(value);
		return write("src/storyboard.json", `${JSON.stringify(value, null, "\t")}\n`);
	};
	for (const [path, text] of Object.entries(FIXTURE_FILES)) await write(path, text);
	await storyboard();
	return { dir, project, versions, write, storyboard, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Waits until `probe` answers something other than undefined, null or false. Throws what was waited for after `timeoutMs`. */
export async function eventually<T>(
	what: string,
	probe: () => T | Promise<T>,
	timeoutMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const value = await probe();
		if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
