import { resolve } from "node:path";
import { toStoryDreamError } from "@storydream/protocol";
import { loadConfig } from "./config/index.ts";
import { startStudio } from "./main.ts";
import { serveUntilEnd } from "./start/index.ts";

/*
 * The studio as the program of a container: the browser app is built already, sandboxes are containers beside it. When it
 * is instructed to end, sandboxes live on for the next one.
 */
const root = resolve(import.meta.dirname, "../../..");

try {
	const studio = await startStudio(loadConfig(process.env), {
		webDir: resolve(root, "packages/web/dist"),
		templateDir: resolve(root, "packages/template"),
		sandboxMain: resolve(root, "packages/sandbox/src/main.ts"),
	});
	// Whatever keeps the container running starts it anew after an error, or as another studio.
	await serveUntilEnd(studio, { endAll: false });
} catch (error) {
	const { code, message, hint } = toStoryDreamError(error);
	process.stderr.write(`${message} ${hint}\n`);
	// What nobody foresaw has no log yet when the studio does not even start.
	if (code === "internal" && error instanceof Error) process.stderr.write(`The cause: ${error.message.split("\n")[0]}\n`);
	if (process.env.LOG_LEVEL === "debug") console.error(error);
	process.exit(1);
}
