import { loadConfig, startStudio } from "../../index.ts";

/**
 * One of several studios on this machine, in a process of its own, to be killed, frozen and ended. All is set by the
 * environment; prints a line once it serves.
 */
const { REPLICA_WEB_DIR, REPLICA_SANDBOX_MAIN = "", REPLICA_TEMPLATE_DIR = "", REPLICA_SHARED = "{}" } = process.env;
const config = loadConfig(process.env);
const studio = await startStudio(config, {
	webDir: REPLICA_WEB_DIR ?? null,
	sandboxMain: REPLICA_SANDBOX_MAIN,
	templateDir: REPLICA_TEMPLATE_DIR,
	restricted: Promise.resolve("a test"),
	shared: JSON.parse(REPLICA_SHARED),
});
process.once("SIGTERM", () => void studio.close({ endAll: false }).then(() => process.exit(0)));
void studio.fenced.then(() => process.exit(1));
console.log(`serves at ${studio.url}`);
