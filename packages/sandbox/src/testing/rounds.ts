/**
 * How often a test of something random is repeated: as often as promised in CI, or where TEST_ROUNDS is `all`; a few times
 * where a person waits for `npm test`. A number in TEST_ROUNDS is the number of rounds of every such test, for long runs by
 * hand; its deadline must grow with it, see `roundsDeadline`.
 */
export function rounds(promised: number, few: number): number {
	const wanted = Number(process.env.TEST_ROUNDS);
	if (Number.isInteger(wanted) && wanted > 0) return wanted;
	return process.env.CI || process.env.TEST_ROUNDS === "all" ? promised : few;
}

/**
 * The deadline of a test with rounds, in ms.
 * @param usualMs enough for `promised` rounds
 * @param count rounds of this run
 */
export function roundsDeadline(usualMs: number, promised: number, count: number): number {
	return Math.ceil(usualMs * Math.max(1, count / promised));
}
