import type { AgentEvent } from "@storydream/protocol";
import { describe, expect, test } from "vitest";
import { foldEvents, settleTurn } from "./turn.ts";

const text = (blockId: string, piece: string): AgentEvent => ({ type: "text", blockId, text: piece });
const started = (toolId: string): AgentEvent => ({ type: "tool:started", toolId, kind: "edit", title: "Editing" });

describe("a turn made of events", () => {
	test("joins the pieces of a block and keeps blocks apart", () => {
		const { items } = foldEvents([text("a", "One "), text("a", "two"), text("b", "Three")]);
		expect(items).toMatchObject([{ text: "One two" }, { text: "Three" }]);
	});

	test("text and thinking of the same block id are two things", () => {
		expect(foldEvents([{ type: "thinking", blockId: "a", text: "Hm" }, text("a", "Yes")]).items).toMatchObject([
			{ type: "thinking", text: "Hm" },
			{ type: "text", text: "Yes" },
		]);
	});

	test("takes a discarded block back, and only that", () => {
		expect(foldEvents([text("a", "x"), text("b", "y"), { type: "discard", blockId: "a" }]).items).toMatchObject([{ text: "y" }]);
	});

	test("a tool's end and pictures meet its start", () => {
		const { items } = foldEvents([
			started("t"),
			{ type: "picture", toolId: "t", picture: { mediaType: "image/jpeg", alt: "", url: "/a.jpg", frame: 3 } },
			{ type: "tool:finished", toolId: "t", ok: true, summary: "Fine" },
		]);
		expect(items).toMatchObject([{ type: "tool", state: "ok", summary: "Fine", pictures: [{ frame: 3 }] }]);
	});

	test("a picture of no tool stands for itself", () => {
		expect(foldEvents([{ type: "picture", picture: { mediaType: "image/jpeg", alt: "" } }]).items).toMatchObject([
			{ type: "picture" },
		]);
	});

	test("a retry is shown until something comes of it", () => {
		const retry: AgentEvent = { type: "retrying", attempt: 1, maxAttempts: 3, inMs: 1000, reason: "Busy." };
		expect(foldEvents([retry, { ...retry, attempt: 2 }]).items).toMatchObject([{ type: "retrying", attempt: 2 }]);
		expect(foldEvents([retry, text("a", "x")]).items).toMatchObject([{ type: "text" }]);
	});

	test("begins anew when it is replayed from its start", () => {
		expect(foldEvents([text("a", "x"), { type: "started" }, text("a", "y")]).items).toMatchObject([{ text: "y" }]);
	});

	test("a settled turn has no tool that still runs", () => {
		expect(settleTurn(foldEvents([started("t")])).items).toMatchObject([{ state: "failed" }]);
	});
});
