import { defineConfig } from "vitest/config";

/** Tests on a Docker engine, and on a cluster. */
const containers = "packages/**/{docker,kubernetes}*.integration.test.ts";
/** The contract on a real cluster, where one is named. */
const realCluster = "packages/**/kubernetes-real.integration.test.ts";

/** How long a test waits for what must come, in ms: on a machine five times slower, and busy. Only a test that fails takes it. */
const deadlineMs = 120_000;
/** A test that hangs ends; none is to end because a machine is slow or busy. */
const patient = {
	testTimeout: 300_000,
	hookTimeout: 300_000,
	expect: { poll: { timeout: deadlineMs } },
	provide: { deadlineMs },
	setupFiles: ["scripts/vitest-setup.ts"],
};

/**
 * `unit` is fast and touches nothing outside the process; `integration` starts real processes, git, browsers;
 * `containers` is apart, because a network that an engine makes or removes breaks the connections of every browser on
 * the machine.
 */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: "unit",
					include: ["packages/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
					exclude: ["**/node_modules/**", "**/dist/**", "**/*.integration.test.{ts,tsx}"],
					...patient,
					// They share nothing outside the process, and loading the same sources for each file takes longer than the tests.
					isolate: false,
				},
			},
			{
				test: {
					name: "integration",
					include: ["packages/**/*.integration.test.{ts,tsx}"],
					exclude: ["**/node_modules/**", "**/dist/**", containers],
					...patient,
					globalSetup: ["packages/studio/src/records/testing/emulator-setup.ts"],
					// One file after the other: each starts sandboxes and browsers that fill both cores of a small machine.
					fileParallelism: false,
				},
			},
			{
				test: {
					name: "containers",
					include: [containers],
					exclude: ["**/node_modules/**", "**/dist/**", ...(process.env.STORYDREAM_TEST_KUBECONFIG ? [] : [realCluster])],
					...patient,
					globalSetup: ["packages/studio/src/drivers/testing/docker-setup.ts"],
					fileParallelism: false,
				},
			},
		],
	},
});
