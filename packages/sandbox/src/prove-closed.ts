import { setTimeout as sleep } from "node:timers/promises";
import { StoryDreamError } from "@storydream/protocol";
import type { SandboxConfig } from "./config.ts";
import { gatewayAnswers, waysOut } from "./egress.ts";

/** A way out was found, and may not be. */
export class NotClosed extends StoryDreamError {}

const AGAIN_MS = 500;

/**
 * The first act of a sandbox in a container: it can reach the gateway, and nothing else. Answers the ways out, where they
 * are allowed; throws `NotClosed` where they are not.
 * @param patienceMs how long an open way is tried again, where what closes it may come a moment after the container
 */
export async function proveClosed(
	config: Pick<SandboxConfig, "gatewayUrl" | "egress"> & { egressTry?: string[] },
	patienceMs = 0,
): Promise<string[]> {
	if (config.egress === "unchecked") return [];
	const gateway = gatewayAnswers(config.gatewayUrl).then(
		() => null,
		(error: unknown) => error,
	);
	const end = Date.now() + patienceMs;
	let found = await waysOut(config.gatewayUrl, config.egressTry);
	while (found.length > 0 && config.egress === "closed" && Date.now() < end) {
		await sleep(AGAIN_MS);
		found = await waysOut(config.gatewayUrl, config.egressTry);
	}
	if (found.length === 0 || config.egress === "allowed") {
		const failure = await gateway;
		if (failure !== null) throw failure;
	}
	if (found.length === 0) return found;
	const places = found.slice(0, 4).join(", ");
	if (config.egress === "closed") {
		throw new NotClosed("sandbox_failed", `It reached ${places}.`, {
			hint: "Close the network; for development only, SANDBOX_ALLOW_EGRESS=true starts sessions all the same.",
		});
	}
	process.stderr.write(`This sandbox is not closed: it reached ${places}. It was told to start all the same.\n`);
	return found;
}

/** What is told of why a sandbox could not start. */
export function wordsOf(error: unknown): string {
	if (error instanceof StoryDreamError) return `${error.message} ${error.hint}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
