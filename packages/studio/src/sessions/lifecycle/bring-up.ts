import { pause, unlessAborted } from "@storydream/kit";
import { PROTOCOL_VERSION, type SandboxHealth, StoryDreamError } from "@storydream/protocol";
import type { SandboxEndpoint } from "../../drivers/driver.ts";
import type { SessionRecord } from "../../records/records.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import { createSandboxClient, type SandboxClient } from "../sandbox/client.ts";
import { SandboxUnreachable } from "../sandbox/http.ts";
import { LIVE_STATES, specOf } from "./session-record.ts";

/** A sandbox that answers. */
export interface Live {
	record: SessionRecord;
	endpoint: SandboxEndpoint;
	client: SandboxClient;
	/** Aborted, with a typed error, when this sandbox is given up. */
	signal: AbortSignal;
}

/** Between two looks at something that comes up within a second. */
const LOOK_MS = 20;

/**
 * Starts the sandbox of an intent that is written, and waits until its agent host answers.
 *
 * @throws `sandbox_timeout` after `startMs`, `sandbox_failed` when it ends before or is of another release; what is left of it is the caller's to end
 */
export async function bringUp(
	record: SessionRecord,
	signal: AbortSignal,
	options: SessionsOptions & { deadlines: Deadlines },
): Promise<Live> {
	const { driver, records, deadlines, logger } = options;
	const named = { incarnation: record.incarnation, state: LIVE_STATES };
	await updateOrThrow(options, record, { state: "starting" });
	const late = () =>
		new StoryDreamError(
			"sandbox_timeout",
			`The sandbox did not answer within ${Math.round(deadlines.startMs / 1000)} seconds of its start.`,
		);
	const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlines.startMs)]);
	try {
		await unlessAborted(driver.start(specOf(record, options)), limit);
		const endpoint = await endpointOf(record, limit, options);
		const client = createSandboxClient({ url: endpoint.agentUrl, token: record.sandboxToken, signal });
		await waitForHealth(client, limit, (health) => {
			if (health.incarnation !== record.incarnation) {
				throw new StoryDreamError("sandbox_failed", "Another sandbox answers at this one's address.");
			}
			if (!isOfThisRelease(health)) throw ofAnotherRelease(health);
			return health.state !== "starting";
		});
		await records.sessions.update(record.id, named, { endpoint });
		return { record, endpoint, client, signal };
	} catch (error) {
		if (signal.aborted) throw signal.reason;
		const output = await driver.output(record.sandboxName).catch(() => "");
		logger.warn({ err: error, sandbox: record.sandboxName, output: output.slice(-2_000) }, "a sandbox did not come up");
		throw limit.aborted ? late() : error;
	}
}

/**
 * Whether a sandbox takes and says what this studio does. Asked of new ones: one that is at work is not given up for it,
 * since what it has not published yet would be lost.
 */
export function isOfThisRelease({ protocolVersion }: SandboxHealth): boolean {
	return protocolVersion === PROTOCOL_VERSION;
}

function ofAnotherRelease({ protocolVersion }: SandboxHealth): StoryDreamError {
	return new StoryDreamError(
		"sandbox_failed",
		`The sandbox is of another release than the studio: it speaks version ${protocolVersion} of their protocol, the studio version ${PROTOCOL_VERSION}.`,
		{
			hint: "Have both of one release: build or pull the sandbox image anew, and see that SANDBOX_IMAGE or the pool's template names it.",
		},
	);
}

/** Where a sandbox that has been started listens; waits until the driver knows. */
async function endpointOf(record: SessionRecord, signal: AbortSignal, options: SessionsOptions): Promise<SandboxEndpoint> {
	for (;;) {
		const status = await unlessAborted(options.driver.inspect(record.sandboxName), signal);
		if (status.state === "running") return status.endpoint;
		if (status.state === "exited" || status.state === "gone") {
			const reason = status.state === "exited" ? status.reason : "it is not there any more";
			throw new StoryDreamError("sandbox_failed", `The sandbox ended before it was ready: ${reason}.`, {
				hint: "Try again; run `npx storydream doctor` if it happens twice.",
			});
		}
		await pause(LOOK_MS, signal);
	}
}

/** Waits until the preview can be served. @throws `sandbox_timeout` after `previewMs` */
export async function waitForPreview(live: Pick<Live, "client" | "signal">, deadlines: Deadlines): Promise<SandboxHealth> {
	const limit = AbortSignal.any([live.signal, AbortSignal.timeout(deadlines.previewMs)]);
	try {
		return await waitForHealth(live.client, limit, (health) => health.previewReady);
	} catch (error) {
		if (live.signal.aborted) throw live.signal.reason;
		if (!limit.aborted) throw error;
		throw new StoryDreamError(
			"sandbox_timeout",
			`The preview was not there within ${Math.round(deadlines.previewMs / 1000)} seconds.`,
		);
	}
}

/** Asks until `enough`; a host that does not answer yet is asked again. */
async function waitForHealth(
	client: SandboxClient,
	signal: AbortSignal,
	enough: (health: SandboxHealth) => boolean,
): Promise<SandboxHealth> {
	for (;;) {
		try {
			const health = await client.health();
			if (enough(health)) return health;
		} catch (error) {
			if (!(error instanceof SandboxUnreachable)) throw error;
		}
		await pause(LOOK_MS, signal);
	}
}

/** Writes down how far a session has come. Throws when its record is not this incarnation's any more. */
export async function updateOrThrow(
	options: Pick<SessionsOptions, "records">,
	record: SessionRecord,
	change: Partial<Omit<SessionRecord, "id">>,
): Promise<SessionRecord> {
	const updated = await options.records.sessions.update(
		record.id,
		{ incarnation: record.incarnation, state: LIVE_STATES },
		change,
	);
	if (updated === null) throw new StoryDreamError("sandbox_failed", "The session was taken over by another start.");
	return updated;
}
