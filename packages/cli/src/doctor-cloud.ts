import { type StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import { findGoogleAccount, proveObjects, type StoresConfig } from "@storydream/studio";
import type { Finding } from "./doctor-finding.ts";

/** Looks at what is kept in Google Cloud, where it is: who signs in, the bucket, and signing. The database is among the records. */
export function examineCloud(config: StoresConfig): Promise<Finding>[] {
	const objects = provedObjects(config);
	const found = [checkObjects(config, objects)];
	if (config.objects === "gcs") found.push(checkSigning(objects));
	if (signsIn(config)) found.unshift(checkAccount());
	return found;
}

type Proved = Awaited<ReturnType<typeof proveObjects>> | { error: StoryDreamError };

function provedObjects(config: StoresConfig): Promise<Proved> {
	return proveObjects(config).catch((thrown: unknown) => ({ error: toStoryDreamError(thrown) }));
}

/** Emulators and a test's server ask nobody who they are. */
function signsIn({ records, objects, google }: StoresConfig): boolean {
	const database = records === "firestore" && google.firestoreEmulatorHost === null;
	const bucket = objects === "gcs" && !google.storageApiEndpoint?.startsWith("http:");
	return database || bucket;
}

async function checkAccount(): Promise<Finding> {
	const what = "Google credentials";
	try {
		return { what, state: "ok", detail: await findGoogleAccount() };
	} catch (thrown) {
		const error = toStoryDreamError(thrown);
		return { what, state: "missing", detail: error.message, next: error.hint };
	}
}

async function checkObjects(config: StoresConfig, proved: Promise<Proved>): Promise<Finding> {
	const what = "Objects";
	const { storageBucket, storageApiEndpoint } = config.google;
	const where = storageApiEndpoint === null ? "" : `, at ${storageApiEndpoint}`;
	const place = config.objects === "disk" ? "disk, in the data folder" : `Cloud Storage, bucket "${storageBucket}"${where}`;
	const startedAt = performance.now();
	const answer = await proved;
	if (answer !== null && "error" in answer) {
		return { what, state: "missing", detail: `${place}: ${answer.error.message}`, next: answer.error.hint };
	}
	if (answer === null) return { what, state: "ok", detail: place };
	return { what, state: "ok", detail: `${place}: written, read and listed in ${Math.round(performance.now() - startedAt)} ms` };
}

async function checkSigning(proved: Promise<Proved>): Promise<Finding> {
	const what = "Signed addresses";
	const answer = await proved;
	if (answer === null || "error" in answer) return { what, state: "limited", detail: "can't be tried without the bucket" };
	if (answer.works)
		return { what, state: "ok", detail: "they work; downloads pass through the studio all the same, in this release" };
	return {
		what,
		state: "limited",
		detail: `${answer.why}; nothing needs them: downloads pass through the studio`,
		next: answer.next,
	};
}
