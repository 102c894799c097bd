import firestore, { type v1 } from "@google-cloud/firestore";
import { type CallOptions, grpc } from "google-gax";
import { CredentialsFailure, type Place } from "./failures.ts";
import { RequestFailure } from "./retry-request.ts";
import { decodeFields, encodeValue, type Fields, type Scalar, type WireValue } from "./values.ts";

type Client = InstanceType<typeof v1.FirestoreClient>;
/** One write of a commit, in Firestore's own form. */
export type WireWrite = NonNullable<NonNullable<NonNullable<Parameters<Client["commit"]>[0]>["writes"]>[number]>;
/** When a document was last changed, as a later write names it. */
export type UpdateTime = NonNullable<WireWrite["currentDocument"]>["updateTime"];

/** A document as it was read. `path` is below the database: `projects/abc/messages/def`. */
export interface StoredDocument {
	path: string;
	fields: Fields;
	updateTime: UpdateTime;
}

export interface Query {
	/** Path of the document that the collection is below; absent: the database. */
	parent?: string;
	collection: string;
	/** All collections of that name, wherever they are. */
	everywhere?: boolean;
	where: [field: string, op: "EQUAL" | "GREATER_THAN", value: Scalar][];
	/** `__name__` is the document's id. */
	orderBy?: [field: string, direction: "ASCENDING" | "DESCENDING"][];
	/** The fields of `orderBy` of the last document seen; the id as a path. */
	after?: Scalar[];
	limit: number;
	/** Only these fields; `__name__` alone: none. Absent: all. */
	select?: string[];
}

/** The three requests we make of Firestore. Each is made once, ends within the time it is given, and throws RequestFailure. */
export interface Connection {
	/** In the order requested. */
	read(paths: readonly string[], timeoutMs: number): Promise<(StoredDocument | null)[]>;
	/** All or nothing. */
	commit(writes: WireWrite[], timeoutMs: number): Promise<void>;
	query(query: Query, timeoutMs: number): Promise<StoredDocument[]>;
	/** What Firestore calls the document. */
	nameOf(path: string): string;
	close(): Promise<void>;
}

/** Google's client tries again by itself, in two places: both are configured not to. Who asks knows best when to ask again. */
const ONCE: CallOptions = { retry: null, retryRequestOptions: { retries: 0, noResponseRetries: 0 } };
/** gRPC's own deadline comes first; this one is for what is waited for before, such as credentials. */
const GRACE_MS = 500;

export function connect(place: Place): Connection {
	const database = `projects/${place.projectId}/databases/${place.database}`;
	const root = `${database}/documents`;
	const headers: Record<string, string> = { "google-cloud-resource-prefix": database };
	// The emulator's word for one who may do everything.
	if (place.emulatorHost !== null) headers.Authorization = "Bearer owner";
	let client = open(place);
	const closing = new Set<Promise<void>>();
	/** Ends the wait of each request under way. */
	const waiting = new Set<() => void>();

	/**
	 * Credentials are looked for first, and by us: a request that fails for want of them would end the whole process. A
	 * client without them stays without, so the next request looks with a new one.
	 */
	async function prepared(used: Client): Promise<void> {
		try {
			await used.initialize();
		} catch (error) {
			if (used === client) client = open(place);
			throw new CredentialsFailure(error);
		}
	}

	/** One request on the client of the moment. A client that does not answer is given up: its connection may be dead. */
	async function request<T>(
		doing: "read" | "commit",
		timeoutMs: number,
		work: (client: Client, options: CallOptions) => Promise<T>,
	): Promise<T> {
		const used = client;
		const options: CallOptions = { ...ONCE, timeout: Math.ceil(timeoutMs), otherArgs: { headers } };
		const late = Promise.withResolvers<never>();
		const end = (code: number, words: string) => late.reject(Object.assign(new Error(words), { code }));
		const abandon = () => end(grpc.status.CANCELLED, "the connection was closed");
		const timer = setTimeout(end, timeoutMs + GRACE_MS, grpc.status.DEADLINE_EXCEEDED, "no answer in time");
		waiting.add(abandon);
		try {
			return await Promise.race([prepared(used).then(() => work(used, options)), late.promise]);
		} catch (error) {
			if (used === client && isCode(error, grpc.status.DEADLINE_EXCEEDED)) {
				client = open(place);
				const closed = closeClient(used).finally(() => closing.delete(closed));
				closing.add(closed);
			}
			throw new RequestFailure(doing, error);
		} finally {
			clearTimeout(timer);
			waiting.delete(abandon);
		}
	}

	return {
		nameOf: (path) => `${root}/${path}`,
		async read(paths, timeoutMs) {
			const documents = paths.map((path) => `${root}/${path}`);
			const rows = await request("read", timeoutMs, (client, options) =>
				collect(client.batchGetDocuments({ database, documents }, options)),
			);
			const found = new Map(rows.flatMap((row) => (row.found ? [[row.found.name ?? "", row.found] as const] : [])));
			return documents.map((name) => {
				const document = found.get(name);
				return document ? toStored(document, root) : null;
			});
		},
		async commit(writes, timeoutMs) {
			await request("commit", timeoutMs, (client, options) => client.commit({ database, writes }, options));
		},
		async query(query, timeoutMs) {
			const parent = query.parent === undefined ? root : `${root}/${query.parent}`;
			const rows = await request("read", timeoutMs, (client, options) =>
				collect(client.runQuery({ parent, structuredQuery: toStructuredQuery(query, root) }, options)),
			);
			return rows.flatMap((row) => (row.document ? [toStored(row.document, root)] : []));
		},
		async close() {
			for (const abandon of waiting) abandon();
			await Promise.all([closeClient(client), ...closing]);
		},
	};
}

async function closeClient(client: Client): Promise<void> {
	try {
		await client.close();
	} catch {
		// One that never got credentials has nothing to close; that was reported when it was used.
	}
}

function open(place: Place): Client {
	const options = {
		projectId: place.projectId,
		// So that a new client gets a connection of its own, and a lost one is tried again soon.
		"grpc.use_local_subchannel_pool": 1,
		"grpc.initial_reconnect_backoff_ms": 200,
		"grpc.max_reconnect_backoff_ms": 2_000,
	};
	if (place.emulatorHost === null) return new firestore.v1.FirestoreClient(options);
	const { hostname, port } = new URL(`http://${place.emulatorHost}`);
	return new firestore.v1.FirestoreClient({
		...options,
		servicePath: hostname,
		port: Number(port),
		sslCreds: grpc.credentials.createInsecure(),
		// Never used; without any, the client looks for Google's machine around it for seconds.
		credentials: { client_email: "emulator@localhost", private_key: "none" },
	});
}

interface WireDocument {
	name?: string | null;
	fields?: Record<string, WireValue> | null;
	updateTime?: UpdateTime;
}
interface Row {
	found?: WireDocument | null;
	document?: WireDocument | null;
}

function collect(stream: NodeJS.ReadableStream): Promise<Row[]> {
	return new Promise((resolve, reject) => {
		const rows: Row[] = [];
		stream.on("data", (row: Row) => rows.push(row));
		stream.on("error", reject);
		stream.on("end", () => resolve(rows));
	});
}

function toStored(document: WireDocument, root: string): StoredDocument {
	return {
		path: (document.name ?? "").slice(root.length + 1),
		fields: decodeFields(document.fields ?? {}),
		updateTime: document.updateTime,
	};
}

function toStructuredQuery(query: Query, root: string) {
	const filters = query.where.map(([fieldPath, op, value]) =>
		value === null
			? { unaryFilter: { field: { fieldPath }, op: "IS_NULL" as const } }
			: { fieldFilter: { field: { fieldPath }, op, value: encodeValue(value) } },
	);
	const orderBy = (query.orderBy ?? []).map(([fieldPath, direction]) => ({ field: { fieldPath }, direction }));
	const after = query.after?.map((value, index) =>
		query.orderBy?.[index]?.[0] === "__name__" ? { referenceValue: `${root}/${value}` } : encodeValue(value),
	);
	return {
		from: [{ collectionId: query.collection, allDescendants: query.everywhere === true }],
		...(filters.length === 0 ? {} : { where: { compositeFilter: { op: "AND" as const, filters } } }),
		orderBy,
		...(after === undefined ? {} : { startAt: { values: after, before: false } }),
		limit: { value: query.limit },
		...(query.select === undefined ? {} : { select: { fields: query.select.map((fieldPath) => ({ fieldPath })) } }),
	};
}

function isCode(error: unknown, code: number): boolean {
	return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
