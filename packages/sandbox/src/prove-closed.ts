import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { StoryDreamError } from "@storydream/protocol";
import type { SandboxConfig } from "./config.ts";
import { waysOut } from "./egress.ts";

/** A way out was found, and may not be. */
export class NotClosed extends StoryDreamError {}

const AGAIN_MS = 500;
const GATEWAY_MS = 8_000;

/**
 * The first act of a sandbox in a container: it can reach the gateway, and nothing else. Answers the ways out, where they
 * are allowed; throws `NotClosed` where they are not.
 * @param options.tried what was found already (see `waysOut`), where that was begun before this
 * @param options.deadlineMs how long an open way is tried again, where what closes it may come a moment after the container
 */
export async function proveClosed(
	config: Pick<SandboxConfig, "gatewayUrl" | "egress"> & { egressTry?: string[] },
	{ tried = null, deadlineMs = 0 }: { tried?: Promise<string[]> | null; deadlineMs?: number } = {},
): Promise<string[]> {
	if (config.egress === "unchecked") return [];
	const gateway = gatewayAnswers(config.gatewayUrl).then(
		() => null,
		(error: unknown) => error,
	);
	const end = Date.now() + deadlineMs;
	let found = await (tried ?? waysOut(config.gatewayUrl, config.egressTry));
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
	process.stderr.write(`This sandbox is not closed: it reached ${places}. A setting makes it start all the same.\n`);
	return found;
}

/** The reason, in words, for a sandbox that could not start. */
export function wordsOf(error: unknown): string {
	if (error instanceof StoryDreamError) return `${error.message} ${error.hint}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Throws unless the gateway gives any answer. */
export async function gatewayAnswers(gatewayUrl: string): Promise<void> {
	const end = Date.now() + GATEWAY_MS;
	while (!(await answers(`${gatewayUrl}/v1/messages`))) {
		if (Date.now() > end) {
			throw new StoryDreamError("sandbox_failed", "The sandbox can't reach the studio's model gateway.", {
				hint: "See that the studio runs, and that the relay between the two does.",
			});
		}
		await sleep(100);
	}
}

function answers(url: string): Promise<boolean> {
	return new Promise((done) => {
		const request = http.get(url, { agent: false, timeout: 3_000 }, (answer) => {
			answer.resume();
			done(true);
		});
		request.once("timeout", () => request.destroy());
		// Not there yet: asked again by the caller, who says so in the end.
		request.once("error", () => done(false));
	});
}
