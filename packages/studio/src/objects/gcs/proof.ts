import { GcsBucket } from "./bucket.ts";
import { statusOf } from "./errors.ts";
import { type GcsObjectsOptions, openGcsObjects } from "./objects.ts";
import { GCS_TIMING, RequestRunner } from "./requests.ts";

/** Whether addresses can be signed that let a browser read an object from the bucket itself for a while. */
export type Signing = { works: true } | { works: false; why: string; next: string };

const TEXT = Buffer.from("check");
const SIGNED_FOR_SECONDS = 60;
const READ_MS = 15_000;

/**
 * Shows that a bucket can be listed, written, read and tidied, and whether addresses can be signed that really open. Throws
 * `storage_failed` with what to do when the bucket can't be used.
 */
export async function proveGcsObjects(options: GcsObjectsOptions): Promise<Signing> {
	const objects = await openGcsObjects(options);
	await objects.check();
	const path = `checks/${crypto.randomUUID()}`;
	await objects.put(path, TEXT);
	try {
		return await proveSigning(options, path);
	} finally {
		await objects.remove(path);
	}
}

async function proveSigning(options: GcsObjectsOptions, path: string): Promise<Signing> {
	const bucket = new GcsBucket(
		options,
		new RequestRunner({ ...GCS_TIMING, ...options.timing }, { info: () => {}, warn: () => {} }, 1),
	);
	let url: string;
	try {
		url = await bucket.sign(path, { seconds: SIGNED_FOR_SECONDS });
	} catch (error) {
		return { works: false, ...whyNotSigned(error) };
	}
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(READ_MS) });
		const text = Buffer.from(await answer.arrayBuffer());
		if (answer.ok && text.equals(TEXT)) return { works: true };
		return {
			works: false,
			why: `a signed address was answered with HTTP ${answer.status}`,
			next: `Give the account that signs the role "Storage Object Viewer" on ${options.bucket}, and see that this machine's clock is right.`,
		};
	} catch (error) {
		return {
			works: false,
			why: `a signed address could not be read (${error instanceof Error ? error.message : "no answer"})`,
			next: "See that this machine reaches storage.googleapis.com.",
		};
	}
}

function whyNotSigned(error: unknown): { why: string; next: string } {
	const message = error instanceof Error ? error.message : "";
	if (/has not been used|SERVICE_DISABLED|is disabled/i.test(message)) {
		return {
			why: "the service that signs is not enabled in the project",
			next: "Enable it: gcloud services enable iamcredentials.googleapis.com",
		};
	}
	if (statusOf(error) === 403 || /permission|signBlob/i.test(message)) {
		return {
			why: "the account may not sign",
			next: 'Give the account the role "Service Account Token Creator" (roles/iam.serviceAccountTokenCreator) on itself; deploy/gcp does that.',
		};
	}
	if (/default credentials|does not exist/i.test(message)) {
		return { why: "there are no Google credentials to sign with", next: "See Google credentials." };
	}
	if (/client_email|sign data/i.test(message)) {
		return {
			why: "who is signed in is a person, and only a service account can sign",
			next: "Run the studio as a service account: gcloud auth application-default login --impersonate-service-account=ACCOUNT",
		};
	}
	return { why: message.split("\n")[0] || "it failed", next: "Run the studio as a service account; see deploy/gcp." };
}
