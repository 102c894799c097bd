import { join } from "node:path";
import { loadConfig, startStudio } from "@storydream/studio";

/** The real studio, with the sandboxes of `sandbox.ts`. Its environment is the studio's own. */
const root = join(import.meta.dirname, "../../..");
const studio = await startStudio(loadConfig(process.env), {
	webDir: null,
	sandboxMain: join(import.meta.dirname, "sandbox.ts"),
	templateDir: join(root, "packages/template"),
	restricted: Promise.resolve("a measurement without agents"),
});
console.log(`The studio is at ${studio.url}`);
process.once("SIGTERM", () => void studio.close({ endAll: true }).then(() => process.exit(0)));
