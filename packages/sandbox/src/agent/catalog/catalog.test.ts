import { SceneCatalog } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { catalogText } from "./answer.ts";
import { catalogEntries } from "./entries.ts";
import { distance, search } from "./search.ts";

const text = { type: "string" };
const film = SceneCatalog.parse({
	scenes: [
		{
			scene: "PriceList",
			title: "Price list",
			description: "Things with their prices",
			family: "lists",
			layouts: { menu: "Names on the left", tags: "A wall of tiles" },
			propsSchema: { type: "object", properties: { title: text, items: { type: "array", items: text } }, required: ["items"] },
		},
		{ scene: "RouteMap", title: "Route", description: "A journey on a map", family: "places", propsSchema: { type: "object" } },
	],
	looks: [
		{
			look: "kraft",
			title: "Kraft and ink",
			description: "Ink on brown board",
			moods: ["coffee", "bakery"],
			transitions: ["brush", "fade"],
			theme: {
				palette: {
					background: "#d9bd94",
					surface: "#ffffff",
					text: "#000000",
					muted: "#555555",
					accent: "#8f1d14",
					accent2: "#1f4b3f",
				},
				fonts: { heading: "Caveat", body: "Courier Prime" },
				radius: 10,
				motion: 1,
				backdrop: "board",
			},
		},
	],
	transitions: ["brush", "fade"],
	transitionNotes: { brush: "A brush paints the new scene" },
	audio: ["audio/music/calm.mp3", "audio/sfx/pop.mp3"],
});
const entries = catalogEntries({
	film,
	backdrops: ["board", "glow"],
	objects: { drinks: ["mug", "teapot"], vehicles: ["bicycle"] },
	icons: ["alarm-clock", "clock", "coffee", "shield-check"],
});
const found = (query: string) => search(entries, query).map(({ entry }) => entry.name);

describe("search in a film's catalog", () => {
	it.each([
		["price list", "PriceList"],
		["PRICES", "PriceList"],
		["a wall of tiles", "PriceList"],
		["prise lsit", "PriceList"],
		["jurney", "RouteMap"],
		["bicylce", "bicycle"],
		["drink", "mug"],
		["alarm clock", "alarm-clock"],
		["Coffée", "coffee"],
		["bakery look", "kraft"],
		["paints", "brush"],
		["sound effect", "audio/sfx/pop.mp3"],
	])("%j finds %s first", (query, name) => {
		expect(found(query)[0]).toBe(name);
	});

	it("takes a word for mistyped only where nothing knows it", () => {
		expect(found("clock")).toEqual(["clock", "alarm-clock"]);
		expect(found("mag")).toEqual([]);
	});

	it.each(["", "the of a", "zzqqx", "（）", "💥"])("finds nothing by %j", (query) => {
		expect(found(query)).toEqual([]);
	});

	it.each([
		["price", "price", 0],
		["price", "prise", 1],
		["list", "lsit", 1],
		["list", "lists", 1],
		["list", "price", 3],
	])("%s and %s are %i mistakes apart", (word, other, mistakes) => {
		expect(distance(word, other, 2)).toBe(mistakes);
		expect(distance(other, word, 2)).toBe(mistakes);
	});
});

describe("what the agent reads of a catalog", () => {
	it("a scene is a line with its props, and its layouts with what they are for", () => {
		expect(catalogText(entries, "prices")).toBe(
			"Scenes:\n- **PriceList** title?, items: string[]. Things with their prices. Layouts: menu: Names on the left; tags: A wall of tiles.",
		);
	});

	it("names that say all stand in a row", () => {
		expect(catalogText(entries, "drinks")).toBe("Objects (`icon` of a scene or an item):\nmug, teapot");
	});

	it("without a query it is an overview in groups", () => {
		const overview = catalogText(entries, " ");
		expect(overview).toContain("Scenes, 2: lists (PriceList) · places (RouteMap)");
		expect(overview).toContain("Icons (`icon` of an item), 4: alarm-clock, clock, coffee, shield-check");
	});

	it("what nothing is known by is answered with the overview, also within one kind", () => {
		expect(catalogText(entries, "zzqqx", "look")).toMatch(/^Nothing is known by “zzqqx”.*\nLooks .*, 1: kraft\n/);
		expect(catalogText([], "anything")).toBe("This film has none of these.");
	});

	it("stays short, however much there is", () => {
		const icons = Array.from({ length: 2000 }, (_, index) => `clock-${index}`);
		const many = catalogEntries({ film, backdrops: [], objects: {}, icons });
		for (const [query, kind] of [
			["", undefined],
			["clock", undefined],
			["clock", "icon"],
		] as const)
			expect(catalogText(many, query, kind).length).toBeLessThan(1500);
	});
});
