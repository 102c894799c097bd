import { readPlaces } from "./config.ts";
import { EXIT_EGRESS } from "./egress.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { NotClosed, proveClosed, wordsOf } from "./prove-closed.ts";

/*
 * What goes before a sandbox where something else can run before it, in the same network (an init container of a pod):
 * tries the door, and puts the template into the sandbox's folder meanwhile. It holds no token. Ends with 0 when the
 * sandbox may be started.
 */

/** What closes a pod's network may come a moment after the pod. */
const DEADLINE_MS = 6_000;

/** @param tried the ways out, begun to be tried already */
export async function prepare(tried: Promise<string[]> | null): Promise<void> {
	try {
		const places = readPlaces(process.env);
		const proving = proveClosed(places, { tried, deadlineMs: DEADLINE_MS });
		const [proof, prepared] = await Promise.allSettled([proving, prepareFolder(places)]);
		if (proof.status === "rejected") throw proof.reason;
		if (prepared.status === "rejected") throw prepared.reason;
		process.stdout.write(`The folder is prepared at ${prepared.value.slice(0, 12)}, and the network is as it should be.\n`);
	} catch (error) {
		process.stderr.write(`${wordsOf(error)}\n`);
		process.exitCode = error instanceof NotClosed ? EXIT_EGRESS : 1;
	}
}
