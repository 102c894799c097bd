import { readConfig, readUnclaimed } from "./config.ts";
import { EXIT_EGRESS } from "./egress.ts";
import { killOwnChildren } from "./processes.ts";
import { NotClosed, proveClosed, wordsOf } from "./prove-closed.ts";
import type { RunningSandbox } from "./run.ts";
import { readTokens } from "./tokens.ts";

/** The process of a sandbox. Everything it needs is in its environment; see `config.ts`. */
const HARD_END_MS = 700;

// Vite's bundler keeps what it has freed, some 90 MB of it, unless configured not to before it is loaded.
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

function fail(error: unknown): void {
	process.stderr.write(`${wordsOf(error)}\n`);
	end(error instanceof NotClosed ? EXIT_EGRESS : 1);
}

/** The environment, with the tokens that come on the standard input where SANDBOX_TOKENS says so. No child inherits them. */
async function withTokens(environment: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
	if (environment.SANDBOX_TOKENS !== "stdin") return environment;
	const { token, gatewayToken } = await readTokens(process.stdin);
	return { ...environment, SANDBOX_TOKEN: token, GATEWAY_TOKEN: gatewayToken };
}

/** @param tried the ways out, begun to be tried already; null: they have not been */
export async function runProcess(tried: Promise<string[]> | null): Promise<void> {
	process.on("SIGTERM", () => end(0));
	process.on("SIGINT", () => end(0));
	process.on("uncaughtException", (error) => fail(error));
	process.on("unhandledRejection", (error) => fail(error));

	try {
		const config = readUnclaimed(process.env) ?? readConfig(await withTokens(process.env));
		const found = proveClosed(config, { tried });
		const proof = found.then(() => undefined);
		// It waits for answers that do not come: the rest is loaded meanwhile. A failure is reported where the proof is needed.
		proof.catch(() => undefined);
		const [{ realParts }, { runSandbox }] = await Promise.all([import("./parts.ts"), import("./run.ts")]);
		running = await runSandbox(config, realParts(config, found), {
			proof,
			proveAgain: async () => void (await proveClosed(config)),
		});
		if (!ending) {
			await running.ended;
			end(0);
		} else {
			await running.close();
		}
	} catch (error) {
		fail(error);
	}
}
