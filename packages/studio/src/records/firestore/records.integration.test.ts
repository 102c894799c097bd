import { describe } from "vitest";
import { describeRecords } from "../contract/records.contract.ts";
import { emulatorHost, freshDatabase } from "../testing/firestore-under-test.ts";

describe.skipIf(emulatorHost === null)("on Google's emulator", () => {
	describeRecords("Firestore", async () => {
		const database = freshDatabase();
		return { records: database.open(), reopen: async () => database.open(), close: () => database.close() };
	});
});
