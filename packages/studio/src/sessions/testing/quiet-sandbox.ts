import { readConfig } from "../../../../sandbox/src/config.ts";
import { runProcessWithoutBrowser } from "../../../../sandbox/src/testing/harness.ts";

/**
 * The real sandbox process without its preview server and camera: git, history and the Agent SDK are the real ones, and it
 * starts in a fraction of the time.
 */
await runProcessWithoutBrowser(readConfig(process.env));
