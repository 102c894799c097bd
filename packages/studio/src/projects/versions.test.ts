import { pino } from "pino";
import { expect, test } from "vitest";
import type { Objects } from "../objects/objects.ts";
import { project, session, sha } from "../records/contract/samples.ts";
import type { Records } from "../records/records.ts";
import type { Repositories } from "../repositories/repositories.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { ProjectsCore } from "./projects.ts";
import { createVersions } from "./versions.ts";

/** Versions of a project whose sandbox can draw; `taken` lists the objects in which pictures were kept. */
function versionsOf({ kind, pictureAfterMs }: { kind: "turn" | "edit"; pictureAfterMs: number }) {
	const taken: string[] = [];
	const record = project("prj1", { name: "Film" });
	const records = {
		projects: { get: async () => record, update: async () => record },
		sessions: { findByProject: async () => session("s1", { state: "ready" }) },
	} as unknown as Records;
	const version = { sha: sha(1), kind };
	const repositories = {
		version: async () => version,
		versions: async () => ({ versions: [version], nextCursor: null }),
		readFile: async () => null,
	} as unknown as Repositories;
	const sessions = {
		broadcast: () => {},
		pictures: async () => ({ pictures: [{ data: Buffer.from("drawn").toString("base64") }] }),
	} as unknown as Sessions;
	const objects = { put: async (path: string) => taken.push(path) } as unknown as Objects;
	const deps = { records, objects, sessions, repositories, logger: pino({ level: "silent" }), pictureAfterMs };
	return { versions: createVersions({} as ProjectsCore, deps), taken };
}

const picture = (n: number) => `repos/prj1/pictures/${sha(n)}.jpg`;

test("of edits in a row only the last one gets a picture, when the hand rests", async () => {
	const { versions, taken } = versionsOf({ kind: "edit", pictureAfterMs: 1 });
	for (const n of [1, 2, 3]) versions.created("prj1", sha(n));
	await versions.settled();
	expect(taken).toEqual([picture(3)]);
});

test("the version of a turn gets its picture at once", async () => {
	const { versions, taken } = versionsOf({ kind: "turn", pictureAfterMs: 3_600_000 });
	versions.created("prj1", sha(1));
	await versions.settled();
	expect(taken).toEqual([picture(1)]);
});

test("a studio that closes waits for no hand to rest", async () => {
	const { versions, taken } = versionsOf({ kind: "edit", pictureAfterMs: 3_600_000 });
	versions.created("prj1", sha(1));
	versions.close();
	await versions.settled();
	expect(taken).toEqual([]);
});
