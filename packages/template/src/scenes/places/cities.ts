import { listedName } from "./exonyms";

/** Where a city is, in degrees: longitude first. */
export type Place = { name: string; country: string; at: [longitude: number, latitude: number] };

/** Without accents and signs, in lower case: how names are compared. */
const plain = (name: string): string =>
	name
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLowerCase()
		.replace(/ł/g, "l")
		.replace(/ø/g, "o")
		.replace(/ı/g, "i")
		.replace(/ß/g, "ss")
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();

/** The same decomposition for the names of the table as for those of the film. */
const listed: ReadonlyMap<string, string> = new Map([...listedName].map(([other, name]) => [plain(other), name]));

/** The lines of `public/maps/cities.tsv` by their plain name; of two with one name, the larger, which stands first. */
export const citiesFrom = (tsv: string): ReadonlyMap<string, Place> => {
	const cities = new Map<string, Place>();
	for (const line of tsv.split("\n")) {
		const [name, country, longitude, latitude] = line.split("\t");
		if (!name || !country) continue;
		const place: Place = { name, country, at: [Number(longitude), Number(latitude)] };
		for (const key of [plain(name), plain(name).replace(/ city$/, "")]) if (!cities.has(key)) cities.set(key, place);
	}
	return cities;
};

/** The city that a text names, also in another language or with its country behind a comma; null when it is not known. */
export const findCity = (cities: ReadonlyMap<string, Place>, text: string): Place | null => {
	for (const part of [text, text.split(/[,(/]/)[0] ?? ""]) {
		const name = plain(part);
		const other = listed.get(name);
		const found = cities.get(name) ?? (other === undefined ? undefined : cities.get(plain(other)));
		if (found) return found;
	}
	return null;
};
