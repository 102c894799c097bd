import { PreviewReport } from "@storydream/protocol";
import { describe, expect, test } from "vitest";
import { LOCAL_SHORTCUTS, SHORTCUTS } from "../shortcuts.ts";
import { sampleFilm } from "../testing/sample-film.ts";
import { readFrameMessage } from "./frame-messages.ts";

const channel = "storydream-preview";
const origin = "http://key.preview.localhost:8080";
// Only its identity matters: a window can't be made here.
const frameWindow = { of: "the frame" } as unknown as Window;
const otherWindow = { of: "somebody else" } as unknown as Window;
const source = { window: frameWindow, origin };
const read = (data: unknown, pointing = false) =>
	readFrameMessage({ source: frameWindow, origin, data } as MessageEvent, source, { pointing });

const film = {
	fps: 30,
	width: 1920,
	height: 1080,
	durationInFrames: 90,
	storyboard: sampleFilm([{ id: "a", scene: "Title", durationInFrames: 90, props: {} }]),
	catalog: null,
	problem: null,
};
const selected = {
	channel,
	type: "selected",
	element: { file: "src/a.tsx", line: 1, column: 2, text: "x".repeat(900), tag: "p" },
	frame: 3,
	sceneId: "a",
};
const key = (pressed: string, more: object = {}) => ({
	channel,
	type: "key",
	key: pressed,
	code: "",
	meta: false,
	ctrl: false,
	shift: false,
	alt: false,
	...more,
});

/** Each kind of report, and all that it may cause. */
const TABLE: [PreviewReport["type"], unknown, string | null][] = [
	["loading", { channel, type: "loading" }, "arrived"],
	["leaving", { channel, type: "leaving" }, "leaving"],
	["ready", { channel, type: "ready", ...film }, "film"],
	["frame", { channel, type: "frame", frame: 3, playing: true }, "playhead"],
	["updated", { channel, type: "updated", files: ["src/a.tsx"] }, null],
	["error", { channel, type: "error", error: { key: "k", kind: "render", message: "Bad." } }, "error"],
	["recovered", { channel, type: "recovered" }, "recovered"],
	["selected", selected, null],
	["key", key("x"), null],
];

describe("what the preview frame may cause", () => {
	test.each(TABLE)("%s", (_type, report, effect) => expect(read(report)?.type ?? null).toBe(effect));

	test("the table names every report there is", () => {
		expect(TABLE.map(([type]) => type).sort()).toEqual(PreviewReport.options.map((one) => one.shape.type.value).sort());
	});

	test("a choice of an element counts only while the person points, and is bounded", () => {
		const pointed = read(selected, true);
		expect(pointed?.type).toBe("pointed");
		expect(JSON.stringify(pointed).length).toBeLessThan(1200);
	});

	const HARMLESS = new Set(["toggle", "back", "forward", "back10", "forward10", "first", "last", "mute"]);
	test.each(SHORTCUTS.map((one) => [one.shown, one] as const))(
		"the key %s from the frame does only what writes and stops nothing",
		(_shown, one) => {
			for (const mod of ["ctrl", "meta"] as const) {
				const effect = read(key(one.key, { [mod]: one.mod ?? false, shift: one.shift ?? false }), true);
				expect(effect).toEqual(HARMLESS.has(one.action) ? { type: "shortcut", action: one.action } : null);
			}
		},
	);

	test.each([...LOCAL_SHORTCUTS.map((one) => one.shown), "Backspace", "Tab", "a"])(
		"the key %s from the frame does nothing",
		(shown) => {
			const parts = shown.split("+");
			const pressed = (parts.at(-1) ?? "").replace("←", "ArrowLeft").replace("→", "ArrowRight");
			expect(
				read(key(pressed, { ctrl: parts.includes("Mod"), alt: parts.includes("Alt"), shift: parts.includes("Shift") }), true),
			).toBeNull();
		},
	);

	test("every combination of every key has one of the permitted effects, or none", () => {
		const keys = [...SHORTCUTS.map((one) => one.key), "delete", "enter", "d", "s", "e"];
		for (const pressed of keys) {
			for (let bits = 0; bits < 16; bits += 1) {
				const report = key(pressed, { meta: (bits & 1) > 0, ctrl: (bits & 2) > 0, shift: (bits & 4) > 0, alt: (bits & 8) > 0 });
				const effect = read(report, true);
				if (effect)
					expect(effect).toMatchObject({ type: "shortcut", action: expect.toSatisfy((action: string) => HARMLESS.has(action)) });
			}
		}
	});

	test.each([
		["another window", { source: otherWindow, origin, data: key(" ") }],
		["no window", { source: null, origin, data: key(" ") }],
		["another origin", { source: frameWindow, origin: "http://evil.example", data: key(" ") }],
		["the origin of a sandboxed page", { source: frameWindow, origin: "null", data: key(" ") }],
		["another channel", { source: frameWindow, origin, data: { ...key(" "), channel: "other" } }],
		["an unknown type", { source: frameWindow, origin, data: { channel, type: "restore", sha: "0".repeat(40) } }],
		["text", { source: frameWindow, origin, data: JSON.stringify(key(" ")) }],
		["nothing", { source: frameWindow, origin, data: null }],
	])("a message of %s is not read", (_what, event) => {
		expect(readFrameMessage(event as MessageEvent, source, { pointing: true })).toBeNull();
	});

	test("without a frame nothing is read, also not from a message without a source", () => {
		expect(
			readFrameMessage({ source: null, origin, data: key(" ") } as MessageEvent, { window: null, origin }, { pointing: true }),
		).toBeNull();
	});
});
