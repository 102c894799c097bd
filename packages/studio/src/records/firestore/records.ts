import type { Records } from "../records.ts";
import { type Connection, connect } from "./connection.ts";
import { firestoreCopies } from "./copies.ts";
import { pathOf } from "./documents.ts";
import { firestoreExports } from "./exports.ts";
import { firestoreMessages } from "./messages.ts";
import { firestoreProjects } from "./projects.ts";
import type { RequestDeadlines } from "./retry-request.ts";
import { firestoreSessions } from "./sessions.ts";
import { openStore } from "./store.ts";
import { firestoreStudios } from "./studios.ts";

export interface FirestoreRecordsOptions {
	projectId: string;
	/** Id of the database; `(default)` for the unnamed one. */
	database: string;
	/** `host:port` of an emulator; null or absent: Google's own service, with application default credentials. */
	emulatorHost?: string | null;
	/** How long a verb tries; default 15 s, and 5 s for one request. */
	deadlines?: RequestDeadlines;
	/** Milliseconds since 1970; for tests. */
	now?: () => number;
	/** Another way to Firestore; for tests. */
	connection?: Connection;
}

const DEADLINES: RequestDeadlines = { deadlineMs: 15_000, requestMs: 5_000 };

/**
 * Records in a Firestore database. Connects at the first use, so this does not fail; `check` says what is wrong. A verb is
 * tried again while the database is not reachable or others change the same record, for 15 s in all; then it throws
 * `storage_failed` with a sentence that says what to do.
 */
export function createFirestoreRecords(options: FirestoreRecordsOptions): Records {
	const place = { projectId: options.projectId, database: options.database, emulatorHost: options.emulatorHost ?? null };
	const store = openStore(place, options.deadlines ?? DEADLINES, options.connection ?? connect(place));
	const now = () => new Date((options.now ?? Date.now)()).toISOString();
	/** Whether a write has been seen to work: then a read is proof enough, and a probe that asks every second costs no writes. */
	let writes = false;

	return {
		projects: firestoreProjects(store, now),
		messages: firestoreMessages(store),
		sessions: firestoreSessions(store, now),
		exports: firestoreExports(store),
		studios: firestoreStudios(store),
		copies: firestoreCopies(store),
		async check() {
			// Read first: a commit to a database that does not exist looks like contention, a read says what it is.
			await store.get(pathOf.check());
			if (writes) return;
			await store.put(pathOf.check(), { at: now() });
			writes = true;
		},
		close: () => store.close(),
	};
}
