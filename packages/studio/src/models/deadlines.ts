/** Milliseconds. The sum of what a hung provider can cost stays under a minute. */
export interface GatewayDeadlines {
	/** A request's body must have arrived. */
	bodyMs: number;
	/** A streamed answer must have begun. */
	headersMs: number;
	/** Longest silence within a streamed answer. */
	idleMs: number;
	/** An answer that is not streamed must be there: it comes all at once, after all its thinking. */
	wholeAnswerMs: number;
	/** Longest time a request may take from its first byte to the last of its answer, whatever trickles. */
	callMs: number;
	/** Longest wait for room for a large body. */
	roomMs: number;
}
export const DEFAULT_DEADLINES: GatewayDeadlines = {
	bodyMs: 30_000,
	headersMs: 45_000,
	idleMs: 45_000,
	wholeAnswerMs: 240_000,
	callMs: 20 * 60_000,
	roomMs: 60_000,
};
