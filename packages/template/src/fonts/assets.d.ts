declare module "*.woff2" {
	/** The address at which the bundler serves the file. */
	const url: string;
	export default url;
}
