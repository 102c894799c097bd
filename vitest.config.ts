import { defineConfig } from "vitest/config";

/** `unit` is fast and touches nothing outside the process; `integration` starts real processes, git, browsers. */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: "unit",
					include: ["packages/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
					exclude: ["**/node_modules/**", "**/dist/**", "**/*.integration.test.{ts,tsx}"],
					testTimeout: 20_000,
				},
			},
			{
				test: {
					name: "integration",
					include: ["packages/**/*.integration.test.{ts,tsx}"],
					exclude: ["**/node_modules/**", "**/dist/**"],
					testTimeout: 120_000,
					hookTimeout: 120_000,
					globalSetup: [
						"packages/studio/src/records/testing/emulator-setup.ts",
						"packages/studio/src/drivers/testing/docker-setup.ts",
					],
					// One file after the other: each starts sandboxes and browsers that fill both cores of a small machine.
					fileParallelism: false,
				},
			},
		],
	},
});
