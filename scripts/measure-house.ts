// Measures how the code is built: `node scripts/measure-house.ts [--commit <sha>] [--list functions|duplicates|circles|exports|words]`.
// Without a commit it measures the files as they are. --list names what a row counts.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { circlesOf } from "./house/circles.ts";
import { exportsOf, isDocumented } from "./house/documented.ts";
import { duplicatesOf } from "./house/duplicates.ts";
import { functionsOf } from "./house/functions.ts";
import { countLines, listFiles, productionFiles } from "./house/sources.ts";
import { bannedWords } from "./house/words.ts";

const here = join(import.meta.dirname, "..");
const { values } = parseArgs({ options: { commit: { type: "string" }, list: { type: "string" } } });

/** Runs `work` on the files of a commit, put into a folder of its own for as long as it takes. */
function atCommit<T>(commit: string, work: (root: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "storydream-measure-"));
	try {
		execFileSync("git", ["worktree", "add", "--detach", "--quiet", folder, commit], { cwd: here });
		return work(folder);
	} finally {
		execFileSync("git", ["worktree", "remove", "--force", folder], { cwd: here });
		rmSync(folder, { recursive: true, force: true });
	}
}

function measure(root: string): { rows: [string, string][]; lists: Record<string, string[]> } {
	const production = productionFiles(root);
	const functions = production.flatMap(functionsOf).sort((a, b) => b.lines - a.lines);
	const over = (lines: number) => functions.filter((one) => one.lines > lines);
	const protocol = exportsOf(production.filter(({ path }) => path.startsWith("packages/protocol/src/")));
	const undocumented = protocol.filter((one) => !isDocumented(one));
	const circles = circlesOf(production);
	const duplicates = duplicatesOf(root);
	const words = bannedWords(root);
	const linesOf = (name: string) =>
		production.filter(({ path }) => path.startsWith(`packages/${name}/`)).reduce((sum, { text }) => sum + countLines(text), 0);
	const rows: [string, string][] = [
		["production functions over 100 / 150 lines", `${over(100).length} / ${over(150).length}`],
		["pairs of duplicated places of six lines or more", `${duplicates.length}`],
		["import circles, types included", `${circles.length}`],
		["exports of `protocol` with meaning and example", `${protocol.length - undocumented.length} of ${protocol.length}`],
		["files in the flat folder `packages/studio/src/sessions`", `${flatFiles(root)}`],
		["banned words", `${words.length}`],
		["production lines of studio / sandbox", `${linesOf("studio")} / ${linesOf("sandbox")}`],
	];
	const lists = {
		functions: over(100).map(({ place, lines }) => `${lines}\t${place}`),
		duplicates: duplicates.map(({ lines, first, second }) => `${lines}\t${first}\t${second}`),
		circles: circles.map((circle) => circle.join(" ")),
		exports: undocumented.map(({ name, place }) => `${place}\t${name}`),
		words: words.map(({ place, word, say }) => `${place}\t${word}\t${say}`),
	};
	return { rows, lists };
}

function flatFiles(root: string): number {
	return listFiles(root, /^packages\/studio\/src\/sessions\/[^/]+\.ts$/).filter((path) => !path.includes(".test.")).length;
}

const { rows, lists } = values.commit === undefined ? measure(here) : atCommit(values.commit, measure);
if (values.list === undefined) {
	console.log(`| measured at ${values.commit ?? "the files as they are"} | |\n|---|---|`);
	for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
} else for (const line of lists[values.list] ?? [`--list takes one of ${Object.keys(lists).join(", ")}`]) console.log(line);
