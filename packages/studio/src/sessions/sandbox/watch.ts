import { type SandboxEvent, StoryDreamError } from "@storydream/protocol";
import type { Driver } from "../../drivers/driver.ts";
import type { Live } from "../lifecycle/bring-up.ts";
import type { Deadlines, Logger } from "../ports.ts";
import { type EventStream, followSandboxEvents } from "./events.ts";

const NEXT_STEP = { hint: "Send the message again: the project opens anew with the last version." };

/**
 * Follows a sandbox's events and finds out when it is lost: its socket breaks, and the driver says that it has ended, or
 * it stays out of reach for longer than patience lasts. Unknown is not dead.
 */
export function watchSandbox(
	live: Live,
	options: {
		driver: Driver;
		deadlines: Deadlines;
		logger: Logger;
		onEvent: (event: SandboxEvent, arrivedAt: number) => void;
		onLost: (error: StoryDreamError) => void;
	},
): EventStream {
	const { driver, deadlines, logger } = options;
	const name = live.record.sandboxName;

	async function isWorthWaitingFor(downMs: number): Promise<boolean> {
		const status = await driver.inspect(name);
		if (status.state === "exited" || status.state === "gone") {
			const reason = status.state === "exited" ? status.reason : "it is not there any more";
			const output = await driver.output(name).catch(() => "");
			logger.error({ sandbox: name, reason, output: output.slice(-2_000) }, "a sandbox was lost");
			options.onLost(new StoryDreamError("sandbox_failed", `The project's sandbox ended by itself: ${reason}.`, NEXT_STEP));
			return false;
		}
		if (status.state === "unknown" || downMs < deadlines.unreachableMs) return true;
		logger.error({ sandbox: name, downMs }, "a sandbox that runs could not be reached, and is given up");
		options.onLost(
			new StoryDreamError("sandbox_timeout", "The project's sandbox has not answered for a while and was ended.", NEXT_STEP),
		);
		return false;
	}

	return followSandboxEvents({
		url: live.endpoint.agentUrl,
		token: live.record.sandboxToken,
		// From the beginning: what is known already is distinguished by its run.
		after: 0,
		logger,
		retryMs: deadlines.retryMs,
		silenceMs: deadlines.silenceMs,
		onEvent: options.onEvent,
		onDown: isWorthWaitingFor,
	});
}
