import { withDeadline } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";

/** A machine without credentials is first searched for one of Google's own around it. */
const DEADLINE_MS = 20_000;

/**
 * Who the studio is for Google Cloud: shows that there are application default credentials, and that Google takes them.
 * Answers the account's address, or what kind of credentials they are. Throws `storage_failed` with what to do.
 */
export async function findGoogleAccount(): Promise<string> {
	// Large, and only wanted where it is requested.
	const { Storage } = await import("@google-cloud/storage");
	const { authClient } = new Storage();
	const late = () => new Error(`no answer in ${DEADLINE_MS / 1000} s`);
	try {
		const found = (async () => {
			await authClient.getAccessToken();
			return (await authClient.getCredentials()).client_email ?? "a person's own credentials";
		})();
		return await withDeadline(found, DEADLINE_MS, late);
	} catch (error) {
		throw refused(error);
	}
}

function refused(error: unknown): StoryDreamError {
	const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
	const file = process.env.GOOGLE_APPLICATION_CREDENTIALS;
	if (file && /does not exist|not a file|JSON|Unexpected/i.test(message)) {
		return new StoryDreamError("storage_failed", `${file}, which GOOGLE_APPLICATION_CREDENTIALS names, holds no credentials.`, {
			hint: "Name the file of a service account's key, or leave GOOGLE_APPLICATION_CREDENTIALS out.",
			cause: error,
		});
	}
	if (/invalid_grant|invalid_rapt|reauth/i.test(message)) {
		return new StoryDreamError("storage_failed", "Google no longer takes the credentials that are here.", {
			hint: "Sign in again: gcloud auth application-default login",
			cause: error,
		});
	}
	if (/default credentials/i.test(message)) {
		return new StoryDreamError("storage_failed", "There are no Google credentials on this machine.", {
			hint: "On your own machine run `gcloud auth application-default login`; on Google Cloud give the studio a service account.",
			cause: error,
		});
	}
	return new StoryDreamError("storage_failed", `Google's sign-in can't be reached: ${message}.`, {
		hint: "Check the network, then try again.",
		cause: error,
	});
}
