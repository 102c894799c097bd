import { StoryDreamError } from "@storydream/protocol";

/** The numbers of gRPC's answers that we tell apart. */
export const STATUS = {
	cancelled: 1,
	unknown: 2,
	invalidArgument: 3,
	deadlineExceeded: 4,
	notFound: 5,
	alreadyExists: 6,
	permissionDenied: 7,
	resourceExhausted: 8,
	failedPrecondition: 9,
	aborted: 10,
	internal: 13,
	unavailable: 14,
	unauthenticated: 16,
} as const;

/** What a failed request means for the one who made it. */
export type Failure =
	/** Somebody changed one of the documents since it was read: read again, decide again. */
	| "contended"
	/** It may work in a moment; whether a write was done is not known. */
	| "unavailable"
	/** Asking again gives the same answer. */
	| "final";

const CONTENDED: ReadonlySet<number> = new Set([
	STATUS.aborted,
	STATUS.failedPrecondition,
	STATUS.alreadyExists,
	STATUS.notFound,
]);
const UNAVAILABLE: ReadonlySet<number> = new Set([
	STATUS.unavailable,
	STATUS.deadlineExceeded,
	STATUS.resourceExhausted,
	STATUS.internal,
	STATUS.cancelled,
	STATUS.unknown,
]);

/** A system's words for a network that may be there in a moment. */
const NETWORK: ReadonlySet<string> = new Set([
	"ECONNREFUSED",
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"ENOTFOUND",
	"EAI_AGAIN",
	"ENETUNREACH",
	"EHOSTUNREACH",
]);

/** Credentials were looked for and not found, or not understood. */
export class CredentialsFailure extends Error {
	readonly code: number | string | null;
	constructor(cause: unknown) {
		super("no credentials", { cause });
		this.code = statusOf(cause);
	}
}

export function statusOf(error: unknown): number | string | null {
	const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
	return typeof code === "number" || typeof code === "string" ? code : null;
}

export function classify(error: unknown, doing: "read" | "commit"): Failure {
	const status = statusOf(error);
	if (status === STATUS.aborted) return "contended";
	if (doing === "commit" && typeof status === "number" && CONTENDED.has(status)) return "contended";
	if (typeof status === "number") return UNAVAILABLE.has(status) ? "unavailable" : "final";
	return typeof status === "string" && NETWORK.has(status) ? "unavailable" : "final";
}

export interface Place {
	projectId: string;
	database: string;
	/** null: Google's own service. */
	emulatorHost: string | null;
}

/** The plain sentence for a database that did not do what was asked, with the one next step. */
export function tell(error: unknown, failure: Failure, place: Place, waitedMs: number): StoryDreamError {
	const where = `The Firestore database "${place.database}"`;
	const said = (message: string, hint?: string) =>
		new StoryDreamError("storage_failed", message, { ...(hint === undefined ? {} : { hint }), cause: error });
	const seconds = Math.max(1, Math.round(waitedMs / 1000));
	const status = statusOf(error);
	if (failure === "contended") {
		return said(`${where} was busy: others kept changing the same record for ${seconds} s.`, "Wait a moment and try again.");
	}
	if (status === STATUS.resourceExhausted) {
		return said(
			`${where} refuses more requests: a quota is used up.`,
			"Look at the quotas of Firestore in the Google Cloud console, then try again.",
		);
	}
	if (failure === "unavailable") {
		return said(
			`${where} did not answer for ${seconds} s.`,
			place.emulatorHost === null
				? "Check the network and https://status.cloud.google.com, then try again."
				: `Start the emulator that FIRESTORE_EMULATOR_HOST names (${place.emulatorHost}), then try again.`,
		);
	}
	if (status === STATUS.permissionDenied) {
		return said(
			`${where} of the project "${place.projectId}" refuses this studio's account.`,
			"Give the account the role roles/datastore.user, and check GCP_PROJECT_ID and FIRESTORE_DATABASE.",
		);
	}
	if (status === STATUS.unauthenticated || error instanceof CredentialsFailure) {
		return said(
			"The Google credentials for Firestore are not there, or are not good.",
			"On your own machine run `gcloud auth application-default login`; on Google Cloud give the studio a service account.",
		);
	}
	if (status === STATUS.notFound) {
		return said(
			`${where} is not there in the project "${place.projectId}".`,
			`Make it: gcloud firestore databases create --database=${place.database} --location=eur3 --project=${place.projectId}`,
		);
	}
	if (status === STATUS.failedPrecondition) {
		return said(
			`${where} has not got an index that a list needs.`,
			"Apply deploy/gcp/firestore.indexes.json (see deploy/gcp), and wait until the indexes are built.",
		);
	}
	return said(`${where} did not do what was asked.`);
}
