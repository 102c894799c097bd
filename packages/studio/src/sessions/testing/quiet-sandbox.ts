import { createAgent } from "../../../../sandbox/src/agent/index.ts";
import { readConfig } from "../../../../sandbox/src/config.ts";
import { runSandbox } from "../../../../sandbox/src/run.ts";
import { silentPreview } from "../../../../sandbox/src/testing/harness.ts";

/**
 * The real sandbox process without its preview server and camera: git, history and the Agent SDK are the real ones, and it
 * starts in a fraction of the time.
 */
const config = readConfig(process.env);
const running = await runSandbox(config, {
	startPreview: async () => silentPreview(),
	createCamera: async () => {
		throw new Error("no camera in this test");
	},
	createExporter: async () => {
		throw new Error("no exporter in this test");
	},
	createAgent: async (parts) => createAgent(parts),
	restricted: async () => config.restricted ?? null,
});
process.on("SIGTERM", () => void running.close());
await running.ended;
process.exit(0);
