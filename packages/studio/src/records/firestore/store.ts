import { setMaxListeners } from "node:events";
import { newId } from "../../ids.ts";
import { type Connection, connect, type Query, type StoredDocument, type UpdateTime, type WireWrite } from "./connection.ts";
import type { Place } from "./failures.ts";
import { type RequestDeadlines, retryRequest } from "./retry-request.ts";
import { encodeFields, type Fields } from "./values.ts";

/** One write of a change. What is patched or removed must be among the documents that were read for the change. */
export type Write =
	| { kind: "create"; path: string; fields: Fields }
	/** Only the named fields. */
	| { kind: "patch"; path: string; fields: Fields }
	| { kind: "remove"; path: string };

export interface Decision<A> {
	answer: A;
	writes: Write[];
}

/**
 * The documents, and the one way to change them: read, decide, and write all of it in one commit that names the version
 * of every document it replaces. Whoever comes second is refused by Firestore itself, reads again and decides again. So
 * nothing is ever locked, and a studio that stops in mid-change keeps nobody waiting.
 *
 * A change whose answer was lost is found again by the mark it left in the documents it wrote, and is not done twice.
 */
export interface Store {
	get(path: string): Promise<Fields | null>;
	getMany(paths: readonly string[]): Promise<(Fields | null)[]>;
	query(query: Query): Promise<StoredDocument[]>;
	/**
	 * `decide` sees the fields of `paths` as they are now; it may be asked again, so it does nothing else. Changes of one
	 * process to the same first path wait for each other, so that they need not collide. What `decide` throws is thrown.
	 */
	change<A>(paths: readonly string[], decide: (documents: (Fields | null)[]) => Decision<A>): Promise<A>;
	/** Writes without looking what is there. */
	put(path: string, fields: Fields): Promise<void>;
	/** Removes all that a query finds, some at a time. Can be broken off at any point and done again. */
	removeAll(query: Omit<Query, "limit" | "select">): Promise<void>;
	close(): Promise<void>;
}

/** So many marks of writes a document keeps: a write whose answer was lost is looked for within seconds. */
const MARKS = 24;
const MARKS_FIELD = "lastWrites";
/** A commit takes at most 500 writes. */
const REMOVED_AT_ONCE = 300;
const READ_AT_ONCE = 100;

export function openStore(place: Place, deadlines: RequestDeadlines, connection: Connection = connect(place)): Store {
	const closed = new AbortController();
	setMaxListeners(0, closed.signal);
	const circumstances = { deadlines, place, signal: closed.signal };
	const inTurn = createTurns();

	const read = (paths: readonly string[]) =>
		retryRequest((_, requestMs) => connection.read(paths, requestMs()), circumstances).then((found) =>
			found.map((document) => document?.fields ?? null),
		);

	function toWire(write: Write, read: Map<string, StoredDocument>, mark: string): WireWrite {
		const name = connection.nameOf(write.path);
		if (write.kind === "create") {
			const fields = encodeFields({ ...write.fields, [MARKS_FIELD]: mark });
			return { update: { name, fields }, currentDocument: { exists: false } };
		}
		const before = read.get(write.path);
		if (before === undefined) throw new Error(`${write.path} is changed without having been read`);
		const currentDocument: { updateTime: UpdateTime } = { updateTime: before.updateTime };
		if (write.kind === "remove") return { delete: name, currentDocument };
		const marks = [...marksOf(before).slice(1 - MARKS), mark].join();
		const fields = encodeFields({ ...write.fields, [MARKS_FIELD]: marks });
		return { update: { name, fields }, updateMask: { fieldPaths: Object.keys(fields) }, currentDocument };
	}

	return {
		async get(path) {
			return (await read([path]))[0] ?? null;
		},
		async getMany(paths) {
			const found: (Fields | null)[] = [];
			for (let from = 0; from < paths.length; from += READ_AT_ONCE) {
				found.push(...(await read(paths.slice(from, from + READ_AT_ONCE))));
			}
			return found;
		},
		query: (query) => retryRequest((_, requestMs) => connection.query(query, requestMs()), circumstances),
		change<A>(paths: readonly string[], decide: (documents: (Fields | null)[]) => Decision<A>): Promise<A> {
			const id = newId(16);
			/** What was answered by the attempts whose fate is not known, by their marks. */
			const unknown = new Map<string, { answer: A }>();
			// The wait for others counts.
			const since = performance.now();
			return inTurn(paths[0] ?? "", () =>
				retryRequest(
					async (number, requestMs) => {
						const documents = await connection.read(paths, requestMs());
						for (const mark of documents.flatMap((document) => (document ? marksOf(document) : []))) {
							const done = unknown.get(mark);
							if (done !== undefined) return done.answer;
						}
						const { answer, writes } = decide(documents.map((document) => document?.fields ?? null));
						if (writes.length === 0) return answer;
						const mark = `${id}${number}`;
						const there = new Map(documents.flatMap((document) => (document ? [[document.path, document] as const] : [])));
						const sent = writes.map((write) => toWire(write, there, mark));
						unknown.set(mark, { answer });
						await connection.commit(sent, requestMs());
						return answer;
					},
					{ ...circumstances, since },
				),
			);
		},
		put: (path, fields) =>
			retryRequest(
				(_, requestMs) =>
					connection.commit([{ update: { name: connection.nameOf(path), fields: encodeFields(fields) } }], requestMs()),
				circumstances,
			),
		async removeAll(query) {
			for (;;) {
				const found = await retryRequest(
					(_, requestMs) => connection.query({ ...query, limit: REMOVED_AT_ONCE, select: ["__name__"] }, requestMs()),
					circumstances,
				);
				const deletes = found.map(({ path }) => ({ delete: connection.nameOf(path) }));
				if (deletes.length > 0) await retryRequest((_, requestMs) => connection.commit(deletes, requestMs()), circumstances);
				if (found.length < REMOVED_AT_ONCE) return;
			}
		},
		async close() {
			closed.abort();
			await connection.close();
		},
	};
}

function marksOf({ fields }: StoredDocument): string[] {
	const marks = fields[MARKS_FIELD];
	return typeof marks === "string" && marks !== "" ? marks.split(",") : [];
}

/** Lets work under the same key happen one after the other; a failure does not stop those who wait. */
function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
	const last = new Map<string, Promise<unknown>>();
	return (key, work) => {
		const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
		last.set(key, mine);
		const done = () => {
			if (last.get(key) === mine) last.delete(key);
		};
		mine.then(done, done);
		return mine;
	};
}
