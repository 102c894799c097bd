import { resolveWithin } from "@storydream/kit";
import type { Logger } from "../telemetry/index.ts";
import type { Rooms } from "./rooms.ts";
import type { RunningStudio } from "./running-studio.ts";
import type { Servers } from "./servers.ts";

/** Requests under way may take so long when the studio stops. */
const GRACE_MS = 15_000;
const CLOSE_DEADLINE_MS = 40_000;

/** The ends of a studio: it closes once, whoever asks first. */
export interface Closing extends Pick<RunningStudio, "close" | "fenced"> {
	/** Lets go of everything at once: other studios have what it had. */
	fence(): void;
}

export function createClosing(options: {
	rooms: Pick<Rooms, "sessions" | "exports" | "projects">;
	servers: Servers;
	opened: AsyncDisposableStack;
	logger: Logger;
}): Closing {
	const { rooms, servers, opened, logger } = options;
	const fenced = Promise.withResolvers<void>();
	let closing: Promise<void> | null = null;

	async function closeRooms(): Promise<void> {
		await rooms.exports.close();
		rooms.projects.versions.close();
		rooms.projects.checks.close();
	}

	return {
		fenced: fenced.promise,
		fence() {
			closing ??= closeWithDeadline(async () => {
				await Promise.all([servers.public.drain({ graceMs: 0 }), rooms.sessions.releaseAll()]);
				await closeRooms();
				await opened.disposeAsync();
			}, logger);
			closing.then(fenced.resolve, fenced.reject);
		},
		close(how) {
			closing ??= closeWithDeadline(async () => {
				logger.info(how, "the studio stops");
				await servers.drain(how.endAll ? 3_000 : GRACE_MS);
				await closeRooms();
				await rooms.sessions.close(how);
				await opened.disposeAsync();
				logger.info("the studio has stopped");
			}, logger);
			return closing;
		},
	};
}

/** Closes what is open; after the deadline the process ends as it is. */
async function closeWithDeadline(work: () => Promise<void>, logger: Logger): Promise<void> {
	const closed = await resolveWithin(
		work().then(() => true),
		CLOSE_DEADLINE_MS,
		false,
	);
	if (!closed) logger.error("the studio did not stop in time; it ends as it is, and the next start tidies up");
}
