import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { EnvironmentModuleNode } from "vite";
import { describe, expect, it } from "vitest";
import { aheadOf, refreshAtOnce } from "./fast-refresh.ts";

describe("a change on its way to the page", () => {
	it("is not held back by the refresh that is installed", () => {
		const plugin = dirname(createRequire(import.meta.url).resolve("@vitejs/plugin-react"));
		const code = readFileSync(join(plugin, "refresh-runtime.js"), "utf8");
		const quick = refreshAtOnce(code);
		expect(quick).toContain("performReactRefresh()\n}, 0)");
		expect(quick.length).toBe(code.length - 1);
	});

	it("leaves a refresh written otherwise as it is", () => {
		expect(refreshAtOnce("debounce(() => {}, 20)")).toBe("debounce(() => {}, 20)");
	});

	it("names the changed file as the page will ask for it", () => {
		const module = (url: string, importers: number) =>
			({ url, importers: new Set(Array.from({ length: importers }, () => ({}))) }) as unknown as EnvironmentModuleNode;
		expect(
			aheadOf([module("/@fs/p/src/storyboard.json", 2), module("/@fs/p/src/theme.ts", 1), module("/@fs/p/src/alone.ts", 0)], 7)
				.data,
		).toEqual({ urls: ["/@fs/p/src/storyboard.json?import&t=7", "/@fs/p/src/theme.ts?t=7"] });
		expect(aheadOf([module("/@fs/p/src/a.svg?url", 1)], 7).data.urls).toEqual([]);
	});
});
