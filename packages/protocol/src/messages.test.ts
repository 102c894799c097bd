import { describe, expect, it } from "vitest";
import { AssetName, DisplayName, Id } from "./ids.ts";
import { ClientMessage } from "./socket-messages.ts";
import { ERRORS, StoryDreamError, toStoryDreamError } from "./story-dream-error.ts";
import { Storyboard } from "./storyboard.ts";

describe("what a browser may send", () => {
	const cases: [string, unknown, boolean][] = [
		["a start", { type: "session:start", projectId: "abc123" }, true],
		["a start with a number of the last event", { type: "session:start", projectId: "abc123", lastSeq: 12 }, true],
		["a field nobody knows", { type: "ping", colour: "red" }, true],
		["a type nobody knows", { type: "session:dance" }, false],
		["no type", {}, false],
		["an empty message", { type: "message:send", projectId: "abc123", id: "12345678", content: "  " }, false],
		["a message", { type: "message:send", projectId: "abc123", id: "12345678", content: "A film" }, true],
		["an id that is a path", { type: "session:start", projectId: "../../etc" }, false],
		["a negative number of the last event", { type: "session:start", projectId: "abc123", lastSeq: -1 }, false],
	];
	for (const [what, message, good] of cases) {
		it(`${good ? "takes" : "refuses"} ${what}`, () => {
			expect(ClientMessage.safeParse(message).success).toBe(good);
		});
	}
});

describe("names", () => {
	it("takes any script and trims", () => {
		expect(DisplayName.parse("  Über uns – 日本語 🎬 ")).toBe("Über uns – 日本語 🎬");
	});
	for (const name of ["", "   ", "a\u0000b", "a\nb", "a\u202eb", "x".repeat(121)]) {
		it(`refuses ${JSON.stringify(name.slice(0, 10))}`, () => {
			expect(DisplayName.safeParse(name).success).toBe(false);
		});
	}
	it("refuses ids and asset names that could leave their folder", () => {
		for (const name of ["..", "a/b", "", ".hidden", "a\\b"]) {
			expect(Id.safeParse(name).success).toBe(false);
			expect(AssetName.safeParse(name).success).toBe(false);
		}
	});
});

describe("storyboards", () => {
	const theme = {
		palette: {
			background: "#000000",
			surface: "#111111",
			text: "#ffffff",
			muted: "#888888",
			accent: "#ff0000",
			accent2: "#00ff00",
		},
		fonts: { heading: "Inter", body: "Inter" },
		radius: 16,
		motion: 1,
	};
	const scene = { id: "a", scene: "Title", durationInFrames: 30, props: { title: "Hi" } };
	const board = { fps: 30, width: 1920, height: 1080, theme, scenes: [scene] };

	it("keeps what it does not know", () => {
		expect(Storyboard.parse({ ...board, mood: "calm" })).toMatchObject({ mood: "calm" });
	});
	it.each([
		["an odd width", { ...board, width: 1921 }, "width"],
		["two scenes of one id", { ...board, scenes: [scene, scene] }, "scenes"],
		["no scene", { ...board, scenes: [] }, "scenes"],
		["a colour that is none", { ...board, theme: { ...theme, palette: { ...theme.palette, accent: "red" } } }, "accent"],
		["a scene of no length", { ...board, scenes: [{ ...scene, durationInFrames: 0 }] }, "durationInFrames"],
	])("refuses %s and names the field", (_what, value, field) => {
		const result = Storyboard.safeParse(value);
		expect(result.success).toBe(false);
		expect(result.error?.issues.some((issue) => issue.path.includes(field))).toBe(true);
	});
});

describe("errors", () => {
	it("each have a status of HTTP and a sentence for the next step", () => {
		for (const [code, { status, hint }] of Object.entries(ERRORS)) {
			expect(status, code).toBeGreaterThanOrEqual(400);
			expect(status, code).toBeLessThan(600);
			expect(hint, code).toMatch(/[.]$/);
		}
	});
	it("hide the inner text of what was not meant to be read", () => {
		const error = toStoryDreamError(new Error("ENOENT /secret/path"));
		expect(error.code).toBe("internal");
		expect(error.message).not.toContain("secret");
		expect(toStoryDreamError(error)).toBe(error);
	});
	it("keep a hint of their own", () => {
		expect(new StoryDreamError("not_found", "No.", { hint: "Look elsewhere." }).hint).toBe("Look elsewhere.");
	});
});
