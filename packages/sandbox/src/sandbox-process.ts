import { StoryDreamError } from "@storydream/protocol";
import { readConfig, type SandboxConfig } from "./config.ts";
import { EXIT_EGRESS, gatewayAnswers, waysOut } from "./egress.ts";
import { killOwnChildren } from "./processes.ts";
import type { RunningSandbox } from "./run.ts";

/** The process of a sandbox. Everything it needs is in its environment; see `config.ts`. */
const HARD_END_MS = 700;

// Vite's bundler keeps what it has freed, some 90 MB of it, unless told not to before it is loaded.
process.env.MIMALLOC_PURGE_DELAY ??= "0";

let running: RunningSandbox | null = null;
let ending = false;

/** Ends within a second, also when asked while still starting. */
function end(code: number): void {
	if (ending) return;
	ending = true;
	const leave = () => void killOwnChildren().finally(() => process.exit(code));
	setTimeout(leave, HARD_END_MS).unref();
	if (running) running.close().then(leave, leave);
	else leave();
}

process.on("SIGTERM", () => end(0));
process.on("SIGINT", () => end(0));
process.on("uncaughtException", (error) => fail(error));
process.on("unhandledRejection", (error) => fail(error));

/** A way out was found, and may not be. */
class NotClosed extends StoryDreamError {}

/** The first act of a sandbox in a container: it can reach the gateway, and nothing else. Answers the ways out. */
async function proveClosed(config: SandboxConfig): Promise<string[]> {
	const gateway = gatewayAnswers(config.gatewayUrl).then(
		() => null,
		(error: unknown) => error,
	);
	const found = await waysOut(config.gatewayUrl);
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

function fail(error: unknown): void {
	const said =
		error instanceof StoryDreamError
			? `${error.message} ${error.hint}`
			: error instanceof Error
				? (error.stack ?? error.message)
				: String(error);
	process.stderr.write(`${said}\n`);
	end(error instanceof NotClosed ? EXIT_EGRESS : 1);
}

try {
	const config = readConfig(process.env);
	const found = config.egress === "unchecked" ? Promise.resolve([]) : proveClosed(config);
	const proof = found.then(() => undefined);
	// It waits for answers that do not come: the rest is loaded meanwhile. A failure is told where the proof is needed.
	proof.catch(() => undefined);
	const [{ realParts }, { runSandbox }] = await Promise.all([import("./parts.ts"), import("./run.ts")]);
	running = await runSandbox(config, realParts(config, found), proof);
	if (!ending) {
		await running.ended;
		end(0);
	} else {
		await running.close();
	}
} catch (error) {
	fail(error);
}
