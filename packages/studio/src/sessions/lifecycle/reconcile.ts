import { StoryDreamError } from "@storydream/protocol";
import type { SandboxStatus } from "../../drivers/driver.ts";
import type { SessionRecord } from "../../records/records.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import { createSandboxClient } from "../sandbox/client.ts";
import { LIVE_STATES } from "./session-record.ts";
import type { ProjectSession } from "./session-types.ts";
import type { WarmPool } from "./warm-pool.ts";

/** Brings what runs and what is recorded together: at the studio's start, and now and then. */
export interface Reconciler {
	/** Adopts what runs, ends what nobody owns. What is unknown is left alone, and looked at again. */
	reconcile(): Promise<void>;
}

const STUDIO_RESTARTED = "The studio was stopped in the middle of this turn, and its sandbox is gone.";

export function createReconciler(
	options: SessionsOptions & {
		deadlines: Deadlines;
		ownerId: string;
		pool: WarmPool;
		/** The session of a project, made if there is none. */
		sessionOf: (projectId: string) => ProjectSession;
		/** Whether a project's session is here, or on its way: it takes care of its own record. */
		isHere: (projectId: string) => boolean;
		/** Sandboxes that belong to something in this studio's memory: no business of the reconciler's. */
		owned: () => Set<string>;
		adopted: (projectId: string) => void;
	},
): Reconciler {
	const { records, driver, logger, pool, ownerId } = options;

	/** Makes a session of a studio that is gone this one's own; null when another was faster, or it has changed. */
	function claim(record: SessionRecord): Promise<SessionRecord | null> | SessionRecord {
		if (record.ownerId === ownerId) return record;
		const expected = { incarnation: record.incarnation, state: LIVE_STATES, ownerId: record.ownerId };
		return records.sessions.update(record.id, expected, { ownerId });
	}

	/** Ends a sandbox nobody needs, and forgets its record. */
	async function discard(record: SessionRecord, why: string): Promise<void> {
		logger.info({ sandbox: record.sandboxName, session: record.id, why }, "a session of an earlier studio is removed");
		await records.sessions.update(record.id, { incarnation: record.incarnation, state: LIVE_STATES }, { state: "ending" });
		await driver.end(record.sandboxName);
		await records.sessions.remove(record.id);
	}

	/** Whether the agent host that answers is the one of the record, with the record's project in it. */
	async function isItself(record: SessionRecord, agentUrl: string): Promise<"yes" | "no" | "silent"> {
		const client = createSandboxClient({ url: agentUrl, token: record.sandboxToken });
		try {
			const health = await client.health(5_000);
			return health.incarnation === record.incarnation && health.projectId === record.projectId ? "yes" : "no";
		} catch (error) {
			logger.warn({ err: error, sandbox: record.sandboxName }, "a sandbox of an earlier studio does not answer yet");
			return "silent";
		} finally {
			client.close();
		}
	}

	async function adoptProject(record: SessionRecord, projectId: string, status: SandboxStatus): Promise<void> {
		const session = options.sessionOf(projectId);
		const lost = new StoryDreamError("sandbox_failed", STUDIO_RESTARTED, {
			hint: "Send the message again: the project opens anew with the last version.",
		});
		if (status.state === "unknown") return;
		// It was there already, so what answers "starting" only does not reach it yet: looked at again.
		if (status.state === "starting" && (record.state === "ready" || record.state === "ending")) return;
		if (status.state !== "running") {
			await session.runs.interrupted(lost);
			await discard(record, `its sandbox is ${status.state}`);
			return;
		}
		if (record.state !== "ready" && record.state !== "ending") {
			// A start that was cut off has nothing in it yet; the next need begins anew.
			await session.runs.interrupted(lost);
			await discard(record, `its start was cut off in the state ${record.state}`);
			return;
		}
		const itself = await isItself(record, status.endpoint.agentUrl);
		// Silent while it runs: its event stream will tell, with more patience than this.
		if (itself === "no") {
			await session.runs.interrupted(lost);
			await discard(record, "another sandbox answers at its address");
			return;
		}
		logger.info({ sandbox: record.sandboxName, session: record.id, projectId }, "a running sandbox was adopted");
		options.adopted(projectId);
		session.adopt(record, status.endpoint, record.state === "ready" ? "ready" : "saving");
	}

	async function adopt(found: SessionRecord): Promise<void> {
		if (found.projectId !== null && options.isHere(found.projectId)) return;
		const record = await claim(found);
		if (record === null || (record.projectId !== null && options.isHere(record.projectId))) return;
		const status = await driver.inspect(record.sandboxName);
		if (status.state === "unknown")
			logger.warn({ sandbox: record.sandboxName }, "whether a sandbox runs is unknown: it is left alone");
		if (record.projectId !== null) return adoptProject(record, record.projectId, status);
		if (status.state === "unknown") return;
		if (status.state === "running" && record.state === "ready" && (await pool.adopt(record, status.endpoint))) return;
		await discard(record, "a spare that can't be used");
	}

	async function attempt(what: object, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			logger.error(
				{ err: error, ...what },
				"a sandbox of an earlier studio could not be taken up or removed; trying again later",
			);
		}
	}

	return {
		async reconcile() {
			// In this order: what is listed now had its intent written before, so what has no record belongs to nobody.
			const names = await driver.list();
			const owned = options.owned();
			const live = await records.sessions.listLive();
			// After the sessions: whoever owns one of them was among the studios before it.
			const present = (await options.peers?.present()) ?? new Set();
			const foreign = live.filter(
				(record) =>
					record.driver === driver.kind &&
					!owned.has(record.sandboxName) &&
					(record.ownerId === ownerId || !present.has(record.ownerId)),
			);
			await Promise.all(foreign.map((record) => attempt({ sandbox: record.sandboxName }, () => adopt(record))));
			if (names === null) {
				logger.warn({}, "the driver can't say what runs: nothing is swept");
				return;
			}
			const known = new Set(live.map((record) => record.sandboxName));
			for (const name of names) {
				if (known.has(name) || owned.has(name) || options.owned().has(name)) continue;
				logger.warn({ sandbox: name }, "a sandbox that nobody owns is ended");
				await attempt({ sandbox: name }, () => driver.end(name));
			}
		},
	};
}
