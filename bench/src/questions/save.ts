import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { layoutOf } from "../../../packages/sandbox/src/config.ts";
import { Project } from "../../../packages/sandbox/src/project/project.ts";
import type { Figure } from "../harness/figures.ts";

const run = promisify(execFile);
const TEMPLATE = path.resolve(import.meta.dirname, "../../../packages/template");
const FILES = 60;
const EDITS = 30;
/** Files that changed less than two seconds before are read again by every save. */
const SETTLE_MS = 2_500;

/** A folder with a way to save it. */
interface Place {
	folder: string;
	save(): Promise<unknown>;
}

/** How long a sandbox takes to make a version of its files, beside `git add` and `git commit` in the same folder: the floor. */
export async function save(): Promise<Figure[]> {
	const root = await mkdtemp(path.join(os.tmpdir(), "storydream-bench-save-"));
	try {
		const [own, bare] = [await projectIn(path.join(root, "own")), await bareGitIn(path.join(root, "bare"))];
		await new Promise((settled) => setTimeout(settled, SETTLE_MS));
		const changed: number[][] = [];
		const unchanged: number[][] = [];
		for (let edit = 0; edit < EDITS; edit += 1) {
			const inTurn = edit % 2 === 0 ? [own, bare] : [bare, own];
			for (const place of inTurn)
				await writeFile(path.join(place.folder, "src", "more", "7.ts"), `export const edit = ${edit};\n`);
			changed.push(await timesOf(inTurn, own));
			unchanged.push(await timesOf(inTurn, own));
		}
		return [...comparison("save of a one-file edit in a sandbox", changed), ...comparison("save of nothing", unchanged)];
	} finally {
		await rm(root, { recursive: true, force: true });
	}
}

/** @returns ms of ours and of git's */
async function timesOf(places: Place[], own: Place): Promise<[number, number]> {
	const times: [number, number] = [0, 0];
	for (const place of places) {
		const startedAt = performance.now();
		await place.save();
		times[place === own ? 0 : 1] = performance.now() - startedAt;
	}
	return times;
}

function comparison(question: string, pairs: number[][]): Figure[] {
	const of = (side: number) => pairs.map((pair) => pair[side] ?? Number.NaN);
	return [
		{ question, unit: "ms", samples: of(0) },
		{ question: `${question}, by git add and git commit`, unit: "ms", samples: of(1) },
		{
			question: `${question} / by git`,
			unit: "x",
			samples: pairs.map(([a = Number.NaN, b]) => a / (b ?? Number.NaN)),
			note: "pair by pair",
		},
	];
}

async function projectIn(folder: string): Promise<Place> {
	const layout = layoutOf({ dir: folder, agentTmp: path.join(folder, "agent") });
	await mkdir(layout.tmp, { recursive: true });
	const project = new Project(layout, TEMPLATE);
	const record = await project.prepare();
	await record();
	await writeFiles(layout.project);
	const place = { folder: layout.project, save: () => project.save({ title: "Edit", kind: "edit" }) };
	await place.save();
	return place;
}

async function bareGitIn(folder: string): Promise<Place> {
	await writeFiles(folder);
	const git = (...args: string[]) =>
		run("git", ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@b", "-c", "gc.auto=0", ...args]);
	await git("init", "--quiet");
	const place = {
		folder,
		async save() {
			await git("add", "--all");
			await git("commit", "--quiet", "--allow-empty", "--message", "Edit");
		},
	};
	await place.save();
	return place;
}

async function writeFiles(folder: string): Promise<void> {
	await mkdir(path.join(folder, "src", "more"), { recursive: true });
	for (let file = 0; file < FILES; file += 1)
		await writeFile(path.join(folder, "src", "more", `${file}.ts`), `export const scene${file} = ${file};\n`.repeat(50));
}
