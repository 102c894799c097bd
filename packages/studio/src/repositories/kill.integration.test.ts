import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { rounds, roundsDeadline } from "@storydream/sandbox/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDiskObjects } from "../objects/disk/index.ts";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { createRepositories } from "./index.ts";
import { projectRecord, temporaryFolder, writeTemplate } from "./testing/fixtures.ts";
import { runGit, Writer } from "./testing/writer.ts";

const LOOPS_OF_LONG = 200;
const LOOPS = rounds(LOOPS_OF_LONG, 4);
const CHILD_DEADLINE_MS = 180_000;

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
	({ folder, remove } = await temporaryFolder("kill"));
});
afterAll(() => remove());

async function openStores(cache: string) {
	const records = createSqliteRecords({ file: join(folder, "storydream.db") });
	const objects = await createDiskObjects({ directory: join(folder, "objects") });
	return { records, objects, repositories: await createRepositories({ records, objects, cacheDir: join(folder, cache) }) };
}

/** Runs the publishing child until it has said a few lines and `afterMs` more have gone by, then kills it. */
async function publishUntilKilled(lines: number, afterMs: number): Promise<string[]> {
	const child = spawn(process.execPath, [fileURLToPath(new URL("./testing/publishing-child.ts", import.meta.url)), folder], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	const said: string[] = [];
	let complaint = "";
	const deadline = setTimeout(() => child.kill("SIGKILL"), CHILD_DEADLINE_MS);
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		complaint += text;
	});
	createInterface({ input: child.stdout }).on("line", (line) => {
		said.push(line);
		if (said.length === lines) setTimeout(() => child.kill("SIGKILL"), afterMs);
	});
	const signal = await new Promise<string | null>((resolve) => child.on("close", (_code, ended) => resolve(ended)));
	clearTimeout(deadline);
	expect({ signal, complaint: complaint.replace(/.*ExperimentalWarning.*\n.*\n?/g, "") }).toEqual({
		signal: "SIGKILL",
		complaint: "",
	});
	return said;
}

it(`keeps every acknowledged commit when the studio is killed, ${LOOPS} times at any moment`, {
	timeout: roundsDeadline(3_000_000, LOOPS_OF_LONG, LOOPS),
}, async () => {
	await writeTemplate(join(folder, "template"));
	const before = await openStores("cache");
	await before.repositories.publishTemplate(join(folder, "template"));
	await before.records.projects.create(projectRecord("one", await before.repositories.initialise("one")));
	await before.records.close();

	const acknowledged: string[] = [];
	const kept: string[] = [];
	for (let loop = 0; loop < LOOPS; loop++) {
		const said = await publishUntilKilled(1 + Math.floor(Math.random() * 12), Math.random() * 60);
		for (const line of said) {
			const [what, sha = ""] = line.split(" ");
			if (what === "acknowledged") acknowledged.push(sha);
			if (what === "kept") kept.push(sha);
		}
		// The next studio, once with the clone as it was left, once with none.
		for (const cache of ["cache", `fresh-${loop}`]) {
			const { records, repositories } = await openStores(cache);
			const { versions } = await repositories.versions("one", { limit: 100_000 });
			const shas = versions.map((version) => version.sha);
			expect(acknowledged.filter((sha) => !shas.includes(sha))).toEqual([]);
			// In the order they were made, with at most one a loop that was done but not yet said.
			expect(shas.filter((sha) => acknowledged.includes(sha)).reverse()).toEqual(acknowledged);
			expect(shas.length - 1 - acknowledged.length).toBeLessThanOrEqual(loop + 1);
			expect(await runGit(await repositories.clone("one"), ["fsck", "--strict", "--full", "--no-dangling"])).toBe("");
			const transcript = await repositories.readTranscript("one", "agent");
			const lines = transcript
				? Buffer.concat(await transcript.toArray())
						.toString()
						.split("\n")
				: [];
			expect(kept.filter((sha) => !lines.includes(sha))).toEqual([]);
			const writer = await Writer.open(repositories, "one", join(folder, `work-${loop}-${cache}`));
			expect(await writer.head()).toBe(shas[0]);
			await repositories.settled();
			await records.close();
		}
	}
	expect(acknowledged.length).toBeGreaterThan(LOOPS);
	process.stdout.write(
		`kills: ${LOOPS}; ${acknowledged.length} acknowledged commits, ${kept.length} kept lines, all found again\n`,
	);
});
