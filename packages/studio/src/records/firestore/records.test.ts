import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { film, message, project, session } from "../contract/samples.ts";
import type { Connection, Query, StoredDocument, WireWrite } from "./connection.ts";
import { createFirestoreRecords } from "./records.ts";
import { RequestFailure } from "./retry-request.ts";
import { decodeFields } from "./values.ts";

const Indexes = z.object({
	indexes: z.array(
		z.object({
			collectionGroup: z.string(),
			queryScope: z.string(),
			fields: z.array(z.object({ fieldPath: z.string(), order: z.string() })),
		}),
	),
	fieldOverrides: z.array(
		z.object({
			collectionGroup: z.string(),
			fieldPath: z.string(),
			indexes: z.array(z.object({ order: z.string(), queryScope: z.string() })),
		}),
	),
});

/** A Firestore in memory that keeps every query and every field it was ever requested or given. The emulator needs no indexes. */
function watched() {
	const documents = new Map<string, StoredDocument>();
	const queries: Query[] = [];
	/** `collection.field` */
	const written = new Set<string>();
	const apply = (write: WireWrite) => {
		if (write.delete) documents.delete(write.delete);
		const { name, fields } = write.update ?? {};
		if (!name) return;
		const decoded = decodeFields(fields ?? {});
		for (const field of Object.keys(decoded)) written.add(`${name.split("/").at(-2)}.${field}`);
		documents.set(name, { path: name, fields: { ...documents.get(name)?.fields, ...decoded }, updateTime: null });
	};
	const connection: Connection = {
		nameOf: (path) => path,
		read: async (paths) => paths.map((path) => documents.get(path) ?? null),
		commit: async (writes) => writes.forEach(apply),
		query: async (query) => {
			queries.push(query);
			const depth = (query.parent?.split("/").length ?? 0) + 2;
			return [...documents.values()].filter(
				({ path }) => path.split("/").at(-2) === query.collection && (query.everywhere || path.split("/").length === depth),
			);
		},
		close: async () => {},
	};
	return { connection, queries, written };
}

/** Uses every verb once, so that every query and every field is seen. */
async function useAll(connection: Connection): Promise<void> {
	const records = createFirestoreRecords({ projectId: "p", database: "d", connection });
	await records.projects.create(project("prj1"));
	await records.projects.list({ userId: "anonymous", limit: 5 });
	await records.projects.list({ userId: "anonymous", search: "film", limit: 5 });
	await records.messages.add(message("prj1", "message-1"));
	await records.messages.list({ projectId: "prj1", limit: 5 });
	await records.messages.listOpen("prj1");
	await records.messages.listProjectsWithOpen();
	await records.sessions.create(session("s1", { projectId: "prj1" }));
	await records.sessions.findByProject("prj1");
	await records.sessions.listLive();
	await records.sessions.findByPreviewKey("key");
	await records.sessions.findByGatewayToken("token-b");
	await records.studios.create({ id: "studio1", address: "http://10.0.0.7:8080", startedAt: new Date().toISOString() });
	await records.studios.list();
	await records.studios.remove("studio1");
	await records.exports.create(film("film1", "prj1"));
	await records.exports.listByProject("prj1");
	await records.exports.listOpen();
	for await (const id of records.copies.projectIds()) {
		const copies = [await records.copies.project(id)].filter((copy) => copy !== null);
		for await (const part of records.copies.parts(id)) await records.copies.put([part]);
		await records.copies.put(copies);
	}
	await records.check();
	await records.projects.listDeleting();
	await records.projects.finishDelete("prj1");
	await records.copies.clear("prj1");
	await records.close();
}

describe("deploy/gcp/firestore.indexes.json", async () => {
	const file = new URL("../../../../../deploy/gcp/firestore.indexes.json", import.meta.url);
	const { indexes, fieldOverrides } = Indexes.parse(JSON.parse(await readFile(file, "utf8")));
	const { connection, queries, written } = watched();
	await useAll(connection);

	const fieldsOf = ({ where, orderBy = [] }: Query) => {
		const orders = orderBy.filter(([field]) => field !== "__name__");
		const filters = where.filter(([field]) => !orders.some(([ordered]) => ordered === field));
		return [...filters.map(([field]) => [field, "ASCENDING"] as const), ...orders];
	};
	const single = queries.filter((query) => fieldsOf(query).length === 1);
	const composite = queries.filter((query) => fieldsOf(query).length > 1);
	const indexOf = (query: Query) =>
		`${query.collection}: ${fieldsOf(query)
			.map((field) => field.join(" "))
			.join(", ")}`;

	it("has the composite index of every query that needs one, and no other", () => {
		const listed = indexes.map(
			({ collectionGroup, fields }) =>
				`${collectionGroup}: ${fields.map(({ fieldPath, order }) => `${fieldPath} ${order}`).join(", ")}`,
		);
		expect(composite.length).toBeGreaterThan(0);
		expect(listed.sort()).toEqual([...new Set(composite.map(indexOf))].sort());
	});

	it("leaves the fields that a query asks for indexed, in the scope it asks in", () => {
		for (const query of single) {
			const [[field, order] = ["", ""]] = fieldsOf(query);
			const scope = query.everywhere ? "COLLECTION_GROUP" : "COLLECTION";
			const override = fieldOverrides.find((one) => one.collectionGroup === query.collection && one.fieldPath === field);
			if (override === undefined) expect(scope, `${query.collection}.${field}`).toBe("COLLECTION");
			else expect(override.indexes).toContainEqual({ order, queryScope: scope });
		}
	});

	it("exempts every other field that is written: text is long, and each index costs on each write", () => {
		const asked = new Set(single.map((query) => `${query.collection}.${fieldsOf(query)[0]?.[0]}`));
		const exempt = fieldOverrides
			.filter((one) => one.indexes.length === 0)
			.map((one) => `${one.collectionGroup}.${one.fieldPath}`);
		const expected = [...written].filter((field) => !asked.has(field) && !field.startsWith("checks."));
		expect(exempt.sort()).toEqual(expected.sort());
	});
});

describe("a database that does not exist", () => {
	it("is reported as such by the first check, with the command that makes it, and is asked once", async () => {
		let asked = 0;
		const absent = (doing: "read" | "commit") => async () => {
			asked++;
			throw new RequestFailure(doing, Object.assign(new Error("5 NOT_FOUND: no such database"), { code: 5 }));
		};
		const connection: Connection = {
			nameOf: (path) => path,
			read: absent("read"),
			commit: absent("commit"),
			query: absent("read"),
			close: async () => {},
		};
		const deadlines = { deadlineMs: 1_000, requestMs: 500 };
		const records = createFirestoreRecords({ projectId: "p", database: "d", connection, deadlines });
		await expect(records.check()).rejects.toMatchObject({
			code: "storage_failed",
			hint: expect.stringContaining("gcloud firestore databases create"),
		});
		expect(asked).toBe(1);
		await records.close();
	});
});
