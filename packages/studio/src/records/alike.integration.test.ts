import { StoryDreamError } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { film, message, moment, pack, project, session, sha, sha256 } from "./contract/samples.ts";
import type { MessageRecord, Records, SessionState } from "./records.ts";
import { createSqliteRecords } from "./sqlite/index.ts";
import { emulatorHost, freshDatabase } from "./testing/firestore-under-test.ts";

type Step = (records: Records) => Promise<unknown>;

/** Few of each, so that steps meet. */
const projectId = fc.constantFrom("prj1", "prj2", "prj-3");
const userId = fc.constantFrom("anonymous", "somebody");
const messageId = fc.constantFrom("message-1", "message-2", "message_3");
const sessionId = fc.constantFrom("s1", "s2", "s3");
const filmId = fc.constantFrom("film1", "film2", "film3");
const head = fc.integer({ min: 1, max: 3 });
const time = fc.integer({ min: 0, max: 3 });
/** Any text at all: quotes, signs, several scripts, halves of surrogate pairs, nothing. */
const text = fc.oneof(
	fc.string({ unit: "binary", maxLength: 12 }),
	fc.constantFrom("Tee & Öl", "\u0000", "__name__", "\ud800", "'; --"),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const messageState = fc.constantFrom<MessageRecord["state"]>("queued", "running", "done", "failed", "stopped");
const sessionState = fc.constantFrom<SessionState>("intended", "starting", "ready", "ending", "ended", "failed");
const limit = fc.integer({ min: 1, max: 3 });
const usage = fc.record({
	inputTokens: fc.nat(1000),
	outputTokens: fc.nat(1000),
	cacheReadTokens: fc.nat(1000),
	cacheWriteTokens: fc.nat(1000),
	costUsd: fc.double({ min: 0, max: 5, noNaN: true }),
});
/** Left out rather than undefined. */
const given = <T extends object>(fields: T): T => JSON.parse(JSON.stringify(fields));

/** All pages of a list, one after the other. */
async function pages(list: (cursor: string | undefined) => Promise<{ items: unknown[]; nextCursor: string | null }>) {
	const found: unknown[] = [];
	let cursor: string | undefined;
	do {
		const page = await list(cursor);
		found.push(page);
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined);
	return found;
}

const steps: fc.Arbitrary<[name: string, step: Step]>[] = [
	fc
		.tuple(projectId, userId, text, time)
		.map(([id, user, name, n]) => [
			`create ${id}`,
			(records) => records.projects.create(project(id, { userId: user, name, description: name, updatedAt: moment(n) })),
		]),
	projectId.map((id) => [`get ${id}`, (records) => records.projects.get(id)]),
	fc
		.tuple(userId, maybe(text), limit)
		.map(([user, search, most]) => [
			`list ${user} ${search}`,
			(records) => pages((cursor) => records.projects.list({ userId: user, limit: most, ...given({ search, cursor }) })),
		]),
	fc
		.tuple(projectId, maybe(text), maybe(text), maybe(fc.double({ noNaN: true, noDefaultInfinity: true })), maybe(time))
		.map(([id, name, description, budgetUsd, n]) => [
			`update ${id}`,
			(records) =>
				records.projects.update(id, { name, description, budgetUsd, ...(n === undefined ? {} : { updatedAt: moment(n) }) }),
		]),
	fc.tuple(projectId, head, head, fc.boolean()).map(([id, from, to, looked]) => [
		`move ${id} ${from}>${to}`,
		(records) =>
			records.projects.moveHead(id, {
				expectedHead: sha(from),
				newHead: sha(to),
				packs: [pack(to)],
				...(looked ? { expectedPacks: [sha256(from)] } : {}),
			}),
	]),
	fc.tuple(projectId, usage).map(([id, used]) => [`use ${id}`, (records) => records.projects.addUsage(id, used)]),
	projectId.map((id) => [`begin delete ${id}`, (records) => records.projects.beginDelete(id)]),
	projectId.map((id) => [
		`finish delete ${id}`,
		async (records) => {
			await records.projects.beginDelete(id);
			await records.projects.finishDelete(id);
		},
	]),
	fc.constant(["deleting", (records) => records.projects.listDeleting()]),

	fc
		.tuple(projectId, messageId, text, messageState)
		.map(([project, id, content, state]) => [
			`add ${project}/${id} ${state}`,
			(records) => records.messages.add(message(project, id, { content, state, context: { sceneId: content } })),
		]),
	fc
		.tuple(projectId, messageId)
		.map(([project, id]) => [`message ${project}/${id}`, (records) => records.messages.get(project, id)]),
	fc
		.tuple(projectId, limit)
		.map(([id, most]) => [
			`messages of ${id}`,
			(records) => pages((cursor) => records.messages.list({ projectId: id, limit: most, ...given({ cursor }) })),
		]),
	projectId.map((id) => [`open of ${id}`, (records) => records.messages.listOpen(id)]),
	fc
		.tuple(projectId, messageId, fc.array(messageState, { maxLength: 3 }), messageState, maybe(text))
		.map(([project, id, from, state, content]) => [
			`change ${project}/${id} to ${state}`,
			(records) => records.messages.update(project, id, from, { state, ...given({ content }) }),
		]),
	fc
		.tuple(projectId, messageId)
		.map(([project, id]) => [`take ${project}/${id} out`, (records) => records.messages.removeQueued(project, id)]),
	fc.constant(["projects with open", (records) => records.messages.listProjectsWithOpen()]),

	fc
		.tuple(sessionId, fc.option(projectId), sessionState, time)
		.map(([id, project, state, n]) => [
			`session ${id} of ${project} ${state}`,
			(records) => records.sessions.create(session(id, { projectId: project, state, createdAt: moment(n) })),
		]),
	sessionId.map((id) => [`session ${id}`, (records) => records.sessions.get(id)]),
	projectId.map((id) => [`session of ${id}`, (records) => records.sessions.findByProject(id)]),
	fc.constant(["live", (records) => records.sessions.listLive()]),
	fc
		.tuple(
			sessionId,
			fc.constantFrom("i1", "i2"),
			fc.array(sessionState, { maxLength: 4 }),
			maybe(sessionState),
			maybe(projectId),
		)
		.map(([id, incarnation, state, next, project]) => [
			`session ${id} to ${next} of ${project}`,
			(records) =>
				records.sessions.update(
					id,
					{ incarnation, state },
					{ endpoint: { deep: [[1, [2]], null] }, ...given({ state: next, projectId: project }) },
				),
		]),
	fc.tuple(sessionId, projectId).map(([id, project]) => [`claim ${id}`, (records) => records.sessions.claim(id, project)]),
	sessionId.map((id) => [`remove session ${id}`, (records) => records.sessions.remove(id)]),

	fc
		.tuple(filmId, projectId, time)
		.map(([id, project, n]) => [
			`film ${id} of ${project}`,
			(records) => records.exports.create(film(id, project, { createdAt: moment(n) })),
		]),
	filmId.map((id) => [`film ${id}`, (records) => records.exports.get(id)]),
	projectId.map((id) => [`films of ${id}`, (records) => records.exports.listByProject(id)]),
	fc.constant(["open films", (records) => records.exports.listOpen()]),
	fc
		.tuple(filmId, fc.constantFrom("rendering", "done", "cancelled"), fc.double({ min: 0, max: 99, noNaN: true }))
		.map(([id, state, speed]) => [`film ${id} to ${state}`, (records) => records.exports.update(id, { state, speed })]),
	filmId.map((id) => [`claim film ${id}`, (records) => records.exports.claim(id, "studio1", "studio2")]),
	filmId.map((id) => [`remove film ${id}`, (records) => records.exports.remove(id)]),
];

/** What whoever took the step could see. */
async function observe(records: Records, step: Step): Promise<unknown> {
	try {
		return (await step(records)) ?? null;
	} catch (error) {
		if (error instanceof StoryDreamError) return { refused: error.code };
		throw error;
	}
}

/** So that the first steps find something. */
const beginning: [name: string, step: Step][] = ["prj1", "prj2"].map((id, n) => [
	`create ${id}`,
	(records) => records.projects.create(project(id, { updatedAt: moment(n) })),
]);

describe.skipIf(emulatorHost === null)("SQLite and Firestore", () => {
	it("give the same answers to the same steps, whatever they are", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.oneof(...steps), { minLength: 30, maxLength: 80 }), async (taken) => {
				let now = 0;
				const clock = () => Date.UTC(2026, 5, 1) + now * 1000;
				const database = freshDatabase({ now: clock });
				const stores = [createSqliteRecords({ file: ":memory:", now: clock }), database.open()] as const;
				try {
					for (const [name, step] of [...beginning, ...taken]) {
						now++;
						const [sqlite, firestore] = await Promise.all([observe(stores[0], step), observe(stores[1], step)]);
						expect(firestore, name).toEqual(sqlite);
					}
				} finally {
					await stores[0].close();
					await database.close();
				}
			}),
			{ numRuns: 40 },
		);
	});
});
