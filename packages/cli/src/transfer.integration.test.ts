import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDiskObjects } from "../../studio/src/objects/disk/index.ts";
import { createSqliteRecords } from "../../studio/src/records/sqlite/index.ts";
import { contents, filesBelow, fill } from "../../studio/src/transfer/testing/sample-installation.ts";

const PROGRAM = join(import.meta.dirname, "main.ts");
let folder: string;
let source: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-cli-"));
	source = join(folder, "source");
	const { close } = await use(join(folder, "alive"), fill);
	// Taken from under an open database: as a studio leaves it that was killed, with changes in its write-ahead log only.
	await cp(join(folder, "alive"), source, { recursive: true });
	await writeFile(join(source, "studio.lock"), "");
	await close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Opens an installation's stores beside the program under test. */
async function use<T>(dataDir: string, work: (stores: Parameters<typeof contents>[0]) => Promise<T>) {
	const records = createSqliteRecords({ file: join(dataDir, "records.db") });
	const objects = await createDiskObjects({ directory: join(dataDir, "objects") });
	return { answer: await work({ records, objects }), close: () => records.close() };
}

async function contentsOf(dataDir: string) {
	const copy = join(folder, `copy-${Math.random()}`);
	await cp(dataDir, copy, { recursive: true });
	const { answer, close } = await use(copy, contents);
	await close();
	return answer;
}

const environment = () => ({ ...process.env, DATA_DIR: join(folder, "configured"), RECORDS: "", OBJECTS: "" });

function storydream(...args: string[]) {
	return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
		execFile(process.execPath, [PROGRAM, ...args], { env: environment(), timeout: 240_000 }, (error, stdout, stderr) => {
			resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr });
		});
	});
}

describe("migrate", () => {
	test("copies an installation and leaves the source byte for byte as it was", async () => {
		expect(await readdir(source)).toContain("records.db-wal");
		const before = await filesBelow(source);
		const to = join(folder, "to");
		const { code, stdout, stderr } = await storydream("migrate", "--from", `sqlite+disk:${source}`, "--to", `sqlite+disk:${to}`);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(/Now the same in both: 3 projects\. Copied: \d+ objects/);
		expect(await filesBelow(source)).toEqual(before);
		expect(await contentsOf(to)).toEqual(await contentsOf(source));
		const again = await storydream("migrate", "--from", `sqlite+disk:${source}`, "--to", `sqlite+disk:${to}`);
		expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Copied: 0 objects") });
	});

	test("killed in the middle goes on from there", async () => {
		const to = join(folder, "to");
		const args = ["migrate", "--from", `sqlite+disk:${source}`, "--to", `sqlite+disk:${to}`];
		const count = async () => (await readdir(join(to, "objects"), { recursive: true }).catch(() => [])).length;
		for (const enough of [1, 12, 25]) {
			const child = spawn(process.execPath, [PROGRAM, ...args], { env: environment(), stdio: "ignore" });
			const exited = once(child, "exit");
			const giveUp = performance.now() + 180_000;
			while (child.exitCode === null && (await count()) < enough && performance.now() < giveUp) await sleep(5);
			child.kill("SIGKILL");
			await exited;
		}
		expect(await storydream(...args)).toMatchObject({ code: 0, stderr: "" });
		expect(await contentsOf(to)).toEqual(await contentsOf(source));
	});

	test("does nothing while a studio works in the one folder or the other", async () => {
		const args = (from: string, to: string) => ["migrate", "--from", `sqlite+disk:${from}`, "--to", `sqlite+disk:${to}`];
		const before = await filesBelow(source);
		const studio = new DatabaseSync(join(source, "studio.lock"));
		studio.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
		try {
			const to = join(folder, "to");
			expect(await storydream(...args(source, to))).toMatchObject({
				code: 1,
				stderr: `A studio works in ${source}.\nStop it, then do this again.\n`,
			});
			await expect(readdir(to)).rejects.toThrow("ENOENT");
			expect((await storydream(...args(join(folder, "alive"), source))).stderr).toContain(`A studio works in ${source}.`);
			expect((await storydream("backup", join(folder, "b"), "--from", `sqlite+disk:${source}`)).code).toBe(1);
		} finally {
			studio.close();
		}
		expect(await filesBelow(source)).toEqual(before);
	});

	test.each<[string, (source: string) => string[], RegExp]>([
		["to nowhere", () => ["migrate"], /--to/],
		[
			"from where nothing is",
			() => ["migrate", "--from", "sqlite+disk:./none-here", "--to", "sqlite+disk:./to"],
			/no installation in/,
		],
		["to a cloud nobody named", (at) => ["migrate", "--from", `sqlite+disk:${at}`, "--to", "firestore+gcs"], /GCP_PROJECT_ID/],
		["a restore of no file", () => ["restore", "./none.tar.zst"], /no file/],
	])("can't go %s, and says so in a sentence", async (_what, args, said) => {
		const { code, stderr } = await storydream(...args(source));
		expect(code).toBe(1);
		expect(stderr).toMatch(said);
		expect(stderr).not.toMatch(/^\s+at /m);
	});
});

describe("backup and restore", () => {
	test("give all of it back in another place, and the source stays as it was", async () => {
		const file = join(folder, "films.tar.zst");
		const before = await filesBelow(source);
		expect(await storydream("backup", file, "--from", `sqlite+disk:${source}`)).toMatchObject({ code: 0, stderr: "" });
		expect(await filesBelow(source)).toEqual(before);
		const to = join(folder, "to");
		const restored = await storydream("restore", file, "--to", `sqlite+disk:${to}`);
		expect(restored).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/3 projects/) });
		expect(await contentsOf(to)).toEqual(await contentsOf(source));
		const over = await storydream("restore", file, "--to", `sqlite+disk:${to}`);
		expect(over).toMatchObject({ code: 1, stderr: expect.stringMatching(/kept there already[\s\S]*--replace/) });
		expect(await storydream("restore", file, "--to", `sqlite+disk:${to}`, "--replace")).toMatchObject({ code: 0 });
		expect(await contentsOf(to)).toEqual(await contentsOf(source));
		const bytes = await readFile(file);
		const middle = bytes.length >> 1;
		bytes[middle] = (bytes[middle] ?? 0) ^ 1;
		await writeFile(`${file}.flipped`, bytes);
		const refused = await storydream("restore", `${file}.flipped`, "--to", `sqlite+disk:${join(folder, "other")}`);
		expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing was restored") });
	});
});
