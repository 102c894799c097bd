import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RanFilmCheck, StoryDreamError } from "@storydream/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { whoIs } from "../access/index.ts";
import { createDiskObjects } from "../objects/disk/index.ts";
import type { Objects } from "../objects/objects.ts";
import { project, session, sha } from "../records/contract/samples.ts";
import type { Records } from "../records/records.ts";
import type { Repositories } from "../repositories/repositories.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { createChecks } from "./checks.ts";

const anonymous = whoIs({ headers: {} });
let folder: string;
let disk: Objects;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-checks-"));
	disk = await createDiskObjects({ directory: folder });
});
afterEach(() => rm(folder, { recursive: true }));

const result = (version: string): RanFilmCheck => ({
	check: {
		version,
		checkedAt: "2026-01-01T00:00:00.000Z",
		asked: { total: 0, shown: 0, missing: [], items: [] },
		findings: [
			{
				code: "blank_frame",
				severity: "error",
				sceneId: "one",
				frames: [4],
				element: null,
				message: "The scene shows nothing.",
				measured: "0%",
				wanted: "something to see",
				fix: null,
				pictureUrl: null,
			},
		],
		notChecked: [],
		coveredScenes: ["one"],
		frames: 1,
		durationMs: 1,
	},
	pictures: [{ finding: 0, mediaType: "image/jpeg", data: Buffer.from("a picture").toString("base64") }],
});
const stopped = () => new StoryDreamError("conflict", "The film check was stopped: A turn has begun.");

/** A studio whose sandbox answers `ran`, one after the other, for the project “prj1” at version `head`. */
function studio(...ran: (() => RanFilmCheck | Promise<RanFilmCheck>)[]) {
	const state = { head: sha(1), deleted: false, checks: 0, lists: 0 };
	const record = async () => project("prj1", { currentCommitSha: state.head });
	const records = {
		projects: { get: async () => (state.deleted ? null : record()) },
		sessions: { findByProject: async () => session("s1", { state: "ready" }) },
	} as unknown as Records;
	const sessions = {
		broadcast: () => {},
		checkFilm: async () => {
			state.checks += 1;
			return (ran[state.checks - 1] ?? (() => result(state.head)))();
		},
	} as unknown as Sessions;
	const objects: Objects = {
		...disk,
		list: (prefix) => {
			state.lists += 1;
			return disk.list(prefix);
		},
	};
	const logger = pino({ level: "silent" });
	const deps = { records, objects, sessions, logger, repositories: {} as Repositories, checkVersions: true, checkAfterMs: 0 };
	return { state, checks: createChecks({ record }, deps) };
}

async function paths(): Promise<string[]> {
	const found: string[] = [];
	for await (const { path } of disk.list("repos/prj1/")) found.push(path);
	return found;
}

test("the newest result is read without looking through all of them", async () => {
	const { state, checks } = studio(() => result(sha(1)));
	await checks.start(anonymous, "prj1");
	await checks.settled();
	state.head = sha(2);
	expect(await checks.get(anonymous, "prj1")).toMatchObject({ state: "none", version: sha(2), result: { version: sha(1) } });
	expect(state.lists).toBe(0);
});

test("nothing of a check is left behind when its project is deleted meanwhile", async () => {
	const { state, checks } = studio(() => {
		state.deleted = true;
		return result(sha(1));
	});
	await checks.start(anonymous, "prj1");
	await checks.settled();
	expect(state.checks).toBe(1);
	expect(await paths()).toEqual([]);
});

test("a check that a turn has stopped is made after the turn, where the turn makes no version", async () => {
	const { state, checks } = studio(() => Promise.reject(stopped()));
	checks.created("prj1", sha(1));
	await expect.poll(() => state.checks).toBe(1);
	await checks.settled();
	expect(await checks.get(anonymous, "prj1")).toMatchObject({ state: "none" });
	checks.turnEnded("prj1");
	await expect.poll(async () => (await checks.get(anonymous, "prj1")).state).toBe("done");
	expect(state.checks).toBe(2);
});

test("a turn that ends without having stopped a check begins none", async () => {
	const { state, checks } = studio();
	checks.turnEnded("prj1");
	checks.created("prj1", sha(1));
	await expect.poll(async () => (await checks.get(anonymous, "prj1")).state).toBe("done");
	expect(state.checks).toBe(1);
});
