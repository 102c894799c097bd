/** For the built environment of a program that a test starts: where Node keeps what it compiles, if `npm test` said so. */
export function compiled(): { NODE_COMPILE_CACHE?: string } {
	const { NODE_COMPILE_CACHE } = process.env;
	return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
}
