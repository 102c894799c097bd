import type { SandboxEndpoint } from "../../drivers/driver.ts";
import type { SessionRecord } from "../../records/records.ts";
import type { Deadlines, SessionLimits, SessionsOptions } from "../ports.ts";
import { createSandboxClient } from "../sandbox/client.ts";
import { bringUp, isOfThisRelease, type Live, updateOrThrow, waitForPreview } from "./bring-up.ts";
import { isAnothers } from "./remove-sandbox.ts";
import { intendSession, LIVE_STATES } from "./session-record.ts";

interface Spare {
	record: SessionRecord;
	live: Live;
}

/** Sandboxes that wait, with their preview running on the template, for whoever comes next. */
export interface WarmPool {
	readonly size: number;
	/** Gives a spare to a project: nobody else can get it. Null when there is none that lives. */
	take(projectId: string): Promise<{ record: SessionRecord; endpoint: SandboxEndpoint } | null>;
	/** Asks for the pool to be filled once all is quiet. */
	refill(): void;
	/** Takes in a spare that was another studio's and is this one's now; false when it is not usable. */
	adopt(record: SessionRecord, endpoint: SandboxEndpoint): Promise<boolean>;
	/** Throws out spares that have died. Also tells those that live that there is a studio. */
	prune(): Promise<void>;
	/** Records of the sandboxes that wait. */
	records(): SessionRecord[];
	/** Names of the sandboxes that belong to the pool, those being started included. */
	names(): string[];
	/** Lets the spares live on for the next studio, unless `endAll`. */
	close(options: { endAll: boolean }): Promise<void>;
}

export function createWarmPool(
	options: SessionsOptions & {
		deadlines: Deadlines;
		limits: SessionLimits;
		ownerId: string;
		/** Sessions that are being started: the pool waits for them. */
		starting: () => number;
	},
): WarmPool {
	const { records, driver, limits, deadlines, logger } = options;
	const spares: Spare[] = [];
	const pending = new Map<string, AbortController>();
	let timer: NodeJS.Timeout | undefined;
	let filling: Promise<void> = Promise.resolve();
	let closed = false;
	let failures = 0;

	async function discard(record: SessionRecord): Promise<void> {
		try {
			const named = { incarnation: record.incarnation, state: LIVE_STATES };
			const ending = await records.sessions.update(record.id, named, { state: "ending" });
			if (ending === null && (await isAnothers(record, records))) return;
			await driver.end(record.sandboxName);
			await records.sessions.remove(record.id);
		} catch (error) {
			// Its record stays: the next look at what runs and what is recorded ends it.
			logger.error({ err: error, sandbox: record.sandboxName }, "a spare could not be removed");
		}
	}

	async function startOne(): Promise<void> {
		const record = intendSession(null, options);
		const abort = new AbortController();
		pending.set(record.sandboxName, abort);
		try {
			await records.sessions.create(record);
			const live = await bringUp(record, abort.signal, options);
			await waitForPreview(live, deadlines);
			await updateOrThrow(options, record, { state: "ready" });
			spares.push({ record, live });
			failures = 0;
			logger.info({ sandbox: record.sandboxName }, "a warm sandbox waits");
		} catch (error) {
			if (closed && !abort.signal.aborted) throw error;
			failures += 1;
			logger.warn({ err: error, sandbox: record.sandboxName, failures }, "a warm sandbox could not be started");
			await discard(record);
		} finally {
			pending.delete(record.sandboxName);
		}
	}

	async function fill(): Promise<void> {
		while (!closed && spares.length + pending.size < limits.warmPool) {
			if (options.starting() > 0) return refill();
			const before = failures;
			await startOne();
			// What fails again and again costs the machine and helps nobody: ever longer pauses, up to five minutes.
			if (failures > before) return refill(Math.min(deadlines.warmDelayMs * 2 ** failures, 300_000));
		}
	}

	function refill(ms = deadlines.warmDelayMs): void {
		if (closed || limits.warmPool === 0) return;
		clearTimeout(timer);
		timer = setTimeout(() => {
			filling = filling.then(fill).catch((error: unknown) => logger.error({ err: error }, "the warm pool could not be filled"));
		}, ms);
		timer.unref();
	}

	/** Whether a spare answers, empty and with its preview running. */
	async function isUsable(live: Live, record: SessionRecord): Promise<boolean> {
		try {
			const health = await live.client.health(2_000);
			const { incarnation, state, previewReady } = health;
			return incarnation === record.incarnation && state === "empty" && previewReady && isOfThisRelease(health);
		} catch (error) {
			logger.debug({ err: error, sandbox: record.sandboxName }, "a spare does not answer");
			return false;
		}
	}

	/** Whether the place where it runs lets us have it, too. What is unknown is for the records to decide: they did. */
	async function isMarked(record: SessionRecord, projectId: string): Promise<boolean> {
		try {
			if ((await driver.claim?.(record.sandboxName, projectId)) !== false) return true;
		} catch (error) {
			logger.warn(
				{ err: error, sandbox: record.sandboxName },
				"a spare could not be marked as claimed, and is used all the same",
			);
			return true;
		}
		logger.warn({ sandbox: record.sandboxName }, "a spare is somebody else's");
		await records.sessions.remove(record.id);
		return false;
	}

	return {
		get size() {
			return spares.length;
		},
		async take(projectId) {
			for (let spare = spares.shift(); spare; spare = spares.shift()) {
				const usable = await isUsable(spare.live, spare.record);
				spare.live.client.close();
				if (!usable) {
					await discard(spare.record);
					continue;
				}
				const record = await records.sessions.claim(spare.record.id, projectId);
				if (record && (await isMarked(record, projectId))) return { record, endpoint: spare.live.endpoint };
			}
			return null;
		},
		refill: () => refill(),
		async adopt(record, endpoint) {
			const client = createSandboxClient({ url: endpoint.agentUrl, token: record.sandboxToken });
			const live: Live = { record, endpoint, client, signal: new AbortController().signal };
			if (spares.length >= limits.warmPool || !(await isUsable(live, record))) return false;
			spares.push({ record, live });
			logger.info({ sandbox: record.sandboxName }, "a warm sandbox was adopted");
			return true;
		},
		async prune() {
			for (const spare of [...spares]) {
				if (await isUsable(spare.live, spare.record)) continue;
				const place = spares.indexOf(spare);
				if (place < 0) continue;
				const status = await driver.inspect(spare.record.sandboxName);
				if (status.state === "unknown") continue;
				spares.splice(place, 1);
				await discard(spare.record);
			}
			refill();
		},
		records: () => spares.map((spare) => spare.record),
		names: () => [...spares.map((spare) => spare.record.sandboxName), ...pending.keys()],
		async close({ endAll }) {
			closed = true;
			clearTimeout(timer);
			if (endAll) {
				for (const abort of pending.values()) abort.abort(new Error("the studio is closing"));
			}
			await filling;
			for (const { live } of spares) live.client.close();
			if (endAll) await Promise.all(spares.splice(0).map(({ record }) => discard(record)));
		},
	};
}
