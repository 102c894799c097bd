import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { ProcessDriverOptions } from "../launch.ts";
import { type Confinement, proveConfinement } from "../prove.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../../../..");
const quiet = () => undefined;

/** The options of a process driver for this checkout. */
export function optionsHere(dataDir: string): ProcessDriverOptions {
	return {
		dataDir,
		install: "test",
		nodePath: process.execPath,
		sandboxMain: path.join(ROOT, "packages/sandbox/src/main.ts"),
		templateDir: path.join(ROOT, "packages/template"),
		nodeModulesDir: path.join(ROOT, "node_modules"),
		previewAllowedHostSuffix: ".preview.localhost",
		logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
	};
}

/** What this machine can do, proved once for a file of tests. */
export async function confinementHere(
	more: Partial<ProcessDriverOptions> = {},
): Promise<Confinement & { remove(): Promise<void> }> {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream-walls-"));
	const confinement = await proveConfinement({ ...optionsHere(dataDir), ...more });
	return { ...confinement, remove: () => rm(dataDir, { recursive: true, force: true }) };
}
