import type { Driver } from "../drivers/driver.ts";
import type { Records } from "../records/records.ts";
import { type PreviewTarget, previewTargetOf } from "../sessions/index.ts";

/** What is found out is good for so long: an ended session's key opens doors here for as long, at most. */
const GOOD_MS = 3_000;
/** Keys that nobody has are forgotten sooner: they may be about to be made. */
const NOBODYS_MS = 1_000;
const REMEMBERED = 2_000;
/** Whoever tries keys at random must not keep the database busy: more questions at a time are answered with "unknown". */
const AT_ONCE = 50;

/** Answers of one kind, remembered for a moment; the same question at the same time is asked once. */
function remembering<T>(ask: (key: string) => Promise<T | null>): (key: string) => Promise<T | null> {
	const known = new Map<string, { until: number; answer: Promise<T | null> }>();
	let asking = 0;
	return (key) => {
		const now = performance.now();
		const before = known.get(key);
		if (before && before.until > now) return before.answer;
		if (asking >= AT_ONCE) return Promise.resolve(null);
		asking += 1;
		const entry = { until: now + GOOD_MS, answer: ask(key) };
		entry.answer
			.then(
				(answer) => {
					if (answer === null) entry.until = performance.now() + NOBODYS_MS;
				},
				() => {
					// The caller is notified; the next one asks anew.
					if (known.get(key) === entry) known.delete(key);
				},
			)
			.finally(() => {
				asking -= 1;
			});
		known.delete(key);
		known.set(key, entry);
		for (const oldest of known.keys()) {
			if (known.size <= REMEMBERED) break;
			known.delete(oldest);
		}
		return entry.answer;
	};
}

/** What a key or token opens whose session another studio has: settled from the records, and by the driver where it runs. */
export function createLookups(deps: { records: Pick<Records, "sessions">; driver: Pick<Driver, "kind" | "inspect"> }) {
	const { records, driver } = deps;
	return {
		/** Null when no session that is ready has this key. */
		preview: remembering<PreviewTarget>(async (key) => {
			const record = await records.sessions.findByPreviewKey(key);
			if (record === null || record.state !== "ready" || record.projectId === null || record.driver !== driver.kind) return null;
			const status = await driver.inspect(record.sandboxName);
			if (status.state !== "running") return null;
			return previewTargetOf(record, status.endpoint.previewUrl);
		}),
		/** Null when no session that has not ended has this token. */
		gateway: remembering<{ sessionId: string; projectId: string }>(async (token) => {
			const record = await records.sessions.findByGatewayToken(token);
			return record === null || record.projectId === null ? null : { sessionId: record.id, projectId: record.projectId };
		}),
	};
}
