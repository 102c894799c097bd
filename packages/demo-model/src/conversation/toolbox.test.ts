import { expect, it } from "vitest";
import { directoryIn } from "./toolbox.ts";

it.each([
	["The project is at /work/film. Its CLAUDE.md", "/work/film"],
	["The project is at `/work/film`, and", "/work/film"],
	['The project is at "/home/me/my films/one". Its CLAUDE.md', "/home/me/my films/one"],
	['The project is at "/home/me/a \\"good\\" film". Its', '/home/me/a "good" film'],
	['The project is at "/home/me/Eva\'s films". Its', "/home/me/Eva's films"],
	["Working directory: /work/film\nPlatform: linux", "/work/film"],
	["<cwd>/work/film</cwd>", "/work/film"],
	["You make films.", undefined],
])("finds in %j the project's folder", (text, folder) => {
	expect(directoryIn(text)).toBe(folder);
});
