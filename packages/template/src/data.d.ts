/** Data of npm packages: said here, or the compiler would work out the type of every number in them. */
declare module "world-atlas/countries-50m.json" {
	const topology: import("topojson-specification").Topology;
	export default topology;
}
declare module "@iconify-json/lucide/icons.json" {
	const set: {
		/** SVG elements of each icon, in a box of 24 by 24. */
		icons: Record<string, { body: string }>;
		/** Former names. */
		aliases: Record<string, { parent: string }>;
	};
	export default set;
}
