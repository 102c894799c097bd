import { StoryDreamError } from "@storydream/protocol";
import { isSameCopy, type RecordCopies, type RecordCopy } from "../copies.ts";
import { hasEnded } from "../rules.ts";
import { checkWritten } from "../table.ts";
import { exportRecords, messages, projects } from "../tables.ts";
import type { Query, StoredDocument } from "./connection.ts";
import { pathOf, toFields, toRecord } from "./documents.ts";
import type { Store, Write } from "./store.ts";
import type { Fields, Scalar } from "./values.ts";

const IDS_AT_ONCE = 300;
/** Records may weigh 512 kB each. */
const RECORDS_AT_ONCE = 50;

/** See `RecordCopies`: of a Firestore database. */
export function firestoreCopies(store: Store): RecordCopies {
	async function* all(query: Query, after: (last: StoredDocument) => Scalar[]): AsyncGenerator<StoredDocument> {
		for (let start: Scalar[] | null = null; ; ) {
			const page: StoredDocument[] = await store.query({ ...query, ...(start === null ? {} : { after: start }) });
			yield* page;
			const last = page.at(-1);
			if (page.length < query.limit || last === undefined) return;
			start = after(last);
		}
	}

	return {
		async *projectIds() {
			const query: Query = {
				collection: "projects",
				where: [],
				orderBy: [["__name__", "ASCENDING"]],
				limit: IDS_AT_ONCE,
				select: ["id"],
			};
			for await (const { fields } of all(query, (last) => [last.path])) yield String(fields.id);
		},
		async project(id) {
			const fields = await store.get(pathOf.project(id));
			return fields && { kind: "project", record: toRecord(projects, fields), nextPosition: Number(fields.nextPosition) };
		},
		async *parts(projectId) {
			// As the lists of the studio ask, so that no index is needed besides theirs.
			const said: Query = {
				parent: pathOf.project(projectId),
				collection: "messages",
				where: [],
				orderBy: [["position", "DESCENDING"]],
				limit: RECORDS_AT_ONCE,
			};
			for await (const { fields } of all(said, (last) => [last.fields.position ?? null]))
				yield { kind: "message", record: toRecord(messages, fields) };
			const made: Query = {
				collection: "exports",
				where: [["projectId", "EQUAL", projectId]],
				orderBy: [
					["createdAt", "DESCENDING"],
					["__name__", "DESCENDING"],
				],
				limit: RECORDS_AT_ONCE,
			};
			for await (const { fields } of all(made, (last) => [last.fields.createdAt ?? null, last.path]))
				yield { kind: "export", record: toRecord(exportRecords, fields) };
		},
		async put(copies) {
			for (const copy of copies) check(copy);
			const paths = copies.map(placeOf);
			if (paths.length === 0) return 0;
			return store.change(paths, (documents) => {
				const writes: Write[] = [];
				for (const [index, copy] of copies.entries()) {
					const there = documents[index] ?? null;
					if (there === null) writes.push({ kind: "create", path: placeOf(copy), fields: fieldsOf(copy) });
					else if (!isSameCopy(copyIn(copy.kind, there), copy))
						throw new StoryDreamError("conflict", `Another ${copy.kind} has the id ${copy.record.id} already.`);
				}
				return { answer: writes.length, writes };
			});
		},
		async clear(projectId) {
			const path = pathOf.project(projectId);
			await store.change([path], ([fields]) => ({ answer: null, writes: fields ? [{ kind: "remove", path }] : [] }));
			await store.removeAll({ parent: path, collection: "messages", where: [] });
			await store.removeAll({ collection: "exports", where: [["projectId", "EQUAL", projectId]] });
		},
	};
}

function placeOf({ kind, record }: RecordCopy): string {
	if (kind === "project") return pathOf.project(record.id);
	return kind === "message" ? pathOf.message(record.projectId, record.id) : pathOf.export(record.id);
}

function fieldsOf(copy: RecordCopy): Fields {
	if (copy.kind === "project") return toFields(projects, copy.record, { nextPosition: copy.nextPosition });
	if (copy.kind === "export") return toFields(exportRecords, copy.record, { open: !hasEnded(copy.record) });
	const { state } = copy.record;
	return toFields(messages, copy.record, { open: state === "queued" || state === "running" });
}

function copyIn(kind: RecordCopy["kind"], fields: Fields): RecordCopy {
	if (kind === "message") return { kind, record: toRecord(messages, fields) };
	if (kind === "export") return { kind, record: toRecord(exportRecords, fields) };
	return { kind, record: toRecord(projects, fields), nextPosition: Number(fields.nextPosition) };
}

function check(copy: RecordCopy): void {
	if (copy.kind === "project") checkWritten(projects, copy.record);
	else if (copy.kind === "message") checkWritten(messages, copy.record);
	else checkWritten(exportRecords, copy.record);
}
