import { layoutOf, type SandboxSettings } from "./config.ts";
import type { HostParts } from "./host.ts";
import { giveBackMemory, keepCompiled } from "./memory.ts";

const CAMERA_IDLE_MS = 60_000;

/**
 * The real rooms, each loaded when it is first needed: a sandbox that waits holds only what it uses.
 * @param waysOut of this sandbox's network, once it has been tried
 */
export function realParts(config: SandboxSettings, waysOut: Promise<string[]> = Promise.resolve([])): HostParts {
	return {
		async startPreview(options) {
			const { startPreview } = await import("./preview/index.ts");
			return startPreview(options);
		},
		async createCamera(preview) {
			const [{ createCamera }, { findBrowser }] = await Promise.all([import("./camera/index.ts"), import("./browser/index.ts")]);
			const tmpDir = layoutOf(config).tmp;
			return createCamera({ preview, browser: () => findBrowser(browserEnvironment(config)), idleMs: CAMERA_IDLE_MS, tmpDir });
		},
		async createExporter({ layout, ...reports }) {
			const [{ createExporter }, { findBrowser }] = await Promise.all([
				import("./exports/index.ts"),
				import("./browser/index.ts"),
			]);
			return createExporter({
				projectDir: layout.project,
				versionsDir: layout.versions,
				exportsDir: layout.exports,
				templateDir: config.templateDir,
				cacheSeed: config.viteCacheSeed,
				browser: () => findBrowser(browserEnvironment(config)),
				...reports,
			});
		},
		async createConverter({ layout, onDetail }) {
			const { Converter } = await import("./media/index.ts");
			return new Converter({ tmpDir: layout.tmp, onDetail });
		},
		async createAgent(parts) {
			const { createAgent } = await import("./agent/index.ts");
			return createAgent(parts);
		},
		preload() {
			// What is wrong with it is reported when it is started.
			import("./preview/index.ts").catch(() => undefined);
		},
		onQuiet() {
			keepCompiled();
			giveBackMemory();
		},
		async restricted() {
			if (config.restricted !== undefined) return config.restricted;
			if (config.confinementProved) return null;
			if (config.contained) {
				// Held by the container's network: where that has a way out, commands would have it too.
				const open = (await waysOut).length > 0 || config.egress === "unchecked";
				return open ? "The network of this sandbox is not closed, so commands of the agent would not be held." : null;
			}
			const { testAgentSandbox } = await import("./agent/confinement.ts");
			return (await testAgentSandbox(layoutOf(config).agentTmp)).restricted;
		},
	};
}

/** Where a browser is looked for: the place the configuration names first. */
function browserEnvironment(config: SandboxSettings): NodeJS.ProcessEnv {
	return config.browserExecutable === undefined ? process.env : { ...process.env, BROWSER_EXECUTABLE: config.browserExecutable };
}
