import { readFile } from "node:fs/promises";
import Dockerode from "dockerode";
import type { TestProject } from "vitest/node";
import { startEngine, whyNoEngine } from "./docker-engine.ts";
import { makeStandInImage } from "./docker-image.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Socket of this run's own Docker engine, with the stand-in's image in it; null: none can be had here, or none is wanted. */
		dockerSocket: string | null;
	}
}

/** What a test file that wants the engine imports. */
const HARNESS = "docker-under-test";

/** One engine for a whole run, and only if one of its files wants it. In CI it must be there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const asked = process.argv.slice(2).filter((word) => word.includes("/") && !word.startsWith("-"));
	const files = await project.globTestFiles(asked.length === 0 ? undefined : asked);
	const texts = await Promise.all(files.testFiles.map((file) => readFile(file, "utf8")));
	project.provide("dockerSocket", null);
	if (!texts.some((text) => text.includes(HARNESS))) return async () => {};
	const missing = await whyNoEngine();
	if (missing !== null) {
		if (process.env.CI) throw new Error(`The Docker driver can't be tested: ${missing}.`);
		console.warn(`Skipped: what needs a Docker engine (${missing}). Install Debian's docker.io and run the tests as root.`);
		return async () => {};
	}
	const engine = await startEngine();
	try {
		await makeStandInImage(new Dockerode({ socketPath: engine.socketPath }));
	} catch (error) {
		await engine.stop();
		throw error;
	}
	project.provide("dockerSocket", engine.socketPath);
	return () => engine.stop();
}
