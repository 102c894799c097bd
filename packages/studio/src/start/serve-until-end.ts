import type { RunningStudio } from "./running-studio.ts";

/**
 * Lets a studio serve until its process is to end, ends the studio in order, and then the process: with code 0 after
 * SIGINT or SIGTERM, with code 1 when other studios have fenced this one off, or when an error was caught by nobody. After
 * such an error nothing is known of the state of this process, so it goes on only as far as an orderly end needs:
 * the error is logged, requests under way are answered, sessions are saved, sandboxes live on for the next studio.
 * @param options.endAll whether a signal ends the sandboxes too
 */
export async function serveUntilEnd(
	studio: Pick<RunningStudio, "fenced" | "close" | "logger">,
	options: { endAll: boolean },
): Promise<void> {
	const end = Promise.withResolvers<"signal" | "fenced" | "error">();
	for (const event of ["uncaughtException", "unhandledRejection"] as const) {
		// Stays until the process has ended: a second error must not end it in the middle of saving.
		process.on(event, (error) => {
			studio.logger.fatal({ err: error, event }, "an error was caught by nobody: the studio stops in order");
			end.resolve("error");
		});
	}
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.resolve("signal"));
	void studio.fenced.then(() => end.resolve("fenced"));
	const why = await end.promise;
	// A second Ctrl-C does not wait; the next start ends what is left over.
	process.once("SIGINT", () => process.exit(130));
	let code = why === "signal" ? 0 : 1;
	try {
		if (why !== "fenced") await studio.close({ endAll: why === "signal" && options.endAll });
	} catch (error) {
		studio.logger.fatal({ err: error }, "the studio could not stop in order");
		code = 1;
	}
	process.exit(code);
}
