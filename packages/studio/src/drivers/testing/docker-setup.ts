import { readFile } from "node:fs/promises";
import Dockerode from "dockerode";
import type { TestProject } from "vitest/node";
import { startEngine, whyNoEngine } from "./docker-engine.ts";
import { makeStandInImage } from "./docker-image.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Socket of this run's own Docker engine, with the fake's image in it; null: none can be had here, or none is wanted. */
		dockerSocket: string | null;
		/** Name of the real sandbox's image in that engine; null: it has not been built there. */
		sandboxImage: string | null;
	}
}

/** What a test file that wants the engine imports. */
const HARNESS = "docker-under-test";

const SANDBOX_IMAGE = process.env.SANDBOX_IMAGE ?? "storydream-sandbox";

/** An engine that somebody has started for these tests, with the sandbox's image built in it. */
async function useEngine(project: TestProject, socketPath: string): Promise<() => Promise<void>> {
	const docker = new Dockerode({ socketPath });
	await docker.getImage(SANDBOX_IMAGE).inspect();
	await makeStandInImage(docker);
	project.provide("dockerSocket", socketPath);
	project.provide("sandboxImage", SANDBOX_IMAGE);
	return async () => {};
}

/**
 * One engine for a whole run, and only if one of its files wants it; STORYDREAM_TEST_DOCKER is the socket of one that is
 * there. In CI there must be one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const asked = process.argv.slice(2).filter((word) => word.includes("/") && !word.startsWith("-"));
	const files = await project.globTestFiles(asked.length === 0 ? undefined : asked);
	const texts = await Promise.all(files.testFiles.map((file) => readFile(file, "utf8")));
	project.provide("dockerSocket", null);
	project.provide("sandboxImage", null);
	if (!texts.some((text) => text.includes(HARNESS))) return async () => {};
	const given = process.env.STORYDREAM_TEST_DOCKER;
	if (given) return useEngine(project, given);
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
	console.warn(
		"Skipped: sessions in the sandbox's own image. Build it with deploy/docker/build-offline.sh and name its engine's socket in STORYDREAM_TEST_DOCKER.",
	);
	return () => engine.stop();
}
