/**
 * How often a test of something random is repeated: as often as promised in CI, or where TEST_ROUNDS is `all`; a few times
 * where a person waits for `npm test`.
 */
export function rounds(promised: number, few: number): number {
	return process.env.CI || process.env.TEST_ROUNDS === "all" ? promised : few;
}
