import { useEffect, useLayoutEffect, useState } from "react";
import { cancelRender, getRemotionEnvironment, staticFile, useDelayRender } from "remotion";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { citiesFrom, type Place } from "./cities";

export type Countries = ReturnType<typeof countriesFrom>;
export type MapData = { countries: Countries; cities: ReadonlyMap<string, Place> };

/** A file of this project is there at once or not at all. */
const LONGEST_WAIT_MS = 20_000;

const countriesFrom = (topology: Topology) => feature(topology, topology.objects.countries as GeometryCollection).features;

const read = async (path: string): Promise<string> => {
	const answer = await fetch(staticFile(path), { signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
	if (!answer.ok) throw new Error(`The map data public/${path} could not be read. Is the file there?`);
	return answer.text();
};

const load = async (): Promise<MapData> => {
	const [countries, cities] = await Promise.all([read("maps/countries.json"), read("maps/cities.tsv")]);
	return { countries: countriesFrom(JSON.parse(countries) as Topology), cities: citiesFrom(cities) };
};

let loading: Promise<MapData> | null = null;

/** Read once for the whole film. A file that was missing is looked for again. */
const mapData = (): Promise<MapData> => {
	if (loading) return loading;
	const started = load();
	loading = started;
	started.catch(() => {
		loading = null;
	});
	return started;
};

/** Outlines and cities, null while they are being read. A render waits for them, and fails with the file's name. */
export const useMapData = (): MapData | null => {
	const { delayRender, continueRender } = useDelayRender();
	const [handle] = useState(() => delayRender("Reading the map data"));
	const [data, setData] = useState<MapData | null>(null);
	const [failure, setFailure] = useState<Error | null>(null);
	useEffect(() => {
		let current = true;
		mapData().then(
			(read) => current && setData(read),
			(error: unknown) => {
				const failed = error instanceof Error ? error : new Error(String(error));
				if (getRemotionEnvironment().isRendering) cancelRender(failed);
				if (current) setFailure(failed);
			},
		);
		return () => {
			current = false;
			// A scene that is gone keeps no frame waiting.
			continueRender(handle);
		};
	}, [handle, continueRender]);
	useLayoutEffect(() => {
		if (data) continueRender(handle);
	}, [data, handle, continueRender]);
	if (failure) throw failure;
	return data;
};
