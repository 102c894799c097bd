import { resolve } from "node:path";
import { type Config, type RunningStudio, serveUntilEnd, startStudio } from "@storydream/studio";
import { commandRestriction, previewSeed } from "./preparation.ts";
import { buildWeb, isWebStale } from "./web-build.ts";

/** Folder of this checkout: where the browser app, the sandbox and the template are. */
const root = resolve(import.meta.dirname, "../../..");

/** Starts the studio with the parts of this checkout. The browser app is built first when it is missing or old. */
export async function startHere(config: Config): Promise<RunningStudio> {
	if (await isWebStale(root)) {
		console.log("Building the page of the studio (once) …");
		await buildWeb(root);
	}
	// An image brings its own.
	const inContainers = config.driver !== "process";
	const viteCacheSeed = inContainers ? undefined : await previewSeed(root, console.log);
	return startStudio(config, {
		webDir: resolve(root, "packages/web/dist"),
		sandboxMain: resolve(root, "packages/sandbox/src/main.ts"),
		templateDir: resolve(root, "packages/template"),
		// On Linux the driver proves what holds sandboxes and commands.
		...(inContainers || process.platform === "linux" ? {} : { restricted: commandRestriction() }),
		...(viteCacheSeed === undefined ? {} : { viteCacheSeed }),
	});
}

/** Serves until the process gets a signal to end. */
export async function serve(config: Config): Promise<void> {
	const studio = await startHere(config);
	console.log(`StoryDream is at ${studio.url}`);
	// Among several studios another one continues what runs.
	await serveUntilEnd(studio, { endAll: config.studioAddress === null });
}
