import type { AgentEvent } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { compactEvents, createCollector } from "./compact-events.ts";

function gather(...events: AgentEvent[]): AgentEvent[] {
	const collector = createCollector();
	for (const event of events) collector.add(event);
	return collector.events();
}

describe("gathering a turn's events", () => {
	it("joins the pieces of a text, and keeps texts apart that something came between", () => {
		expect(
			gather(
				{ type: "started" },
				{ type: "text", blockId: "a", text: "One " },
				{ type: "text", blockId: "a", text: "two" },
				{ type: "tool:started", toolId: "t", kind: "read", title: "Reading" },
				{ type: "text", blockId: "a", text: " three" },
				{ type: "text", blockId: "b", text: "four" },
			).map((event) => ("text" in event ? event.text : event.type)),
		).toEqual(["One two", "tool:started", " three", "four"]);
	});

	it("forgets a text that was taken back", () => {
		const events = gather(
			{ type: "text", blockId: "a", text: "Half an ans" },
			{ type: "discard", blockId: "a" },
			{ type: "text", blockId: "b", text: "A whole answer" },
		);
		expect(events).toEqual([{ type: "text", blockId: "b", text: "A whole answer" }]);
	});

	it("forgets retries that went well", () => {
		const retry: AgentEvent = { type: "retrying", attempt: 1, maxAttempts: 3, inMs: 10, reason: "busy" };
		expect(gather(retry, { ...retry, attempt: 2 })).toEqual([{ ...retry, attempt: 2 }]);
		expect(gather(retry, { type: "notice", text: "Back." })).toEqual([{ type: "notice", text: "Back." }]);
	});

	it("keeps the address of a stored picture in place of its bytes", () => {
		const collector = createCollector();
		collector.add({ type: "picture", picture: { mediaType: "image/jpeg", data: "AAAA", frame: 3, alt: "" } });
		collector.storedPicture("AAAA", "/stored");
		expect(collector.events()).toEqual([
			{ type: "picture", picture: { mediaType: "image/jpeg", url: "/stored", frame: 3, alt: "" } },
		]);
	});
});

describe("compacting a turn's events", () => {
	it("leaves out the bytes of a picture that could not be stored", () => {
		const events = compactEvents([
			{ type: "picture", picture: { mediaType: "image/jpeg", data: "A".repeat(1000), alt: "frame" } },
		]);
		expect(JSON.stringify(events)).not.toContain("AAAA");
	});

	it("cuts thinking, keeps what was said", () => {
		const said = "word ".repeat(1000);
		const events = compactEvents([
			{ type: "thinking", blockId: "a", text: "hm ".repeat(5000) },
			{ type: "text", blockId: "b", text: said },
		]);
		expect(events[0]).toMatchObject({ type: "thinking" });
		expect(events[0] && "text" in events[0] ? events[0].text.length : 0).toBeLessThan(2_100);
		expect(events[1]).toEqual({ type: "text", blockId: "b", text: said });
	});

	it("never takes more than the limit, and keeps beginning and end", () => {
		const many: AgentEvent[] = Array.from({ length: 20_000 }, (_, index) => ({
			type: "text",
			blockId: `${index}`,
			text: `line ${index} ü`,
		}));
		const events = compactEvents(many, 50_000);
		expect(Buffer.byteLength(JSON.stringify(events))).toBeLessThanOrEqual(50_000);
		expect(events[0]).toMatchObject({ text: "line 0 ü" });
		expect(events.at(-1)).toMatchObject({ text: "line 19999 ü" });
		expect(events.some((event) => event.type === "notice")).toBe(true);
	});

	it("drops the insides of tools before it drops a word of the answer", () => {
		const tools: AgentEvent[] = Array.from({ length: 100 }, (_, index) => ({
			type: "tool:finished",
			toolId: `${index}`,
			ok: true,
			summary: "s".repeat(4_000),
			change: { path: "src/a.ts", before: "b".repeat(4_000), after: "a".repeat(4_000) },
		}));
		const events = compactEvents([...tools, { type: "text", blockId: "z", text: "All done." }]);
		expect(Buffer.byteLength(JSON.stringify(events))).toBeLessThanOrEqual(256_000);
		expect(events).toHaveLength(101);
		expect(events.at(-1)).toMatchObject({ text: "All done." });
	});
});
