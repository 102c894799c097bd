import type { StudioMessage } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import type { Broadcast } from "../sessions.ts";
import { createTestLogger } from "../testing/test-logger.ts";
import { createChannel, type SessionSnapshot } from "./channel.ts";

const FIRST = 1_000;
const ready: Extract<StudioMessage, { type: "session:ready" }> = {
	type: "session:ready",
	sessionId: "s",
	projectId: "project-1",
	previewUrl: "http://x",
	seq: 0,
	runId: null,
	model: { demo: true, name: "demo" },
};

function text(words: string): Broadcast {
	return { type: "agent:message", runId: "r", event: { type: "text", blockId: "b", text: words } };
}

function open(present: SessionSnapshot = async () => () => [text("the present")]) {
	return createChannel({ firstSeq: FIRST, present, logger: createTestLogger() });
}

function reader() {
	const got: StudioMessage[] = [];
	return {
		got,
		send: (message: StudioMessage) => void got.push(message),
		words: () =>
			got.map((message) =>
				message.type === "agent:message" && message.event.type === "text" ? message.event.text : message.type,
			),
	};
}

describe("a project's channel", () => {
	it("numbers everything it sends, rising by one", () => {
		const channel = open();
		expect([channel.publish(text("a")), channel.publish(text("b"))].map((message) => message.seq)).toEqual([
			FIRST + 1,
			FIRST + 2,
		]);
	});

	it("holds messages back from a follower until the session is ready, then sends ready before them", async () => {
		const channel = open();
		const page = reader();
		channel.publish(text("before"));
		channel.attach(page, FIRST);
		channel.publish(text("while waiting"));
		expect(page.got).toEqual([]);
		await channel.catchUp(ready);
		channel.publish(text("after"));
		expect(page.words()).toEqual(["session:ready", "before", "while waiting", "after"]);
	});

	it("sends to one who comes back exactly what it missed", async () => {
		const channel = open();
		const seen = channel.publish(text("a")).seq;
		channel.publish(text("b"));
		const page = reader();
		channel.attach(page, seen);
		await channel.catchUp(ready);
		expect(page.words()).toEqual(["session:ready", "b"]);
	});

	it("draws the present, with new numbers, for one whose number it does not know", async () => {
		for (const last of [undefined, 12, FIRST + 500]) {
			const channel = open();
			channel.publish(text("a"));
			const page = reader();
			channel.attach(page, last);
			await channel.catchUp(ready);
			expect(page.words()).toEqual(["session:ready", "the present"]);
			// Greater than what another studio, whose clock was ahead, may have sent it.
			expect(page.got[1]).toMatchObject({ seq: Math.max(FIRST, last ?? 0) + 2 });
		}
	});

	it("loses nothing that is sent while the present is being read, and keeps numbers in order", async () => {
		const reading = Promise.withResolvers<void>();
		const channel = open(async () => {
			await reading.promise;
			return () => [text("the present")];
		});
		const page = reader();
		channel.attach(page, undefined);
		const caughtUp = channel.catchUp(ready);
		channel.publish(text("meanwhile"));
		reading.resolve();
		await caughtUp;
		channel.publish(text("after"));
		expect(page.words()).toEqual(["session:ready", "meanwhile", "the present", "after"]);
		const numbers = page.got.slice(1).map((message) => ("seq" in message ? message.seq : 0));
		expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
	});

	it("keeps only the newest of what replaces itself", async () => {
		const channel = open();
		for (let index = 0; index < 5; index++) channel.publish({ type: "queue:changed", queue: [] });
		const page = reader();
		channel.attach(page, FIRST);
		await channel.catchUp(null);
		expect(page.words()).toEqual(["queue:changed"]);
	});

	it("is bounded: who missed more than is kept gets the present", async () => {
		const channel = open();
		for (let index = 0; index < 25_000; index++) channel.publish(text("x"));
		const old = reader();
		channel.attach(old, FIRST + 10);
		await channel.catchUp(null);
		expect(old.words()).toEqual(["the present"]);
		const recent = reader();
		channel.attach(recent, channel.seq);
		for (let index = 0; index < 5; index++) channel.publish(text("y"));
		await channel.catchUp(null);
		expect(recent.got).toHaveLength(5);
	});

	it("goes on when a follower throws, and forgets one that is detached", async () => {
		const channel = open();
		const page = reader();
		const broken = {
			send: () => {
				throw new Error("gone");
			},
		};
		channel.attach(broken, FIRST);
		channel.attach(page, FIRST);
		await channel.catchUp(null);
		channel.publish(text("a"));
		channel.detach(page);
		channel.publish(text("b"));
		expect(page.words()).toEqual(["a"]);
		expect(channel.followers).toBe(1);
	});
});
