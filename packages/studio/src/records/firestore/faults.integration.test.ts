import { StoryDreamError } from "@storydream/protocol";
import { rounds } from "@storydream/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film, message, NONE, pack, project, session, sha, sha256 } from "../contract/samples.ts";
import type { Records } from "../records.ts";
import { type Fault, type FaultProxy, openFaultProxy } from "../testing/fault-proxy.ts";
import { emulatorHost, freshDatabase, PATIENT } from "../testing/firestore-under-test.ts";
import { STATUS } from "./failures.ts";

const ROUNDS = rounds(200, 25);

/** Numbers from 0 to 1 that are the same in every run, so that a test's faults can be had again. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

describe.skipIf(emulatorHost === null)("Firestore behind a connection that fails", () => {
	let database: ReturnType<typeof freshDatabase>;
	let proxy: FaultProxy;
	/** Behind the connection that fails. */
	let records: Records;
	/** Beside it. */
	let other: Records;

	beforeEach(async () => {
		proxy = await openFaultProxy(emulatorHost ?? "");
		database = freshDatabase();
		records = database.open({ emulatorHost: proxy.host });
		other = database.open();
		await other.projects.create(project("prj1"));
		await records.projects.get("prj1");
		proxy.seen.length = 0;
	});
	afterEach(async () => {
		await database.close();
		await proxy.close();
	});

	const move = (from: number, to: number) => ({ expectedHead: sha(from), newHead: sha(to), packs: [pack(to)] });

	describe("an answer that is lost", () => {
		it("of a head's move is found again: it has moved, once", async () => {
			proxy.next("Commit", { kind: "lose answer" });
			const answer = await records.projects.moveHead("prj1", move(1, 2));
			expect(answer).toMatchObject({ moved: true, project: { currentCommitSha: sha(2), packs: [pack(2)] } });
			expect(await other.projects.get("prj1")).toEqual(answer.moved && answer.project);
			// The head was looked at, moved, and looked at again: nothing was sent twice.
			expect(proxy.seen).toEqual(["BatchGetDocuments", "Commit", "BatchGetDocuments"]);
		});

		it("is found also when others have changed the project since", async () => {
			proxy.next("Commit", {
				kind: "lose answer",
				meanwhile: async () => {
					for (let n = 2; n < 12; n++) await other.projects.moveHead("prj1", move(n, n + 1));
				},
			});
			expect(await records.projects.moveHead("prj1", move(1, 2))).toMatchObject({ moved: true });
			expect((await other.projects.get("prj1"))?.currentCommitSha).toBe(sha(12));
		});

		it("of a move that was refused is no win", async () => {
			proxy.next("Commit", { kind: "refuse" });
			const first = records.projects.moveHead("prj1", move(1, 2));
			const winner = other.projects.moveHead("prj1", move(1, 3));
			const answers = await Promise.all([first, winner]);
			expect(answers.filter((answer) => answer.moved).length).toBe(1);
		});

		it("counts use once", async () => {
			proxy.next("Commit", {
				kind: "lose answer",
				meanwhile: () => other.projects.addUsage("prj1", { ...NONE, inputTokens: 1 }),
			});
			await records.projects.addUsage("prj1", { ...NONE, inputTokens: 10 });
			expect((await other.projects.get("prj1"))?.usage.inputTokens).toBe(11);
		});

		it("of what is made is no conflict with itself", async () => {
			const once = () => proxy.next("Commit", { kind: "lose answer" });
			once();
			await records.projects.create(project("prj2"));
			once();
			expect(await records.messages.add(message("prj1", "message-1"))).toMatchObject({ created: true, message: { position: 0 } });
			once();
			await records.sessions.create(session("s1", { projectId: "prj1" }));
			once();
			await records.exports.create(film("film1", "prj1"));
			await expect(records.projects.create(project("prj2"))).rejects.toMatchObject({ code: "conflict" });
			expect(await records.messages.add(message("prj1", "message-1"))).toMatchObject({ created: false });
			expect(await records.messages.add(message("prj1", "message-2"))).toMatchObject({ message: { position: 1 } });
		});

		it("of a change, a claim, a removal is the answer that was lost", async () => {
			await other.messages.add(message("prj1", "message-1"));
			await other.messages.add(message("prj1", "message-2"));
			await other.sessions.create(session("spare", { state: "ready" }));
			const once = () => proxy.next("Commit", { kind: "lose answer" });
			once();
			expect(await records.messages.update("prj1", "message-1", ["queued"], { state: "running" })).toMatchObject({
				state: "running",
			});
			once();
			expect(await records.messages.removeQueued("prj1", "message-2")).toBe(true);
			expect(await records.messages.removeQueued("prj1", "message-2")).toBe(false);
			once();
			expect(await records.sessions.claim("spare", "prj1")).toMatchObject({ projectId: "prj1" });
			once();
			await records.sessions.remove("spare");
			expect(await other.sessions.findByProject("prj1")).toBeNull();
			once();
			expect(await records.projects.beginDelete("prj1")).toBe(true);
			once();
			await records.projects.finishDelete("prj1");
			expect(await other.projects.listDeleting()).toEqual([]);
		});
	});

	it("ends a deletion that was broken off in the middle where it stopped, whoever takes it up", async () => {
		const ids = Array.from({ length: 320 }, (_, n) => `message-${n}`);
		for (let from = 0; from < ids.length; from += 40) {
			await Promise.all(ids.slice(from, from + 40).map((id) => other.messages.add(message("prj1", id))));
		}
		await other.exports.create(film("film1", "prj1"));
		expect(await records.projects.beginDelete("prj1")).toBe(true);
		let commits = 0;
		const lost: Fault = { kind: "status", status: STATUS.permissionDenied };
		proxy.fault = (method) => (method === "Commit" && ++commits > 1 ? lost : null);
		await expect(records.projects.finishDelete("prj1")).rejects.toMatchObject({ code: "storage_failed" });
		expect((await other.messages.list({ projectId: "prj1", limit: 400 })).items.length).toBe(20);
		expect(await other.projects.get("prj1")).toBeNull();
		expect(await other.projects.listDeleting()).toEqual(["prj1"]);
		await other.projects.finishDelete("prj1");
		expect(await other.projects.listDeleting()).toEqual([]);
		expect((await other.messages.list({ projectId: "prj1", limit: 400 })).items).toEqual([]);
		expect(await other.exports.get("film1")).toBeNull();
	});

	it("makes one request an attempt: Google's client does not try again by itself", async () => {
		for (const fault of [
			{ kind: "refuse" },
			{ kind: "status", status: STATUS.unavailable },
			{ kind: "status", status: STATUS.aborted },
		]) {
			proxy.seen.length = 0;
			proxy.next("Commit", fault as Fault);
			await records.projects.update("prj1", { name: fault.kind });
			expect(proxy.seen).toEqual(["BatchGetDocuments", "Commit", "BatchGetDocuments", "Commit"]);
		}
		proxy.seen.length = 0;
		proxy.next("RunQuery", { kind: "status", status: STATUS.unavailable });
		await records.projects.list({ userId: "anonymous", limit: 5 });
		expect(proxy.seen).toEqual(["RunQuery", "RunQuery"]);
	});

	it("gets over a connection that never answers, by making another", async () => {
		const hasty = database.open({ emulatorHost: proxy.host, deadlines: { ...PATIENT, requestMs: 3_000 } });
		expect((await hasty.projects.get("prj1"))?.name).toBe("Film prj1");
		proxy.next("Commit", { kind: "stall" });
		expect(await hasty.projects.moveHead("prj1", move(1, 2))).toMatchObject({ moved: true });
		proxy.next("BatchGetDocuments", { kind: "stall" });
		expect(await hasty.projects.get("prj1")).toMatchObject({ currentCommitSha: sha(2) });
	});

	it("says plainly, in time, that nobody is there, and works again as soon as somebody is", async () => {
		const hasty = database.open({ emulatorHost: proxy.host, deadlines: { deadlineMs: 1_500, requestMs: 1_000 } });
		await proxy.down();
		for (const verb of [
			() => hasty.projects.get("prj1"),
			() => hasty.projects.moveHead("prj1", move(1, 2)),
			() => hasty.messages.list({ projectId: "prj1", limit: 1 }),
			() => hasty.check(),
		]) {
			await expect(verb()).rejects.toMatchObject({
				code: "storage_failed",
				message: expect.stringMatching(/^The Firestore database "test-\w+" did not answer for \d s\.$/),
				hint: expect.stringContaining("FIRESTORE_EMULATOR_HOST"),
			});
		}
		await proxy.up();
		await expect.poll(() => hasty.projects.get("prj1").catch(() => null)).toMatchObject({ currentCommitSha: sha(1) });
	});

	it("lets go of those who wait when it is closed", async () => {
		await proxy.down();
		const waiting = records.projects.get("prj1");
		const said = expect(waiting).rejects.toMatchObject({ code: "storage_failed" });
		await records.close();
		await said;
		await expect(records.projects.get("prj1")).rejects.toMatchObject({ message: "The database was used after it was closed." });
	});

	it.each([
		["BatchGetDocuments", STATUS.permissionDenied, /refuses this studio's account/, /roles\/datastore\.user/],
		[
			"BatchGetDocuments",
			STATUS.unauthenticated,
			/credentials for Firestore are not there/,
			/gcloud auth application-default login/,
		],
		["BatchGetDocuments", STATUS.notFound, /is not there in the project "storydream-test"/, /gcloud firestore databases create/],
		["RunQuery", STATUS.failedPrecondition, /has not got an index/, /firestore\.indexes\.json/],
		["BatchGetDocuments", STATUS.invalidArgument, /did not do what was asked/, /./],
	] as const)("does not ask again after %s was answered %i, and says what to do", async (method, status, sentence, hint) => {
		proxy.next(method, { kind: "status", status });
		const verb = method === "RunQuery" ? records.projects.list({ userId: "anonymous", limit: 1 }) : records.projects.get("prj1");
		await expect(verb).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringMatching(sentence),
			hint: expect.stringMatching(hint),
		});
		expect(proxy.seen).toEqual([method]);
	});

	it.each([
		[STATUS.aborted, /was busy: others kept changing the same record/],
		[STATUS.resourceExhausted, /a quota is used up/],
	])("tells a database that answers %i until the end for what it is", async (status, sentence) => {
		const hasty = database.open({ emulatorHost: proxy.host, deadlines: { deadlineMs: 2_000, requestMs: 5_000 } });
		proxy.fault = () => ({ kind: "status", status });
		await expect(hasty.projects.update("prj1", { name: "x" })).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringMatching(sentence),
		});
	});

	it(`moves a head ${ROUNDS} times through faults of every kind: exactly one of two writers each time, none twice`, async () => {
		const next = random(20_261_122);
		const stubborn = database.open({ emulatorHost: proxy.host, deadlines: PATIENT });
		const kinds: Fault[] = [
			{ kind: "refuse" },
			{ kind: "lose answer" },
			{ kind: "status", status: STATUS.unavailable },
			{ kind: "status", status: STATUS.deadlineExceeded },
			{ kind: "status", status: STATUS.aborted },
		];
		proxy.fault = () => (next() < 0.25 ? (kinds[Math.floor(next() * kinds.length)] ?? null) : null);
		for (let round = 1; round <= ROUNDS; round++) {
			const attempt = (store: Records, mine: number) =>
				store.projects.moveHead("prj1", { expectedHead: sha(round), newHead: sha(round + 1), packs: [pack(mine)] });
			const [one, two] = await Promise.all([attempt(stubborn, 1000 + round), attempt(records, 2000 + round)]);
			expect([one, two].filter((answer) => answer.moved).length, `round ${round}`).toBe(1);
			const winner = one.moved ? 1000 + round : 2000 + round;
			expect((await other.projects.get("prj1"))?.packs.map((kept) => kept.sha256)).toEqual([sha256(winner)]);
		}
	});

	it("never throws anything but its own errors", async () => {
		proxy.fault = () => ({ kind: "status", status: 99 });
		const error: unknown = await records.projects.get("prj1").catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(StoryDreamError);
	});
});
