import { spawn } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createStudioApi, type StudioApi } from "@storydream/client";
import { follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { findBrowser } from "@storydream/sandbox";
import type { Figure } from "../harness/figures.ts";

const ROUNDS = 3;
const root = resolve(import.meta.dirname, "../../..");

/** Our export of 300 frames at 1080p against `npx remotion render` of the same commit, in turn, in the same run. */
export async function exportSpeed(): Promise<Figure[]> {
	const studio = await startStudio({ WARM_POOL: "0" });
	const folder = await mkdtemp(join(tmpdir(), "storydream-bench-"));
	const ours: number[] = [];
	const theirs: number[] = [];
	try {
		const api = createStudioApi(studio.url);
		const project = await api.createProject({});
		const session = await follow(studio.url, project.id);
		await session.until("session:ready");
		const { commitSha, storyboard } = await api.getStoryboard(project.id);
		const first = storyboard?.scenes[0];
		if (!storyboard || !first) throw new Error("the template has no scene");
		const { transition: _transition, ...scene } = first;
		await api.putStoryboard(project.id, {
			baseCommitSha: commitSha,
			storyboard: { ...storyboard, scenes: [{ ...scene, durationInFrames: 300 }] },
			title: "One scene of 300 frames",
		});
		await git(["clone", "-q", `${studio.url}/git/${project.id}.git`, join(folder, "project")]);
		await symlink(join(root, "node_modules"), join(folder, "node_modules"));
		const browser = await findBrowser(process.env);
		if (!browser) throw new Error("no browser");
		for (let round = 0; round < ROUNDS; round += 1) {
			let startedAt = performance.now();
			await exportOnce(api, project.id);
			ours.push(performance.now() - startedAt);
			startedAt = performance.now();
			await remotionRender(join(folder, "project"), browser.executablePath);
			theirs.push(performance.now() - startedAt);
		}
		await session.end();
	} finally {
		await studio.close();
		await rm(folder, { recursive: true, force: true });
	}
	const ratios = ours.map((ms, index) => (theirs[index] ?? Number.NaN) / ms);
	return [
		{
			question: "export of 300 frames at 1080p",
			unit: "frames/s",
			samples: ours.map((ms) => 300 / (ms / 1000)),
			better: "higher",
			note: "whole: bundle, render, store",
		},
		{
			question: "`npx remotion render` of the same commit",
			unit: "frames/s",
			samples: theirs.map((ms) => 300 / (ms / 1000)),
			better: "higher",
		},
		{ question: "times faster than `npx remotion render`", unit: "x", samples: ratios, goal: 1, better: "higher" },
	];
}

async function exportOnce(api: StudioApi, projectId: string): Promise<void> {
	let current = await api.startExport(projectId, { codec: "mp4" });
	while (!["done", "failed", "cancelled"].includes(current.state)) {
		await new Promise((wake) => setTimeout(wake, 50));
		current = await api.getExport(current.id);
	}
	if (current.state !== "done") throw new Error(`the export ${current.state}: ${current.error?.message}`);
}

function remotionRender(folder: string, browserExecutable: string): Promise<void> {
	const cli = join(root, "node_modules/@remotion/cli/remotion-cli.js");
	return ended(
		spawn(
			process.execPath,
			[cli, "render", "src/index.ts", "Film", "out/film.mp4", `--browser-executable=${browserExecutable}`, "--log=error"],
			{
				cwd: folder,
				stdio: "ignore",
			},
		),
	);
}

function git(args: string[]): Promise<void> {
	return ended(spawn("git", args, { stdio: "ignore" }));
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) =>
			code === 0 ? resolve() : reject(new Error(`${child.spawnargs.slice(0, 3).join(" ")} ended with ${code}`)),
		);
	});
}
