import { StoryDreamError } from "@storydream/protocol";
import type { ExportRecord, Records } from "../records.ts";
import { EXPORTS_LISTED, hasEnded, noProject, without } from "../rules.ts";
import { changedFrom, checkWritten, toChanges } from "../table.ts";
import { exportRecords as table } from "../tables.ts";
import { pathOf, toFields, toRecord } from "./documents.ts";
import type { Store } from "./store.ts";

const OPEN_LISTED = 1_000;

export function firestoreExports(store: Store): Records["exports"] {
	/** Changes one that has not ended, if it is as it should be. */
	function change(
		id: string,
		fields: Partial<ExportRecord>,
		isRight: (record: ExportRecord) => boolean,
	): Promise<ExportRecord | null> {
		const path = pathOf.export(id);
		const changes = toChanges(table, fields);
		return store.change<ExportRecord | null>([path], ([document]) => {
			const before = document ? toRecord(table, document) : null;
			if (!document || before === null || hasEnded(before) || !isRight(before)) return { answer: null, writes: [] };
			if (Object.keys(changes).length === 0) return { answer: before, writes: [] };
			const answer = changedFrom(table, { ...document, ...changes });
			return { answer, writes: [{ kind: "patch", path, fields: { ...changes, open: !hasEnded(answer) } }] };
		});
	}

	return {
		async create(record) {
			const project = pathOf.project(record.projectId);
			const path = pathOf.export(record.id);
			await store.change([project, path], ([fields, there]) => {
				if (!fields || fields.deletingAt !== null) throw noProject();
				checkWritten(table, record);
				if (there) throw new StoryDreamError("conflict", "There is one already.");
				return {
					answer: null,
					writes: [
						{ kind: "create", path, fields: toFields(table, record, { open: !hasEnded(record) }) },
						// So that a deletion that begins meanwhile is noticed.
						{ kind: "patch", path: project, fields: {} },
					],
				};
			});
		},
		async get(id) {
			const fields = await store.get(pathOf.export(id));
			return fields ? toRecord(table, fields) : null;
		},
		async listByProject(projectId) {
			const found = await store.query({
				collection: "exports",
				where: [["projectId", "EQUAL", projectId]],
				orderBy: [
					["createdAt", "DESCENDING"],
					["__name__", "DESCENDING"],
				],
				limit: EXPORTS_LISTED,
			});
			return found.map(({ fields }) => toRecord(table, fields));
		},
		async listOpen() {
			const found = await store.query({ collection: "exports", where: [["open", "EQUAL", true]], limit: OPEN_LISTED });
			const open = found.map(({ fields }) => toRecord(table, fields));
			const key = (record: ExportRecord) => `${record.createdAt} ${record.id}`;
			return open.sort((one, other) => (key(one) < key(other) ? -1 : 1));
		},
		async update(id, fields) {
			return change(id, without(fields, ["id", "projectId"]), () => true);
		},
		async claim(id, fromOwnerId, toOwnerId) {
			return change(id, { ownerId: toOwnerId }, (record) => record.ownerId === fromOwnerId);
		},
		async remove(id) {
			const path = pathOf.export(id);
			await store.change([path], ([document]) => ({ answer: null, writes: document ? [{ kind: "remove", path }] : [] }));
		},
	};
}
