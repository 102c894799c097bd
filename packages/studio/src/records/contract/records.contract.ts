import { afterEach, beforeEach, describe, it } from "vitest";
import { describeCopies } from "./copies.ts";
import { describeExports } from "./exports.ts";
import { describeMessages } from "./messages.ts";
import { describeProjects } from "./projects.ts";
import { describeReservations } from "./reservations.ts";
import { describeSessions } from "./sessions.ts";
import { describeStudios } from "./studios.ts";
import type { RecordsUnderTest } from "./under-test.ts";

/** What every store of records must do, whichever it is. */
export function describeRecords(name: string, open: () => Promise<RecordsUnderTest>): void {
	describe(`records: ${name}`, () => {
		let under: RecordsUnderTest;
		beforeEach(async () => {
			under = await open();
		});
		afterEach(() => under.close());
		const opened = () => under;

		describeProjects(opened);
		describeReservations(opened);
		describeMessages(opened);
		describeSessions(opened);
		describeExports(opened);
		describeStudios(opened);
		describeCopies(opened);

		it("says that it works when it does", async () => {
			await under.records.check();
			await under.records.check();
		});
	});
}
