import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

const Port = z.coerce.number().int().min(0).max(65_535);
const Descriptor = z.coerce.number().int().min(3).max(1_000);
const Text = z.string().trim().min(1);
const Folder = Text.transform((value) => path.resolve(value));
/** An empty variable means the same as an absent one. */
const optional = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Token = z.string().min(16, "at least 16 characters");
/** Who a sandbox is. */
const Identity = z.object({
	SANDBOX_NAME: Text,
	SANDBOX_INCARNATION: Text,
	SANDBOX_TOKEN: Token,
	GATEWAY_TOKEN: Text,
	STORYDREAM_MODEL: optional(Text),
});
const Environment = z.object({
	SANDBOX_DIR: Folder,
	AGENT_PORT: Port.default(0),
	PREVIEW_PORT: Port.default(0),
	LISTEN_HOST: Text.default("127.0.0.1"),
	AGENT_FD: optional(Descriptor),
	PREVIEW_FD: optional(Descriptor),
	GATEWAY_SOCKET: optional(Folder),
	GATEWAY_URL: z.url({ protocol: /^https?$/ }),
	TEMPLATE_DIR: Folder,
	PREVIEW_ALLOWED_HOST_SUFFIX: Text.default(".preview.localhost"),
	VITE_CACHE_SEED: optional(Folder),
	BROWSER_EXECUTABLE: optional(Folder),
	ORPHAN_MINUTES: z.coerce.number().positive().default(10),
	AGENT_RESTRICTED: optional(Text),
	AGENT_TMP: optional(Folder),
	AGENT_CONFINEMENT: optional(z.enum(["proved", "container"])),
	EGRESS: z.enum(["unchecked", "closed", "allowed"]).default("unchecked"),
	EGRESS_TRY: z
		.string()
		.default("")
		.transform((text) => text.split(",").filter((place) => place !== ""))
		.pipe(z.array(z.string().regex(/^[^\s,]+:\d{1,5}$/))),
	NODE_MODULES_DIR: optional(Folder),
	MODEL_DEADLINE_MS: z.coerce.number().int().min(1000).max(600_000).default(55_000),
	AUTOSAVE_SECONDS: z.coerce.number().positive().default(15),
	LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

const Places = Environment.pick({
	SANDBOX_DIR: true,
	TEMPLATE_DIR: true,
	NODE_MODULES_DIR: true,
	GATEWAY_URL: true,
	EGRESS: true,
	EGRESS_TRY: true,
});

/** What is needed before a sandbox: no token is in it. */
export interface SandboxPlaces {
	/** Folder of this sandbox alone; see `layout`. */
	dir: string;
	templateDir: string;
	/** Installed dependencies of the template, to be linked into `dir`; absent: whoever made `dir` has linked them. */
	nodeModulesDir: string | undefined;
	gatewayUrl: string;
	/** `closed`: nothing is started unless no way out is found. `allowed`: a way out is reported in the log, and closes commands. */
	egress: "unchecked" | "closed" | "allowed";
	/** More places, as `host:port`, that must not be reached: those of the studio's own that only it knows. */
	egressTry: string[];
}

/** Who a sandbox is: known from its start, or handed over to one that waits. */
export interface SandboxIdentity {
	name: string;
	incarnation: string;
	/** What every request to the agent host must carry. */
	token: string;
	gatewayToken: string;
	model: string | undefined;
}

/** What a sandbox process is started with, whoever it is. */
export interface SandboxSettings extends SandboxPlaces {
	agentPort: number;
	previewPort: number;
	listenHost: string;
	/** Listening sockets that this process was started with: the agent host and the preview are reached through them too. */
	agentFd: number | undefined;
	previewFd: number | undefined;
	/** Socket file of the model gateway, in place of the host and port in `gatewayUrl`. */
	gatewaySocket: string | undefined;
	previewAllowedHostSuffix: string;
	viteCacheSeed: string | undefined;
	browserExecutable: string | undefined;
	/** Ends itself after so long without a request or an open socket of a studio. */
	orphanMs: number;
	/** The agent's temporary folder, when it must be elsewhere than in `dir`: paths of Unix sockets end at 107 bytes. */
	agentTmp: string | undefined;
	/** Why the agent gets no commands, when somebody decided so. */
	restricted: string | undefined;
	/** Whoever starts this sandbox has proved on this machine that commands are held (`testAgentSandbox`): not tried again. */
	confinementProved: boolean;
	/**
	 * This sandbox is a container that holds commands by itself: no network but the gateway, no privileges, nothing of a
	 * host's. They run without the agent's own command sandbox then, which can't be made in it.
	 */
	contained: boolean;
	/** A model that gives no sign of life for so long is given up. */
	modelDeadlineMs: number;
	autosaveMs: number;
	logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
}

/** Everything a sandbox is and has. */
export interface SandboxConfig extends SandboxSettings, SandboxIdentity {}

/** What a sandbox is started with that is nobody's yet: who shows this token says who it is. */
export interface UnclaimedConfig extends SandboxSettings {
	handoverToken: string;
}

/** Reads the environment. Throws `bad_request` with one sentence that names every wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): SandboxConfig {
	const env = parsedOrThrow(Environment.extend(Identity.shape), environment);
	return {
		...settingsOf(env),
		name: env.SANDBOX_NAME,
		incarnation: env.SANDBOX_INCARNATION,
		token: env.SANDBOX_TOKEN,
		gatewayToken: env.GATEWAY_TOKEN,
		model: env.STORYDREAM_MODEL,
	};
}

/** The same where HANDOVER_TOKEN stands for who it is: null where it does not. */
export function readUnclaimed(environment: Record<string, string | undefined>): UnclaimedConfig | null {
	if (!environment.HANDOVER_TOKEN) return null;
	const env = parsedOrThrow(Environment.extend({ HANDOVER_TOKEN: Token }), environment);
	return { ...settingsOf(env), handoverToken: env.HANDOVER_TOKEN };
}

function settingsOf(env: z.infer<typeof Environment>): SandboxSettings {
	return {
		...placesOf(env),
		agentPort: env.AGENT_PORT,
		previewPort: env.PREVIEW_PORT,
		listenHost: env.LISTEN_HOST,
		agentFd: env.AGENT_FD,
		previewFd: env.PREVIEW_FD,
		gatewaySocket: env.GATEWAY_SOCKET,
		previewAllowedHostSuffix: env.PREVIEW_ALLOWED_HOST_SUFFIX,
		viteCacheSeed: env.VITE_CACHE_SEED,
		browserExecutable: env.BROWSER_EXECUTABLE,
		orphanMs: env.ORPHAN_MINUTES * 60_000,
		agentTmp: env.AGENT_TMP,
		restricted: env.AGENT_RESTRICTED,
		confinementProved: env.AGENT_CONFINEMENT === "proved",
		contained: env.AGENT_CONFINEMENT === "container",
		modelDeadlineMs: env.MODEL_DEADLINE_MS,
		autosaveMs: env.AUTOSAVE_SECONDS * 1000,
		logLevel: env.LOG_LEVEL,
	};
}

/** The same for what goes before a sandbox. */
export function readPlaces(environment: Record<string, string | undefined>): SandboxPlaces {
	return placesOf(parsedOrThrow(Places, environment));
}

function placesOf(env: z.infer<typeof Places>): SandboxPlaces {
	return {
		dir: env.SANDBOX_DIR,
		templateDir: env.TEMPLATE_DIR,
		nodeModulesDir: env.NODE_MODULES_DIR,
		gatewayUrl: env.GATEWAY_URL.replace(/\/+$/, ""),
		egress: env.EGRESS,
		egressTry: env.EGRESS_TRY,
	};
}

function parsedOrThrow<T extends z.ZodType>(schema: T, environment: Record<string, string | undefined>): z.infer<T> {
	const parsed = schema.safeParse(environment);
	if (parsed.success) return parsed.data;
	const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
	throw new StoryDreamError("bad_request", `The sandbox can't start: ${wrong}.`, {
		hint: "The studio's driver sets these variables; started by hand, set them in the environment.",
	});
}

/** Where things lie inside a sandbox's folder. */
export interface Layout {
	dir: string;
	/** Link to the template's installed dependencies, beside `project` so that every tree finds it by walking up. */
	nodeModules: string;
	project: string;
	versions: string;
	/** The agent's own folder (CLAUDE_CONFIG_DIR): transcripts. */
	claude: string;
	/** What the agent may see of the project's `.claude`: skills, never settings. */
	agentRoot: string;
	exports: string;
	tmp: string;
	/** The agent's home and temporary files: the one place outside the project its commands may write to. */
	agentTmp: string;
	vite: string;
	endpoint: string;
}

export function layoutOf({ dir, agentTmp }: Pick<SandboxSettings, "dir" | "agentTmp">): Layout {
	return {
		dir,
		nodeModules: path.join(dir, "node_modules"),
		project: path.join(dir, "project"),
		versions: path.join(dir, "versions"),
		claude: path.join(dir, "claude"),
		agentRoot: path.join(dir, "agent-root"),
		exports: path.join(dir, "exports"),
		tmp: path.join(dir, "tmp"),
		agentTmp: agentTmp ?? path.join(dir, "agent-tmp"),
		vite: path.join(dir, "vite"),
		endpoint: path.join(dir, "endpoint.json"),
	};
}
