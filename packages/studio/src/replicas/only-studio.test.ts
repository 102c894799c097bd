import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { freePort } from "@storydream/sandbox/testing";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { until } from "../sessions/testing/studio-harness.ts";
import { createOnlyStudio } from "./only-studio.ts";

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

function database() {
	const records = createSqliteRecords({ file: ":memory:" });
	ends.push(() => records.close());
	return {
		records,
		studio(id: string, studios = records.studios) {
			const reported = { taken: 0 };
			const only = createOnlyStudio({
				records: { studios },
				id,
				logger: pino({ level: "silent" }),
				lookMs: 10,
				onTaken: () => {
					reported.taken += 1;
				},
			});
			ends.push(() => only.leave());
			return { ...only, reported };
		},
		ids: async () => (await records.studios.list()).map((studio) => studio.id),
	};
}

/** An address of one of several studios, which gives this answer; null: it says nothing. */
async function several(answer: string | null): Promise<string> {
	const server = createServer((_request, response) => {
		if (answer !== null) response.end(answer);
	});
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	ends.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a studio that does not know of others, on a database that others can reach", () => {
	it("takes it from the one before, which is notified once and leaves nothing of the new one's", async () => {
		const { studio, ids } = database();
		const [one, other] = [studio("one"), studio("other")];
		await one.enter();
		await other.enter();
		await until("the first knows", () => one.reported.taken > 0);
		await one.leave();
		expect(await ids()).toEqual(["other"]);
		expect([one.reported.taken, other.reported.taken]).toEqual([1, 0]);
		await other.leave();
		expect(await ids()).toEqual([]);
	});

	it("has it again at once after it was killed", async () => {
		const { studio, ids, records } = database();
		await records.studios.create({ id: "killed", address: "alone", startedAt: new Date(0).toISOString() });
		await studio("next").enter();
		expect(await ids()).toEqual(["next"]);
	});

	it("does not start beside several that live or may live, and says what to set", async () => {
		const { studio, ids, records } = database();
		const startedAt = new Date(0).toISOString();
		await records.studios.create({ id: "living", address: await several(JSON.stringify({ id: "living" })), startedAt });
		await expect(studio("one").enter()).rejects.toMatchObject({
			code: "conflict",
			hint: expect.stringContaining("STUDIO_ADDRESS"),
		});
		await records.studios.remove("living");
		await records.studios.create({ id: "mute", address: await several("no studio at all"), startedAt });
		await expect(studio("one").enter()).rejects.toMatchObject({
			hint: expect.stringContaining("delete the document studios/mute"),
		});
		expect(await ids()).toEqual(["mute"]);
	});

	it("starts where the others' addresses are nobody's or somebody else's, and clears them away", async () => {
		const { studio, ids, records } = database();
		await records.studios.create({
			id: "ended",
			address: `http://127.0.0.1:${await freePort()}`,
			startedAt: new Date(0).toISOString(),
		});
		await records.studios.create({
			id: "replaced",
			address: await several(JSON.stringify({ id: "somebody else" })),
			startedAt: new Date(0).toISOString(),
		});
		await studio("one").enter();
		expect(await ids()).toEqual(["one"]);
	});

	it("does not believe a single empty list, and goes on when the database fails for a while", async () => {
		const { studio, records } = database();
		let lists = 0;
		const flawed = {
			...records.studios,
			async list() {
				lists += 1;
				if (lists === 3) return [];
				if (lists === 5) throw new Error("not now");
				return records.studios.list();
			},
		};
		const one = studio("one", flawed);
		await one.enter();
		await until("it has looked on", () => lists > 8);
		expect(one.reported.taken).toBe(0);
	});
});
