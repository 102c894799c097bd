import { fileURLToPath } from "node:url";

/** The door to the sandbox for the command line, the bench and tests. The studio only knows the path of its program. */
export { type Confinement, testAgentSandbox } from "./agent/confinement.ts";
export { type BrowserFound, type BrowserSearch, describeBrowserSearch, findBrowser, launchBrowser } from "./browser/index.ts";
export { checkFile } from "./checks/index.ts";
export { buildPreviewSeed } from "./preview/index.ts";
export { MARK as SANDBOX_MARK, markedProcesses } from "./processes.ts";

/** Program of a sandbox process: `node <this>`, with the environment of `config.ts`. */
export const SANDBOX_MAIN: string = fileURLToPath(new URL("./main.ts", import.meta.url));
