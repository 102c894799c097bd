import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiskObjects } from "../objects/disk/index.ts";
import type { Objects } from "../objects/objects.ts";
import type { Records } from "../records/records.ts";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { Clones } from "./clones.ts";
import type { Context } from "./context.ts";
import { evictClones } from "./eviction.ts";
import { Histories } from "./history.ts";
import { createRepositories, type Repositories, type RepositoriesOptions } from "./index.ts";
import { Locks } from "./locks.ts";
import { projectRecord, temporaryFolder, writeTemplate } from "./testing/fixtures.ts";
import { Writer } from "./testing/writer.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let folder: string;
let remove: () => Promise<void>;
let records: Records;
let objects: Objects;
let opened: Repositories[];
let now: number;

beforeEach(async () => {
	({ folder, remove } = await temporaryFolder("eviction"));
	records = createSqliteRecords({ file: join(folder, "storydream.db") });
	objects = await createDiskObjects({ directory: join(folder, "objects") });
	await writeTemplate(join(folder, "template"));
	opened = [];
	now = Date.now();
});
afterEach(async () => {
	for (const one of opened) await one.settled();
	await records.close();
	await remove();
});

async function open(options: Partial<RepositoriesOptions> = {}): Promise<Repositories> {
	const one = await createRepositories({ records, objects, cacheDir: join(folder, "cache"), now: () => now, ...options });
	await one.publishTemplate(join(folder, "template"));
	opened.push(one);
	return one;
}

async function newProject(repositories: Repositories, id: string): Promise<string> {
	await records.projects.create(projectRecord(id, await repositories.initialise(id)));
	const writer = await Writer.open(repositories, id, join(folder, `work-${id}`));
	// Bytes that don't shrink, so that a clone has a size.
	await writer.write("noise.txt", Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))).toString("hex"));
	await writer.publish(repositories, id);
	return writer.head();
}

const clones = async () =>
	(await readdir(join(folder, "cache", "repositories"))).filter((name) => /^[a-z]+\.git$/.test(name)).sort();

describe("the cache of clones", () => {
	it("forgets a clone that nobody used for 30 days, keeps the others, and makes it again when it is needed", async () => {
		const repositories = await open();
		const head = await newProject(repositories, "old");
		await newProject(repositories, "young");
		await repositories.settled();
		expect(await clones()).toEqual(["old.git", "young.git"]);
		now += 20 * DAY;
		await repositories.versions("young", { limit: 1 });
		await repositories.settled();
		expect(await clones()).toEqual(["old.git", "young.git"]);
		now += 11 * DAY;
		await repositories.versions("young", { limit: 1 });
		await repositories.settled();
		expect(await clones()).toEqual(["young.git"]);
		expect((await repositories.versions("old", { limit: 5 })).versions.map((version) => version.sha)[0]).toBe(head);
		expect(await clones()).toEqual(["old.git", "young.git"]);
	});

	it("that is too big loses those used longest ago, until it fits", async () => {
		const repositories = await open({ cache: { maxBytes: 150_000 } });
		for (const id of ["a", "b", "c"]) {
			await newProject(repositories, id);
			// A look under way must not see the clock jump.
			await repositories.settled();
			now += 5 * MINUTE;
		}
		await repositories.versions("a", { limit: 1 });
		await repositories.settled();
		now += 2 * 60 * MINUTE;
		await repositories.versions("c", { limit: 1 });
		await repositories.settled();
		// "b" was used longest ago; "a" was read after it.
		expect(await clones()).toEqual(["a.git", "c.git"]);
	});

	it("keeps a clone in use, however big or old the cache is", async () => {
		const repositories = await open();
		await newProject(repositories, "used");
		await repositories.settled();
		const project = await records.projects.get("used");
		if (project === null) throw new Error("no project");
		const cache = await Clones.open(join(folder, "cache", "repositories"), objects, () => now);
		const quiet = { info: () => undefined, warn: () => undefined };
		const parts = { clones: cache, locks: new Locks(), histories: new Histories(), logger: quiet, now: () => now, graceMs: 0 };
		const context: Context = { ...parts, projects: records.projects, objects, onUse: () => undefined, maxPacks: 50 };
		const everything = { maxBytes: 0, maxAgeMs: 0 };
		await cache.ensure(project);
		now += DAY;
		const [release, releaseOther] = [cache.hold("used"), cache.hold("used")];
		release();
		await evictClones(context, everything);
		expect(await clones()).toEqual(["used.git"]);
		releaseOther();
		await evictClones(context, everything);
		expect(await clones()).toEqual([]);
	});

	it("keeps what was used within the hour, also when that is more than the limit: somebody may still read from it", async () => {
		const repositories = await open({ cache: { maxBytes: 0 } });
		await newProject(repositories, "a");
		await repositories.settled();
		now += 11 * MINUTE;
		const path = await repositories.clone("a");
		await repositories.settled();
		expect(path).toContain("a.git");
		expect(await clones()).toEqual(["a.git"]);
	});

	it("remembers when a clone was used across a restart of the studio", async () => {
		const before = await open();
		await newProject(before, "a");
		await newProject(before, "b");
		await before.settled();
		now += 25 * DAY;
		await before.versions("a", { limit: 1 });
		await before.settled();
		now += 10 * DAY;
		const after = await open();
		await newProject(after, "c");
		await after.settled();
		expect(await clones()).toEqual(["a.git", "c.git"]);
	});
});
