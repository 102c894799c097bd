import { defineConfig } from "@playwright/test";
import { personsBrowser } from "./src/harness/browser.ts";

const CONTAINERS = /-(docker|kubernetes)\.spec\.ts$/;

export default defineConfig({
	testDir: "./src",
	outputDir: "../test-results",
	// One browser, one studio a worker: two cores are busy enough with a sandbox each.
	workers: 1,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	// A flow that hangs ends; none is to end because a machine is slow or busy. Only one that fails waits so long.
	timeout: 600_000,
	expect: { timeout: 120_000 },
	reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
	// Networks of containers come and go, which cuts off what other browsers are just loading: those flows run apart.
	projects: [
		{ name: "browser", testIgnore: CONTAINERS },
		{ name: "containers", testMatch: CONTAINERS },
	],
	use: {
		viewport: { width: 1280, height: 800 },
		actionTimeout: 120_000,
		navigationTimeout: 120_000,
		// For a person who looks for the reason of a failure: a trace costs CPU in each step of each flow.
		trace: process.env.TRACE ? { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: false } : "off",
		// Without a graphics card each painted frame costs CPU, and moving placeholders paint without end.
		contextOptions: { reducedMotion: "reduce" },
		screenshot: "only-on-failure",
		launchOptions: await personsBrowser(),
	},
});
