import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { createSqliteRecords } from "../records/sqlite/index.ts";
import { until } from "../sessions/testing/studio-harness.ts";
import { createMembership, type Membership } from "./membership.ts";
import { PROBE_PATH } from "./probe.ts";

const DEADLINES = { probeMs: 20, answerMs: 200, silentMs: 300, listMs: 40, sureMs: 400 };
const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

/** A port that answers as a studio of this id; `mute`: it takes questions and says nothing. */
async function answering(id: string) {
	const state = { id, mute: false };
	const server = createServer((request, response) => {
		if (!state.mute && request.url === PROBE_PATH) response.end(JSON.stringify({ id: state.id }));
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const close = () =>
		new Promise<void>((done) => {
			server.close(() => done());
			server.closeAllConnections();
		});
	ends.push(close);
	return { state, close, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function several() {
	const records = createSqliteRecords({ file: ":memory:" });
	ends.push(() => records.close());
	return {
		records,
		async studio(id: string) {
			const port = await answering(id);
			const reported = { gone: [] as string[], fenced: 0 };
			const membership: Membership = createMembership({
				records,
				id,
				address: port.address,
				logger: pino({ level: "silent" }),
				deadlines: DEADLINES,
				onGone: (gone) => reported.gone.push(gone),
				onFenced: () => {
					reported.fenced += 1;
				},
			});
			ends.push(() => membership.leave());
			return { ...port, membership, reported };
		},
	};
}

describe("a studio among several", () => {
	it("is known from its start to its end, and what it leaves is reported once it has gone", async () => {
		const { studio } = several();
		const [one, other] = [await studio("one"), await studio("other")];
		await one.membership.enter();
		await other.membership.enter();
		expect(await one.membership.present()).toEqual(new Set(["one", "other"]));
		expect(await one.membership.find("other")).toEqual({ address: other.address, state: "alive" });
		await other.membership.leave();
		await until("its end is known", () => one.reported.gone.includes("other"));
		expect(await one.membership.find("other")).toBeNull();
		expect(one.reported.fenced).toBe(0);
	});

	it("is dead when nobody listens at its address, or another does, and alive while it answers", async () => {
		const { studio, records } = several();
		const [one, living] = [await studio("one"), await studio("living")];
		const [ended, replaced] = [await answering("ended"), await answering("somebody else")];
		await ended.close();
		// What processes leave that were killed.
		await records.studios.create({ id: "ended", address: ended.address, startedAt: new Date(0).toISOString() });
		await records.studios.create({ id: "replaced", address: replaced.address, startedAt: new Date(0).toISOString() });
		await one.membership.enter();
		await living.membership.enter();
		await until("both are known to be gone", () => ["ended", "replaced"].every((id) => one.reported.gone.includes(id)));
		expect((await records.studios.list()).map(({ id }) => id).sort()).toEqual(["living", "one"]);
		expect(await one.membership.find("living")).toMatchObject({ state: "alive" });
	});

	it("that says nothing is unsure for a while, then dead: it finds out, and nothing is its own any more", async () => {
		const { studio, records } = several();
		const [one, mute] = [await studio("one"), await studio("mute")];
		await one.membership.enter();
		await mute.membership.enter();
		mute.state.mute = true;
		await until("it is unsure", async () => (await one.membership.find("mute"))?.state === "unsure");
		expect((await records.studios.list()).map(({ id }) => id)).toContain("mute");
		await until("it is given up", () => one.reported.gone.includes("mute"));
		await until("it finds out", () => mute.reported.fenced === 1);
		await expect(mute.membership.sure()).rejects.toMatchObject({ code: "shutting_down" });
		await expect(mute.membership.present()).rejects.toMatchObject({ code: "shutting_down" });
		await one.membership.sure();
	});

	it("does not believe one answer that knows nobody, itself included", async () => {
		const { studio, records } = several();
		const one = await studio("one");
		await one.membership.enter();
		const list = records.studios.list;
		let empty = 1;
		records.studios.list = async () => (empty-- > 0 ? [] : list());
		expect(await one.membership.present()).toEqual(new Set(["one"]));
		await until("it was asked again", () => empty < -2);
		expect(one.reported.fenced).toBe(0);
	});

	it("does not start at an address that leads to another one, or to nobody", async () => {
		const { studio } = several();
		const [misled, unreachable] = [await studio("misled"), await studio("unreachable")];
		misled.state.id = "another";
		await unreachable.close();
		await expect(misled.membership.enter()).rejects.toMatchObject({
			message: expect.stringContaining("leads to another studio"),
		});
		await expect(unreachable.membership.enter()).rejects.toMatchObject({
			message: expect.stringContaining("does not lead to this"),
		});
	});
});
