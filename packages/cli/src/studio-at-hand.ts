import type { Config } from "@storydream/studio";
import { startHere } from "./serve.ts";
import { createStudioClient, type StudioClient } from "./studio-client.ts";

/**
 * Gives `work` a studio: the one at `url`, else the one that runs on the configured port, else one started here for as
 * long as the work takes. In every case the project is kept and found in the studio's page later.
 */
export async function withStudio(
	config: Config,
	url: string | undefined,
	work: (studio: StudioClient) => Promise<void>,
): Promise<void> {
	const address = url ?? (await findRunning(config));
	if (address) return work(createStudioClient(address));
	const studio = await startHere({ ...config, port: 0, warmPool: 0, log: { ...config.log, level: quieter(config.log.level) } });
	try {
		await work(createStudioClient(studio.url));
	} finally {
		await studio.close({ endAll: true });
	}
}

/** What a command has to say itself is enough, unless more was requested. */
function quieter(level: Config["log"]["level"]): Config["log"]["level"] {
	return level === "info" ? "warn" : level;
}

async function findRunning(config: Config): Promise<string | null> {
	const address = `http://localhost:${config.port}`;
	try {
		const answer = await fetch(`${address}/api/me`, { signal: AbortSignal.timeout(2000) });
		const me: unknown = await answer.json();
		return typeof me === "object" && me !== null && "protocolVersion" in me ? address : null;
	} catch {
		// Nothing listens there, or something else does: then a studio is started here.
		return null;
	}
}
