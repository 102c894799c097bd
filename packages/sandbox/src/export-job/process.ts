import { EXIT_EGRESS } from "../egress.ts";
import { killOwnChildren } from "../processes.ts";
import { NotClosed, proveClosed, wordsOf } from "../prove-closed.ts";
import { readExportJobConfig } from "./config.ts";
import { jobStudio, NotKnown, NotWanted } from "./studio.ts";

/*
 * Everything it needs is in its environment; see `config.ts`. How it ends is said by its exit code, which the studio's
 * Jobs know: 0, the studio knows how the export ended; 78, the network is not closed; 77, the studio does not know this
 * job; anything else may go better in another try.
 */
const EXIT_NOT_KNOWN = 77;
const EXIT_AGAIN = 1;
const EXIT_ENDED = 143;
/** What closes the network of a pod may come a moment after the pod. */
const CLOSING_MS = 10_000;

const ending = new AbortController();

function end(code: number): void {
	if (ending.signal.aborted) return;
	ending.abort();
	void killOwnChildren().finally(() => process.exit(code));
}

// It is moved elsewhere, or nobody wants it: there is nothing to save.
process.on("SIGTERM", () => end(EXIT_ENDED));
process.on("SIGINT", () => end(EXIT_ENDED));
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

function fail(error: unknown): void {
	if (error instanceof NotWanted) {
		process.stdout.write("The studio wants this film no longer.\n");
		end(0);
		return;
	}
	process.stderr.write(`${wordsOf(error)}\n`);
	end(error instanceof NotClosed ? EXIT_EGRESS : error instanceof NotKnown ? EXIT_NOT_KNOWN : EXIT_AGAIN);
}

try {
	const config = readExportJobConfig(process.env);
	// The renderer's programs get an environment of their own, without it.
	delete process.env.EXPORT_TOKEN;
	const { studioUrl, egress } = config;
	const proof = proveClosed({ gatewayUrl: `${studioUrl}/gateway`, egress }, { deadlineMs: CLOSING_MS });
	// It waits for answers that do not come: the rest is loaded meanwhile.
	const [{ makeFilm }] = await Promise.all([import("./film.ts"), proof]);
	const outcome = await makeFilm(config, jobStudio({ ...config, ending: ending.signal }));
	process.stdout.write(`${outcome === "done" ? "The film is with the studio" : "The studio knows why there is no film"}.\n`);
	end(0);
} catch (error) {
	fail(error);
}
