import { describe, expect, it } from "vitest";
import { bestOf, type Confinement } from "./prove.ts";
import type { Walls } from "./walls.ts";

describe("the way to hold sandboxes", () => {
	const walls = {} as Walls;
	const full: Confinement = { walls, restricted: null };
	const withoutCommands: Confinement = { walls, restricted: "The agent has no commands." };
	const none: Confinement = { walls: null, restricted: "Sandboxes are not isolated." };

	it.each<[string, Confinement[], Confinement, number]>([
		["the first that holds sandboxes and commands", [full, none], full, 1],
		["a later one that holds both, after one that holds sandboxes alone", [withoutCommands, full], full, 2],
		["one that holds sandboxes alone, where the next one fails", [withoutCommands, none], withoutCommands, 2],
		["the first of several that hold sandboxes alone", [withoutCommands, { ...withoutCommands }, none], withoutCommands, 3],
		["none, where all fail", [none, none], none, 2],
	])("is %s", async (_which, results, expected, tried) => {
		const seen: number[] = [];
		const best = await bestOf([...results.keys()], async (way) => {
			seen.push(way);
			return results[way] ?? none;
		});
		expect(best).toBe(expected);
		expect(seen).toHaveLength(tried);
	});
});
