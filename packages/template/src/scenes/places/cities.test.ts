import { describe, expect, it } from "vitest";
import tsv from "../../../public/maps/cities.tsv?raw";
import { citiesFrom, findCity } from "./cities";
import { listedName } from "./exonyms";

const cities = citiesFrom(tsv);

describe("a city of a route", () => {
	it.each([
		["Lisbon", "PT"],
		["Lisboa", "PT"],
		["lissabon", "PT"],
		["Köln", "DE"],
		["Cologne", "DE"],
		["MÜNCHEN", "DE"],
		["New York", "US"],
		["Paris, France", "FR"],
		["São Paulo", "BR"],
		["Kraków", "PL"],
		["İstanbul", "TR"],
		["東京", "JP"],
		["서울", "KR"],
	])("%s is in %s", (text, country) => {
		expect(findCity(cities, text)?.country).toBe(country);
	});

	it("is the larger one of two with the same name", () => {
		expect(findCity(cities, "Athens")?.country).toBe("GR");
		expect(findCity(cities, "London")?.country).toBe("GB");
	});

	it.each(["the harbour", "Station 4", "", "14 Harbour Row"])("is not guessed from %j", (text) => {
		expect(findCity(cities, text)).toBeNull();
	});

	it("is on the list under every name that the table of other names points to", () => {
		for (const other of listedName.keys()) expect([other, findCity(cities, other)?.name]).not.toEqual([other, undefined]);
		expect(listedName.size).toBeGreaterThan(150);
	});
});
