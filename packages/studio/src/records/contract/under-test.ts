import type { Records } from "../records.ts";

/** How an implementation is opened for one case: empty, and ended by `close` with everything it made. */
export interface RecordsUnderTest {
	records: Records;
	/** The same store as another process sees it; `records` itself where there is no such thing. */
	reopen: () => Promise<Records>;
	close: () => Promise<void>;
}
