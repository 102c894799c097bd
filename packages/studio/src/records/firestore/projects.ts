import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";
import { fromCursor } from "../cursor.ts";
import type { ProjectRecord, Records, Reserved } from "../records.ts";
import { decideReserve, decideSettle } from "../reservations.ts";
import { changeable, decideMove, fold, searchText, sumOf, toPage } from "../rules.ts";
import { changedFrom, checkWritten, toChanges } from "../table.ts";
import { projects as table } from "../tables.ts";
import type { Query } from "./connection.ts";
import { pathOf, toFields, toRecord } from "./documents.ts";
import type { Store, Write } from "./store.ts";
import type { Fields, Scalar } from "./values.ts";

/** So many projects are looked at in one request when a list is searched. */
const SEARCHED_AT_ONCE = 200;
/** More unfinished deletions than this are found in the next rounds. */
const DELETIONS_LISTED = 1_000;

const byChange = (userId: string, after: Scalar[] | null, limit: number): Query => ({
	collection: "projects",
	where: [
		["userId", "EQUAL", userId],
		["deletingAt", "EQUAL", null],
	],
	orderBy: [
		["updatedAt", "DESCENDING"],
		["__name__", "DESCENDING"],
	],
	...(after === null ? {} : { after }),
	limit,
});

type Moved = Awaited<ReturnType<Records["projects"]["moveHead"]>>;
type Changed = { after: ProjectRecord } | null;

const isThere = (fields: Fields | null | undefined): fields is Fields => fields !== null && fields?.deletingAt === null;

/** The write of some fields of a project, checked like a record that is written anew; none when nothing changes. */
function patchOf(path: string, before: Fields, change: Partial<ProjectRecord>): Write[] {
	const fields = toChanges(table, change);
	if (Object.keys(fields).length === 0) return [];
	changedFrom(table, { ...before, ...fields });
	return [{ kind: "patch", path, fields }];
}

export function firestoreProjects(store: Store, now: () => string): Records["projects"] {
	/** Patches a project that `decide` has looked at; null where it is not there. */
	const change = (id: string, decide: (project: ProjectRecord) => Partial<ProjectRecord> | null) =>
		store.change<Changed>([pathOf.project(id)], ([fields]) => {
			if (!isThere(fields)) return { answer: null, writes: [] };
			const before = toRecord(table, fields);
			const changes = toChanges(table, decide(before) ?? {});
			if (Object.keys(changes).length === 0) return { answer: { after: before }, writes: [] };
			const after = changedFrom(table, { ...fields, ...changes });
			return { answer: { after }, writes: [{ kind: "patch", path: pathOf.project(id), fields: changes }] };
		});

	return {
		async create(project) {
			checkWritten(table, project);
			const path = pathOf.project(project.id);
			await store.change([path], ([there]) => {
				if (there) throw new StoryDreamError("conflict", "There is one already.");
				return { answer: null, writes: [{ kind: "create", path, fields: toFields(table, project, { nextPosition: 0 }) }] };
			});
		},
		async get(id) {
			const fields = await store.get(pathOf.project(id));
			return isThere(fields) ? toRecord(table, fields) : null;
		},
		async list({ userId, search, limit, cursor }) {
			const start = cursor === undefined ? null : fromCursor(cursor, z.tuple([z.string(), z.string()]));
			let after: Scalar[] | null = start === null ? null : [start[0], pathOf.project(start[1])];
			const wanted = search ? fold(search) : null;
			const found: ProjectRecord[] = [];
			// Firestore finds no part of a text: a search looks at the user's projects, newest first, until the page is full.
			for (;;) {
				const atOnce = wanted === null ? limit + 1 : SEARCHED_AT_ONCE;
				const documents = await store.query(byChange(userId, after, atOnce));
				for (const { fields } of documents) {
					const project = toRecord(table, fields);
					if (wanted === null || searchText(project).includes(wanted)) found.push(project);
				}
				const last = documents.at(-1);
				if (found.length > limit || documents.length < atOnce || last === undefined) break;
				after = [last.fields.updatedAt ?? null, last.path];
			}
			return toPage(found, limit, (project) => [project.updatedAt, project.id]);
		},
		async update(id, fields) {
			return (await change(id, () => changeable(fields)))?.after ?? null;
		},
		async moveHead(id, move) {
			const path = pathOf.project(id);
			return store.change<Moved>([path], ([fields]) => {
				if (!isThere(fields)) return { answer: { moved: false, head: null }, writes: [] };
				const there = toRecord(table, fields);
				const moved = decideMove(there, move, now());
				if (moved === null) return { answer: { moved: false, head: there.currentCommitSha }, writes: [] };
				const changes = toChanges(table, moved);
				const project = changedFrom(table, { ...fields, ...changes });
				return { answer: { moved: true, project }, writes: [{ kind: "patch", path, fields: changes }] };
			});
		},
		async addUsage(id, usage) {
			const path = pathOf.project(id);
			await store.change([path], ([fields]) => {
				if (!fields) return { answer: null, writes: [] };
				const changes = toChanges(table, { usage: sumOf(toRecord(table, fields).usage, usage) });
				return { answer: null, writes: [{ kind: "patch", path, fields: changes }] };
			});
		},
		async reserve(id, request) {
			const path = pathOf.project(id);
			return store.change<Reserved>([path], ([fields]) => {
				if (!isThere(fields)) return { answer: { kind: "no_project" }, writes: [] };
				const { answer, change } = decideReserve(toRecord(table, fields), request, now());
				return { answer, writes: patchOf(path, fields, change) };
			});
		},
		async settle(id, reservationId, usage) {
			const path = pathOf.project(id);
			return store.change([path], ([fields]) => {
				const change = fields ? decideSettle(toRecord(table, fields), reservationId, usage) : null;
				if (!fields || change === null) return { answer: false, writes: [] };
				return { answer: true, writes: patchOf(path, fields, change) };
			});
		},
		async beginDelete(id) {
			return (await change(id, () => ({ deletingAt: now() }))) !== null;
		},
		async finishDelete(id) {
			const path = pathOf.project(id);
			// From here on nothing is added to it: whatever is, looks at the project first.
			await change(id, () => ({ deletingAt: now() }));
			if ((await store.get(path)) === null) return;
			await store.removeAll({ parent: path, collection: "messages", where: [] });
			await store.removeAll({ collection: "exports", where: [["projectId", "EQUAL", id]] });
			// The project goes last: until then, whoever starts next finds what is left to do.
			await store.change([path], ([fields]) => ({ answer: null, writes: fields ? [{ kind: "remove", path }] : [] }));
		},
		async listDeleting() {
			const found = await store.query({
				collection: "projects",
				where: [["deletingAt", "GREATER_THAN", ""]],
				limit: DELETIONS_LISTED,
			});
			return found.map(({ fields }) => toRecord(table, fields).id).sort();
		},
	};
}
