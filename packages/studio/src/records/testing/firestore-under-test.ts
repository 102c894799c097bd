import { inject } from "vitest";
import { newId } from "../../ids.ts";
import { createFirestoreRecords, type FirestoreRecordsOptions } from "../firestore/index.ts";
import type { Records } from "../records.ts";

/** `host:port` of the emulator of this run, or null: then what needs it is skipped (in CI that fails the run). */
export const emulatorHost: string | null = inject("firestoreEmulator");

/** No test fails because the emulator is slow: it shares the machine with other tests. */
export const PATIENT = { deadlineMs: 300_000, requestMs: 60_000 };

/** A database of its own on the emulator, empty, as two studios would open it. */
export function freshDatabase(options: Partial<FirestoreRecordsOptions> = {}) {
	const opened: Records[] = [];
	const place = { projectId: "storydream-test", database: `test-${newId()}`, emulatorHost };
	return {
		place,
		open(more: Partial<FirestoreRecordsOptions> = {}): Records {
			const records = createFirestoreRecords({ ...place, deadlines: PATIENT, ...options, ...more });
			opened.push(records);
			return records;
		},
		async close(): Promise<void> {
			await Promise.all(opened.splice(0).map((records) => records.close()));
		},
	};
}
