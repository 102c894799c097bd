/**
 * How often a test of something random is repeated: a few times in `npm test` and in CI, so that each run is short and
 * others of its cases have their turn in the next; `promised` times with TEST_ROUNDS=all, as in `npm run test:long`. A number
 * in TEST_ROUNDS is the number of rounds of every such test, for runs by hand; its deadline must grow with it, see
 * `roundsDeadline`.
 */
export function rounds(promised: number, few: number): number {
	const { TEST_ROUNDS } = process.env;
	const wanted = Number(TEST_ROUNDS);
	if (Number.isInteger(wanted) && wanted > 0) return wanted;
	return TEST_ROUNDS === "all" ? promised : few;
}

/**
 * The deadline of a test with rounds, in ms.
 * @param usualMs enough for `promised` rounds
 * @param count rounds of this run
 */
export function roundsDeadline(usualMs: number, promised: number, count: number): number {
	return Math.ceil(usualMs * Math.max(1, count / promised));
}
