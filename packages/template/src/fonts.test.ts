import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** What happens to each try to load a face, in order; the last one counts for all further tries. */
let outcomes: ("loaded" | "failed")[] = [];
let tries = 0;

class FakeFace {
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
async function load(family: string): Promise<string> {
	vi.resetModules();
	const { loadFont } = await import("./fonts.ts");
	const loading = loadFont(family).then(
		() => "loaded",
		(error: Error) => error.message,
	);
	await vi.runAllTimersAsync();
	return loading;
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal("window", {});
	vi.stubGlobal("FontFace", FakeFace);
	vi.stubGlobal("document", { fonts: { add: () => undefined, check: () => true } });
	tries = 0;
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("a font of the film", () => {
	it("is loaded again when the connection broke", async () => {
		outcomes = ["failed", "failed", "failed", "loaded"];
		serve(null);
		expect(await load("Inter")).toBe("loaded");
	});

	it("is given up with its file's name when there is no connection for seconds", async () => {
		outcomes = ["failed"];
		serve(null);
		expect(await load("Inter")).toContain("public/fonts/inter-latin");
		// Two files, each tried once and then four times more.
		expect(tries).toBe(10);
	});

	it("is not asked for again when the file is missing", async () => {
		outcomes = ["failed"];
		serve(404);
		expect(await load("Fraunces")).toContain('The font "Fraunces" could not be loaded from public/fonts/fraunces');
		expect(tries).toBe(2);
	});

	it("is tried once more, and no further, when the file is served and is no font", async () => {
		outcomes = ["failed"];
		serve(200);
		expect(await load("Fraunces")).toContain("Is the file there, and a woff2?");
		expect(tries).toBe(4);
	});
});
