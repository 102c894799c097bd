import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

const Text = z.string().trim().min(1);
const Folder = Text.transform((value) => path.resolve(value));
const optional = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Environment = z.object({
	STUDIO_URL: z.url({ protocol: /^https?$/ }),
	EXPORT_ID: z.string().regex(/^[a-z0-9-]{3,40}$/),
	EXPORT_TOKEN: z.string().min(16, "at least 16 characters"),
	SANDBOX_DIR: Folder,
	TEMPLATE_DIR: Folder,
	NODE_MODULES_DIR: Folder,
	VITE_CACHE_SEED: optional(Folder),
	BROWSER_EXECUTABLE: optional(Folder),
	EGRESS: z.enum(["unchecked", "closed", "allowed"]).default("closed"),
	STUDIO_DEADLINE_SECONDS: z.coerce.number().positive().max(86_400).default(900),
});

/** Everything a job's program is started with. */
export interface ExportJobConfig {
	/** The studio's internal port, as seen from here, without a path. */
	studioUrl: string;
	exportId: string;
	/** Shown with every request. */
	token: string;
	/** Folder of this job alone. */
	dir: string;
	templateDir: string;
	/** Installed dependencies of the template. */
	nodeModulesDir: string;
	/** Folder of what was made ahead for all sandboxes. */
	viteCacheSeed: string | undefined;
	browserExecutable: string | undefined;
	egress: "unchecked" | "closed" | "allowed";
	/** A studio that can't be reached for so long is given up. */
	deadlineMs: number;
}

/** Reads the environment. Throws `bad_request` with one sentence that names every wrong variable. */
export function readExportJobConfig(environment: Record<string, string | undefined>): ExportJobConfig {
	const parsed = Environment.safeParse(environment);
	if (!parsed.success) {
		const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
		throw new StoryDreamError("bad_request", `The export's job can't start: ${wrong}.`, {
			hint: "The studio sets these variables.",
		});
	}
	const env = parsed.data;
	return {
		studioUrl: env.STUDIO_URL.replace(/\/+$/, ""),
		exportId: env.EXPORT_ID,
		token: env.EXPORT_TOKEN,
		dir: env.SANDBOX_DIR,
		templateDir: env.TEMPLATE_DIR,
		nodeModulesDir: env.NODE_MODULES_DIR,
		viteCacheSeed: env.VITE_CACHE_SEED,
		browserExecutable: env.BROWSER_EXECUTABLE,
		egress: env.EGRESS,
		deadlineMs: env.STUDIO_DEADLINE_SECONDS * 1000,
	};
}
