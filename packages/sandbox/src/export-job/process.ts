import { StoryDreamError } from "@storydream/protocol";
import { EXIT_EGRESS, gatewayAnswers, waysOut } from "../egress.ts";
import { killOwnChildren } from "../processes.ts";
import { type ExportJobConfig, readExportJobConfig } from "./config.ts";
import { jobStudio, NotKnown, NotWanted } from "./studio.ts";

/*
 * Everything it needs is in its environment; see `config.ts`. How it ends is said by its exit code, which the studio's
 * Jobs know: 0, the studio knows how the export ended; 78, the network is not closed; 77, the studio does not know this
 * job; anything else may go better in another try.
 */
const EXIT_NOT_KNOWN = 77;
const EXIT_AGAIN = 1;
const EXIT_ENDED = 143;

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

class NotClosed extends StoryDreamError {}

/** As a sandbox does: proves that the studio can be reached from here, and nothing else. */
async function proveClosed({ studioUrl, egress }: ExportJobConfig): Promise<void> {
	if (egress === "unchecked") return;
	const gateway = `${studioUrl}/gateway`;
	const found = await waysOut(gateway);
	if (found.length > 0) {
		const places = found.slice(0, 4).join(", ");
		if (egress === "closed") {
			throw new NotClosed("export_failed", `The network of this export's job is not closed: it reached ${places}.`, {
				hint: "Whoever runs the studio closes it with a NetworkPolicy.",
			});
		}
		process.stderr.write(`This job is not closed: it reached ${places}. It was told to start all the same.\n`);
	}
	await gatewayAnswers(gateway);
}

function fail(error: unknown): void {
	if (error instanceof NotWanted) {
		process.stdout.write("The studio wants this film no longer.\n");
		end(0);
		return;
	}
	const typed = error instanceof StoryDreamError ? `${error.message} ${error.hint}` : null;
	process.stderr.write(`${typed ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
	end(error instanceof NotClosed ? EXIT_EGRESS : error instanceof NotKnown ? EXIT_NOT_KNOWN : EXIT_AGAIN);
}

try {
	const config = readExportJobConfig(process.env);
	// The renderer's programs get an environment of their own, without it.
	delete process.env.EXPORT_TOKEN;
	const [{ makeFilm }] = await Promise.all([import("./film.ts"), proveClosed(config)]);
	const outcome = await makeFilm(config, jobStudio({ ...config, ending: ending.signal }));
	process.stdout.write(`${outcome === "done" ? "The film is with the studio" : "The studio knows why there is no film"}.\n`);
	end(0);
} catch (error) {
	fail(error);
}
