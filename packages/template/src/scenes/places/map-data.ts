import { staticFile } from "remotion";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { lazyData, useLazyData } from "../../design/lazy-data";
import { citiesFrom, type Place } from "./cities";

export type Countries = ReturnType<typeof countriesFrom>;
export type MapData = { countries: Countries; cities: ReadonlyMap<string, Place> };

/** A file of this project is there at once or not at all. */
const LONGEST_WAIT_MS = 20_000;
/** On no route, and its outline is a tenth of all. */
const LEFT_OUT = "Antarctica";

const countriesFrom = (topology: Topology) =>
	feature(topology, topology.objects.countries as GeometryCollection<{ name: string }>).features.filter(
		(country) => country.properties?.name !== LEFT_OUT,
	);

const readCities = async (): Promise<string> => {
	const answer = await fetch(staticFile("maps/cities.tsv"), { signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
	if (!answer.ok) throw new Error("The list of cities public/maps/cities.tsv could not be read. Is the file there?");
	return answer.text();
};

/** Outlines of Natural Earth from the package world-atlas: the bundler puts them into a file of their own. */
const data = lazyData("Reading the map data", async (): Promise<MapData> => {
	const [atlas, cities] = await Promise.all([import("world-atlas/countries-50m.json"), readCities()]);
	return { countries: countriesFrom(atlas.default), cities: citiesFrom(cities) };
});

/** Outlines and cities, null while they are being read. A render waits for them, and fails with the file's name. */
export const useMapData = (): MapData | null => useLazyData(data);
