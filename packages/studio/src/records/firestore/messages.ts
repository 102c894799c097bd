import { z } from "zod";
import { fromCursor } from "../cursor.ts";
import type { MessageRecord, Records } from "../records.ts";
import { noProject, toPage, without } from "../rules.ts";
import { changedFrom, checkWritten, toChanges } from "../table.ts";
import { messages as table } from "../tables.ts";
import { pathOf, toFields, toRecord } from "./documents.ts";
import type { Store } from "./store.ts";
import type { Fields } from "./values.ts";

/** A queue is short; at a start after a crash, each project has one. */
const OPEN_LISTED = 1_000;

const isOpen = (state: string): boolean => state === "queued" || state === "running";

export function firestoreMessages(store: Store): Records["messages"] {
	return {
		async add(message) {
			const projectPath = pathOf.project(message.projectId);
			const path = pathOf.message(message.projectId, message.id);
			return store.change<{ created: boolean; message: MessageRecord }>([projectPath, path], ([project, stored]) => {
				if (stored) return { answer: { created: false, message: toRecord(table, stored) }, writes: [] };
				if (!project || project.deletingAt !== null) throw noProject();
				const position = Number(project.nextPosition);
				const record: MessageRecord = { ...message, position };
				checkWritten(table, record);
				return {
					answer: { created: true, message: record },
					writes: [
						{ kind: "patch", path: projectPath, fields: { nextPosition: position + 1 } },
						{ kind: "create", path, fields: toFields(table, record, { open: isOpen(record.state) }) },
					],
				};
			});
		},
		async get(projectId, id) {
			const fields = await store.get(pathOf.message(projectId, id));
			return fields ? toRecord(table, fields) : null;
		},
		async list({ projectId, limit, cursor }) {
			const before = cursor === undefined ? null : fromCursor(cursor, z.tuple([z.int()]))[0];
			const found = await store.query({
				parent: pathOf.project(projectId),
				collection: "messages",
				where: [],
				orderBy: [["position", "DESCENDING"]],
				...(before === null ? {} : { after: [before] }),
				limit: limit + 1,
			});
			const records = found.map(({ fields }) => toRecord(table, fields));
			return toPage(records, limit, (message) => [message.position]);
		},
		async listOpen(projectId) {
			const found = await store.query({
				parent: pathOf.project(projectId),
				collection: "messages",
				where: [["open", "EQUAL", true]],
				limit: OPEN_LISTED,
			});
			return found.map(({ fields }) => toRecord(table, fields)).sort((one, other) => one.position - other.position);
		},
		async update(projectId, id, from, change) {
			const path = pathOf.message(projectId, id);
			const changes = toChanges(table, without(change, ["id", "projectId", "position"]));
			return store.change<MessageRecord | null>([path], ([fields]) => {
				const before = fields ? toRecord(table, fields) : null;
				if (!fields || before === null || !from.includes(before.state)) return { answer: null, writes: [] };
				if (Object.keys(changes).length === 0) return { answer: before, writes: [] };
				const answer = changedFrom(table, { ...fields, ...changes });
				const derived: Fields = answer.state === before.state ? {} : { open: isOpen(answer.state) };
				return { answer, writes: [{ kind: "patch", path, fields: { ...changes, ...derived } }] };
			});
		},
		async removeQueued(projectId, id) {
			const projectPath = pathOf.project(projectId);
			const path = pathOf.message(projectId, id);
			return store.change<boolean>([projectPath, path], ([project, message]) => {
				if (message?.state !== "queued") return { answer: false, writes: [] };
				return {
					answer: true,
					writes: [
						{ kind: "remove", path },
						// The project keeps the mark of the removal: the message itself can't.
						...(project ? [{ kind: "patch" as const, path: projectPath, fields: {} }] : []),
					],
				};
			});
		},
		async listProjectsWithOpen() {
			const found = await store.query({
				collection: "messages",
				everywhere: true,
				where: [["open", "EQUAL", true]],
				select: ["projectId"],
				limit: OPEN_LISTED,
			});
			const ids = [...new Set(found.map(({ fields }) => String(fields.projectId)))].sort();
			const projects = await store.getMany(ids.map(pathOf.project));
			return ids.filter((_, index) => projects[index]?.deletingAt === null);
		},
	};
}
