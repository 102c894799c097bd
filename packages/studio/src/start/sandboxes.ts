import { StoryDreamError } from "@storydream/protocol";
import type { Config } from "../config/index.ts";
import { type Driver, openDriver } from "../drivers/index.ts";
import type { Logger } from "../telemetry/index.ts";
import type { StudioEmitter } from "./events.ts";
import type { StudioParts } from "./running-studio.ts";

/** Where sandboxes run, and what their agents may do there. */
export interface Sandboxes {
	readonly driver: Driver;
	/** Why agents have no commands here; null when they have, and until it is known. */
	restricted(): string | null;
}

/** Opens the driver that is configured. Throws StoryDreamErrors that say what to do. */
export async function openSandboxes(options: {
	config: Config;
	parts: StudioParts;
	install: string;
	events: StudioEmitter;
	opened: AsyncDisposableStack;
	logger: Logger;
}): Promise<Sandboxes> {
	const { config, parts, events, logger } = options;
	/** What is proved once for this machine, by `findRestriction`: sandboxes that start from then on need not prove it again. */
	const environment: Record<string, string> = {};
	const driver = await openDriver(config, {
		...parts,
		install: options.install,
		...(parts.shared === undefined ? {} : { sandboxesDir: parts.shared.sandboxesDir }),
		environment,
		walls: parts.restricted === undefined && parts.shared === undefined,
		// Connections that come before the gateway is there are for nobody.
		serveGateway: (connection) => {
			if (!events.emit("sandboxConnection", connection)) connection.destroy();
		},
		logger: logger.child({ room: "drivers" }),
	});
	options.opened.defer(() => driver.close());
	if (config.studioAddress !== null && driver.kind === "process" && parts.shared === undefined) {
		throw new StoryDreamError("bad_request", "STUDIO_ADDRESS makes this one of several studios, but DRIVER is process.", {
			hint: "Set DRIVER=kubernetes, or docker on one engine: a process is reached by the studio that started it only.",
		});
	}
	return { driver, restricted: findRestriction(driver, { config, parts, environment, logger }) };
}

/** Asks once whether agents have commands here; answers what is known so far. */
function findRestriction(
	driver: Driver,
	options: { config: Config; parts: StudioParts; environment: Record<string, string>; logger: Logger },
): () => string | null {
	const { config, parts, environment, logger } = options;
	let restricted: string | null = null;
	// Containers hold commands by themselves, whatever this machine can.
	const asked = config.driver === "process" ? (parts.restricted ?? driver.restricted?.()) : undefined;
	asked?.then(
		(reason) => {
			restricted = reason;
			// A driver that proves it tells its sandboxes itself.
			if (parts.restricted === undefined) return;
			if (reason === null) environment.AGENT_CONFINEMENT = "proved";
			else environment.AGENT_RESTRICTED = reason;
		},
		(error: unknown) => logger.warn({ err: error }, "it could not be found out whether commands can be held here"),
	);
	return () => restricted;
}
