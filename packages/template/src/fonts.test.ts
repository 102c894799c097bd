import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** What happens to each try to load a face, in order; the last one counts for all further tries. */
let outcomes: ("loaded" | "failed")[] = [];
let tries = 0;
/** Faces that were wanted: family, address, range. */
let made: { family: string; source: string; range: string }[] = [];

class FakeFace {
	constructor(family: string, source: string, { unicodeRange = "" }: { unicodeRange?: string }) {
		made.push({ family, source, range: unicodeRange });
	}
	async load(): Promise<FakeFace> {
		const outcome = outcomes[Math.min(tries, outcomes.length - 1)];
		tries += 1;
		if (outcome !== "loaded") throw new Error("A network error occurred.");
		return this;
	}
}

/** `null`: no answer, as when the connection breaks. */
function serve(status: number | null): void {
	vi.stubGlobal("fetch", async () => {
		if (status === null) throw new TypeError("Failed to fetch");
		return new Response(null, { status });
	});
}

/** A module of its own for each test: it keeps the families that are loaded. */
async function load(families: string[], text = ""): Promise<string> {
	vi.resetModules();
	const { loadFonts } = await import("./fonts.ts");
	const settled = loadFonts(
		families.map((family) => ({ family })),
		text,
	).then(
		() => "loaded",
		(error: Error) => error.message,
	);
	let done = false;
	settled.finally(() => {
		done = true;
	});
	// The files' addresses are modules: they come by themselves, while the waits between tries do not.
	while (!done) {
		await vi.advanceTimersByTimeAsync(1000);
		await vi.dynamicImportSettled();
	}
	return settled;
}

const families = () => [...new Set(made.map(({ family }) => family))];

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	vi.stubGlobal("window", {});
	vi.stubGlobal("FontFace", FakeFace);
	vi.stubGlobal("document", { fonts: { add: () => undefined, check: () => true } });
	outcomes = ["loaded"];
	tries = 0;
	made = [];
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("a font of the film", () => {
	it("is loaded again when the connection broke", async () => {
		outcomes = ["failed", "failed", "failed", "loaded"];
		serve(null);
		expect(await load(["Inter"])).toBe("loaded");
	});

	it("is given up with its name when there is no connection for seconds", async () => {
		outcomes = ["failed"];
		serve(null);
		expect(await load(["Inter"])).toContain('The font "Inter" could not be loaded');
		// Tried once and then four times more.
		expect(tries).toBe(5);
	});

	it("is not requested again when the file is missing", async () => {
		outcomes = ["failed"];
		serve(404);
		expect(await load(["Fraunces"])).toContain('The font "Fraunces" could not be loaded from its npm package');
		expect(tries).toBe(1);
	});

	it("is tried once more, and no further, when the file is served and is no font", async () => {
		outcomes = ["failed"];
		serve(200);
		expect(await load(["Fraunces"])).toContain("Is the file there, and a woff2?");
		expect(tries).toBe(2);
	});

	it("is refused when the film has no such family, with the families there are", async () => {
		expect(await load(["Papyrus"])).toMatch(/"Papyrus".*src\/fonts\.ts.*Inter/);
	});
});

describe("the files of a film", () => {
	it("are one a family for words in Latin letters", async () => {
		await load(["Inter", "Anton"], "A café in Zürich, “open” – till 9 °C…");
		expect(made.map(({ family }) => family)).toEqual(["Inter", "Anton"]);
	});

	const scripts: [script: string, text: string, family: string][] = [
		["Polish, in a family that has it", "Zażółć gęślą jaźń", "Anton"],
		["Cyrillic, in a family without it", "Съешь ещё этих булок", "Inter"],
		["Greek, in a family without it", "Ξεσκεπάζω", "Inter"],
		["Vietnamese", "Tiếng Việt", "Anton"],
		["Arabic", "مرحبا بالعالم", "Noto Sans Arabic"],
		["Hebrew", "שלום עולם", "Noto Sans Hebrew"],
		["Devanagari", "नमस्ते दुनिया", "Noto Sans Devanagari"],
		["Japanese", "こんにちは世界", "Noto Sans JP"],
		["Chinese", "你好，世界", "Noto Sans SC"],
		["Korean", "안녕하세요", "Noto Sans KR"],
		["emoji", "Hello 👋🏽", "Noto Color Emoji"],
		["arrows", "Before → after", "Noto Sans Symbols 2"],
	];
	it.each(scripts)("are those of %s where a text needs them", async (_script, text, family) => {
		await load(["Anton"], text);
		const beyond = made.filter(({ source }) => !source.includes("anton-latin-400"));
		expect(beyond.map((face) => face.family)).toContain(family);
	});

	it("are slices with the signs of the text alone, of the language the film is in", async () => {
		await load(["Inter"], "こんにちは世界");
		expect(families()).toEqual(["Inter", "Noto Sans JP"]);
		const points = made.filter(({ family }) => family === "Noto Sans JP").flatMap(({ range }) => range.split(","));
		expect(points.toSorted()).toEqual(["U+3053", "U+3061", "U+306B", "U+306F", "U+3093", "U+4E16", "U+754C"]);
	});

	it("are also those of letters that only the capitals of a text have", async () => {
		await load(["Inter"], "ÿ");
		expect(made.map(({ source }) => source).join(" ")).toContain("latin-ext");
	});

	it("stay the same in every look: all families name a companion that is theirs", async () => {
		vi.resetModules();
		const { fontFamilies } = await import("./fonts.ts");
		const { companionOf } = await import("./fonts/families.ts");
		for (const family of Object.keys(fontFamilies)) expect(fontFamilies).toHaveProperty([companionOf(family)]);
	});
});

/** React's hooks for one component, without a page: effects run after each call of `render`. */
function fakeReact() {
	const slots: unknown[] = [];
	let at = 0;
	let effects: (() => void)[] = [];
	const useState = (first: unknown) => {
		const slot = at++;
		if (!(slot in slots)) slots[slot] = typeof first === "function" ? first() : first;
		const set = (value: unknown) => {
			slots[slot] = value;
		};
		return [slots[slot], set];
	};
	const useEffect = (effect: () => unknown, deps: unknown[]) => {
		const slot = at++;
		const before = slots[slot] as { deps: unknown[]; stop: unknown } | undefined;
		if (before?.deps.every((value, index) => Object.is(value, deps[index]))) return;
		effects.push(() => {
			if (typeof before?.stop === "function") before.stop();
			slots[slot] = { deps, stop: effect() };
		});
	};
	const render = <Value>(hook: () => Value): Value => {
		at = 0;
		effects = [];
		const value = hook();
		for (const effect of effects) effect();
		return value;
	};
	return { hooks: { useState, useEffect, useLayoutEffect: useEffect }, render };
}

describe("a film whose text is edited", () => {
	afterEach(() => {
		vi.doUnmock("react");
		vi.doUnmock("remotion");
		vi.resetModules();
	});

	it("stays while the font of a new sign loads, is drawn anew with it, and rendering waits for it", async () => {
		vi.resetModules();
		const { hooks, render } = fakeReact();
		const waits = new Set<number>();
		let handles = 0;
		vi.doMock("react", () => hooks);
		vi.doMock("remotion", async (original) => ({
			...(await original<object>()),
			useDelayRender: () => ({
				delayRender: () => {
					handles += 1;
					waits.add(handles);
					return handles;
				},
				continueRender: (handle: number) => void waits.delete(handle),
			}),
		}));
		const { useFonts } = await import("./fonts.ts");
		const draw = (text: string) => render(() => useFonts([{ family: "Inter" }], text));
		/** Draws until the fonts of the text are there. */
		const drawn = async (text: string) => {
			await vi.waitFor(() => {
				draw(text);
				expect(waits.size).toBe(0);
			});
			return draw(text);
		};

		expect(draw("Hello")).toBeNull();
		const first = await drawn("Hello");
		expect(first).toBe(1);
		expect(draw("Hello ж")).toBe(first);
		expect(waits.size).toBe(1);
		expect(await drawn("Hello ж")).toBeGreaterThan(1);
		expect(await drawn("Hello")).toBe(await drawn("Hello ж"));
	});

	it("is measured again with the font that has loaded", async () => {
		vi.resetModules();
		let width = 10;
		const context = { font: "", measureText: () => ({ width }) };
		vi.stubGlobal("document", {
			fonts: { add: () => undefined, check: () => true },
			createElement: () => ({ getContext: () => context }),
		});
		const { measureWith } = await import("./design/fit.ts");
		const { loadFonts } = await import("./fonts.ts");
		const measure = measureWith({ family: "Inter", weight: 400, letterSpacing: 0 });
		expect(measure("ж", 40)).toBe(10);
		width = 20;
		expect(measure("ж", 40)).toBe(10);
		await loadFonts([{ family: "Inter" }], "ж");
		expect(measure("ж", 40)).toBe(20);
	});
});
