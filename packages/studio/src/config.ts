import { isIP } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

/** Everything the environment decides, checked. Made once, at the start; parts are handed to whoever needs them. */
export interface Config {
	host: string;
	/** 0: any free port. */
	port: number;
	/** Where browsers find the studio when that is not `http://localhost:{port}`, such as `https://films.example.com`. */
	publicUrl: string | null;
	/** Absolute path of the folder with the database, the objects and what can be made again. */
	dataDir: string;
	/** Where things are known. */
	records: "sqlite" | "firestore";
	/** Where things are kept. */
	objects: "disk" | "gcs";
	/** What `firestore` and `gcs` are reached with, besides application default credentials. */
	google: {
		/** null only where nothing needs it: with `firestore` it is set. */
		projectId: string | null;
		firestoreDatabase: string;
		/** `host:port`; null: Google's own service. */
		firestoreEmulatorHost: string | null;
		storageBucket: string;
		/** null: Google's own service. */
		storageApiEndpoint: string | null;
	};
	/** Where other studios on the same stores reach this one, such as `http://10.0.0.7:8080`; null: it is the only one. */
	studioAddress: string | null;
	/** What sandboxes' names begin with, for all studios on the same stores; null: the name that the data folder keeps. */
	installation: string | null;
	/** Where sandboxes run. */
	driver: "process" | "docker" | "kubernetes";
	/** What `kubernetes` needs besides the image, the limits and `allowEgress`, which are the same for every container. */
	kubernetes: {
		/** The studio runs in the cluster itself, with the account of its pod; else KUBECONFIG says which cluster. */
		inside: boolean;
		/** Where sandboxes and export Jobs run. */
		namespace: string;
		/** Where the studio and its Service are: another one than `namespace`, so that the studio's rights reach no key of its own. */
		studioNamespace: string;
		/** Such as gVisor's; null: the cluster's usual one. */
		runtimeClass: string | null;
		priorityClass: string | null;
		imagePullSecret: string | null;
		imagePullPolicy: "IfNotPresent" | "Always" | "Never";
		nodeSelector: Record<string, string>;
		tolerations: { key: string; value?: string; effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute" }[];
		/** Where pods find the model gateway; null: the address of the Service `storydream-internal`. */
		gatewayUrl: string | null;
		/** The SandboxWarmPool that sandboxes are claimed of, and the token of those that wait in it; null: none. */
		pool: { name: string; token: string } | null;
		/** Places, as `host:port`, that pods must not reach and only the studio knows: its own page, the cluster's API. */
		mustNotReach: string[];
	};
	/** Port that serves sandboxes and exports in other pods, and nothing else; null: none is opened. */
	internalPort: number | null;
	/** What `docker` needs; the engine itself is the one DOCKER_HOST names, else the usual socket. */
	docker: {
		/** Image of sandboxes. */
		image: string;
		/** Network the studio is in when it runs in a container itself; null: it runs on the engine's host. */
		network: string | null;
		/** Where sandboxes' networks are cut from, such as `10.231.0.0/16`. */
		subnets: string;
		/** Of one sandbox. */
		limits: { memoryBytes: number; diskBytes: number; cpus: number; pids: number };
		/** Sandboxes start although they can reach out. For development only. */
		allowEgress: boolean;
	};
	model: {
		/** null: the demo model answers. Never logged, never given to a sandbox. */
		apiKey: string | null;
		baseUrl: string;
		/** Model for the agent; null: the SDK's own choice. */
		name: string | null;
		/** Models that sandboxes may ask, by name, `*` for any characters; null: all. */
		allowed: string[] | null;
		/** The longest answer a sandbox gets, in tokens. */
		maxOutputTokens: number;
		/** Model requests that one session may have open at the same time. */
		requestsAtOnce: number;
	};
	/** Previews live at `http(s)://{key}.{previewDomain}`. */
	previewDomain: string;
	/** Sandboxes that wait, started, for whoever comes next. */
	warmPool: number;
	maxSessions: number;
	/** A session nobody works in ends after so long; milliseconds. */
	sessionIdleMs: number;
	/** Films made at the same time, by this studio. */
	exportConcurrency: number;
	/** When films are checked: after every version, or only when a person asks for it. */
	filmChecks: "auto" | "on-demand";
	/** Where films are made: in the sandbox of the project's session, or in a Job of the cluster for each. */
	exports: "session" | "job";
	/** Of one export's job. */
	exportLimits: { memoryBytes: number; cpus: number; diskBytes: number };
	/** Connections that may be open at the same time: in all, and from one address. */
	connections: { total: number; perAddress: number };
	/** The most one asset may weigh. */
	maxAssetBytes: number;
	/** A browser for frames, exports and tests; null: found as `storydream doctor` says. */
	browserExecutable: string | null;
	remotionLicenseKey: string | null;
	log: { level: LogLevel; pretty: boolean };
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The checkout this file is in: its `.storydream` is ignored by git. */
const DEFAULT_DATA_DIR = resolve(import.meta.dirname, "../../../.storydream");
const PROVIDER = "https://api.anthropic.com";
const SECRETS = new Set(["ANTHROPIC_API_KEY", "REMOTION_LICENSE_KEY", "K8S_POOL_TOKEN"]);

/** A variable: how it is read, and a right value for the sentence about a wrong one. */
interface Variable<T> {
	read: z.ZodType<T, string>;
	example: string;
}

const wholeNumber = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d{1,15}$/, `it must be a whole number from ${min} to ${max}`)
		.transform(Number)
		.refine((number) => number >= min && number <= max, `it must be a whole number from ${min} to ${max}`);

const yesOrNo = z
	.enum(["true", "false", "1", "0"], "it must be true or false")
	.transform((word) => word === "true" || word === "1");

const secret = z.string().regex(/^[\x21-\x7e]+$/, "it holds spaces, line ends or letters that no key has");

const hostName = z
	.string()
	.toLowerCase()
	.regex(/^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/, "it must be a host name");

const address = z
	.string()
	.toLowerCase()
	.refine((host) => isIP(host) !== 0 || hostName.safeParse(host).success, "it must be an IP address or a host name");

const webAddress = z
	.string()
	.refine(
		(text) => ["http:", "https:"].includes(URL.parse(text)?.protocol ?? ""),
		"it must be an address that starts with http:// or https://",
	)
	.refine((text) => !/[?#]/.test(text), "it can't have a query or a fragment")
	.transform((text) => text.replace(/\/+$/, ""));

const UNITS: Record<string, number> = { "": 1, KB: 1e3, MB: 1e6, GB: 1e9 };
const size = z
	.string()
	.regex(/^\d{1,12} ?(KB|MB|GB)?$/i, "it must be a number of bytes, KB, MB or GB")
	.transform((text) => Number.parseInt(text, 10) * (UNITS[text.replace(/[\d ]/g, "").toUpperCase()] ?? 1))
	.refine((bytes) => bytes >= 1 && bytes <= 1e12, "it must be from 1 byte to 1000 GB");

const minutes = z
	.string()
	.regex(/^\d{1,6}(\.\d{1,3})?$/, "it must be a number of minutes")
	.transform((text) => Number(text) * 60_000)
	.refine((ms) => ms > 0 && ms <= 7 * 24 * 60 * 60_000, "it must be more than 0 and at most 10080 (a week)");

const folder = z
	.string()
	.refine((path) => !path.includes("\0"), "it can't be a path")
	.transform((path) => resolve(path.startsWith("~/") ? join(homedir(), path.slice(2)) : path));

function oneOf<const T extends string>(names: readonly [T, ...T[]]) {
	return z.enum(names, `it must be one of ${names.join(", ")}`);
}

const subnets = z
	.string()
	.refine(
		(text) => isIP(text.split("/")[0] ?? "") === 4 && /^[^/]+\/(8|9|1\d|2[0-8])$/.test(text),
		"it must be a range of IPv4 addresses, from /8 to /28",
	);

const hostAndPort = z
	.string()
	.refine((text) => URL.parse(`http://${text}`)?.host === text && /:\d+$/.test(text), "it must be a host and a port");

const kubernetesName = z
	.string()
	.regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, "it must be the name of something in a cluster");

const modelPatterns = z
	.string()
	.transform((text) => text.split(",").map((part) => part.trim()))
	.refine(
		(parts) => parts.every((part) => /^[A-Za-z0-9*][A-Za-z0-9._:@/[\]*-]{0,99}$/.test(part)),
		"it must be names of models, separated by commas; * stands for any characters",
	);

const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

const nodeSelector = z
	.string()
	.transform((text) => text.split(",").map((part) => part.trim().split("=")))
	.refine(
		(parts) =>
			parts.every(({ length, 0: key = "", 1: value = "" }) => length === 2 && LABEL_KEY.test(key) && LABEL_VALUE.test(value)),
		"it must be labels of nodes, as in key=value,key=value",
	)
	.transform((parts) => Object.fromEntries(parts.map(([key = "", value = ""]) => [key, value])));

const TaintEffect = z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]);
const TAINT = /^(?<key>[^=:]+)(=(?<value>[^:]*))?(:(?<effect>NoSchedule|PreferNoSchedule|NoExecute))?$/;
const tolerations = z
	.string()
	.transform((text) => text.split(",").map((part) => TAINT.exec(part.trim())?.groups ?? {}))
	.refine(
		(parts) => parts.every(({ key = "", value = "" }) => LABEL_KEY.test(key) && LABEL_VALUE.test(value)),
		"it must be taints of nodes, as in key=value:NoSchedule,key:NoExecute",
	)
	.transform((parts) =>
		parts.map(({ key = "", value, effect }) => ({
			key,
			...(value === undefined ? {} : { value }),
			...(effect === undefined ? {} : { effect: TaintEffect.parse(effect) }),
		})),
	);

/**
 * Reads the environment. Throws StoryDreamError (`bad_request`) with one sentence that names the variable, what is wrong
 * with it, and a right value; a key is never repeated in it. An empty variable counts as absent.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, options: { isTerminal?: boolean } = {}): Config {
	function read<T, D>(name: string, fallback: D, { read: schema, example }: Variable<T>): T | D {
		const text = env[name]?.trim();
		if (text === undefined || text === "") return fallback;
		const parsed = schema.safeParse(text);
		if (parsed.success) return parsed.data;
		throw wrong(name, text, parsed.error.issues[0]?.message ?? "it can't be read", example);
	}

	const inside = read("RUNNING_IN_KUBERNETES", false, { read: yesOrNo, example: "false" });
	// In a pod, whoever shall reach it comes from another one.
	const host = read("HOST", inside ? "0.0.0.0" : "127.0.0.1", { read: address, example: "127.0.0.1" });
	const allowed = read("STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN", false, { read: yesOrNo, example: "true" });
	if (!allowed && !isLoopback(host)) {
		throw new StoryDreamError(
			"bad_request",
			`HOST is "${host}", which others can reach, and StoryDream has no sign-in yet: whoever reaches it can see, change and delete every project.`,
			{
				hint: `${inside ? "Set" : "Leave HOST out, or set"} STORYDREAM_ALLOW_REMOTE_WITHOUT_SIGN_IN=true if only people you trust can reach this address.`,
			},
		);
	}

	const google = {
		projectId: read("GCP_PROJECT_ID", null, {
			read: z.string().regex(/^[a-z][a-z0-9.:-]{4,60}[a-z0-9]$/, "it must be the id of a Google Cloud project"),
			example: "my-films-123456",
		}),
		firestoreDatabase: read("FIRESTORE_DATABASE", "storydream", {
			read: z.string().regex(/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/, "it must be the id of a database, or (default)"),
			example: "storydream",
		}),
		firestoreEmulatorHost: read("FIRESTORE_EMULATOR_HOST", null, { read: hostAndPort, example: "127.0.0.1:8681" }),
		storageBucket: read("STORAGE_BUCKET", "storydream-data", {
			read: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, "it must be the name of a bucket"),
			example: "my-films-data",
		}),
		storageApiEndpoint: read("STORAGE_API_ENDPOINT", null, { read: webAddress, example: "http://127.0.0.1:4443" }),
	};
	const records = read("RECORDS", "sqlite", { read: oneOf(["sqlite", "firestore"]), example: "sqlite" });
	if (records === "firestore" && google.projectId === null) {
		throw new StoryDreamError("bad_request", "RECORDS is firestore, but GCP_PROJECT_ID does not say in which project.", {
			hint: "Set it like this: GCP_PROJECT_ID=my-films-123456",
		});
	}

	const objects = read("OBJECTS", "disk", { read: oneOf(["disk", "gcs"]), example: "disk" });
	const studioAddress = read("STUDIO_ADDRESS", null, {
		read: webAddress.refine((text) => URL.parse(text)?.pathname === "/", "it can't have a path"),
		example: "http://10.0.0.7:8080",
	});
	const installation = read("INSTALLATION", null, {
		read: z.string().regex(/^[a-z][a-z0-9]{1,11}$/, "it must be 2 to 12 lower-case letters and digits"),
		example: "storydream",
	});
	if (studioAddress !== null && (records !== "firestore" || objects !== "gcs")) {
		throw new StoryDreamError("bad_request", "STUDIO_ADDRESS makes this one of several studios, which share their stores.", {
			hint: "Set RECORDS=firestore and OBJECTS=gcs, or leave STUDIO_ADDRESS out: then this is the only studio.",
		});
	}
	if (studioAddress !== null && installation === null) {
		throw new StoryDreamError(
			"bad_request",
			"STUDIO_ADDRESS is set, but INSTALLATION does not say to which studios this belongs.",
			{
				hint: "Set it to the same name in all of them: INSTALLATION=storydream",
			},
		);
	}

	const docker = {
		image: read("SANDBOX_IMAGE", "storydream-sandbox", {
			read: z.string().regex(/^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$/, "it must be the name of an image"),
			example: "storydream-sandbox",
		}),
		network: read("DOCKER_NETWORK", null, {
			read: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/, "it must be the name of a network"),
			example: "storydream_default",
		}),
		subnets: read("DOCKER_SUBNETS", "10.231.0.0/16", { read: subnets, example: "10.231.0.0/16" }),
		limits: {
			memoryBytes: read("SANDBOX_MEMORY", 4_000_000_000, { read: size, example: "4GB" }),
			diskBytes: read("SANDBOX_DISK", 2_000_000_000, { read: size, example: "2GB" }),
			cpus: read("SANDBOX_CPUS", 2, { read: wholeNumber(1, 64), example: "2" }),
			pids: read("SANDBOX_PIDS", 512, { read: wholeNumber(64, 32_768), example: "512" }),
		},
		allowEgress: read("SANDBOX_ALLOW_EGRESS", false, { read: yesOrNo, example: "false" }),
	};

	const driver = read("DRIVER", inside ? "kubernetes" : "process", {
		read: oneOf(["process", "docker", "kubernetes"]),
		example: "process",
	});
	const exports = read("EXPORTS", driver === "kubernetes" ? "job" : "session", {
		read: oneOf(["session", "job"]),
		example: "session",
	});
	if (exports === "job" && driver !== "kubernetes") {
		throw wrong("EXPORTS", "job", "it must be session where DRIVER is not kubernetes, because a job needs a cluster", "session");
	}
	const poolName = read("K8S_SANDBOX_POOL", null, { read: kubernetesName, example: "storydream" });
	const poolToken = read("K8S_POOL_TOKEN", null, {
		read: secret.min(16, "it must have at least 16 characters"),
		example: "what `openssl rand -hex 32` says",
	});
	if (poolName !== null && driver !== "kubernetes") {
		throw new StoryDreamError("bad_request", `K8S_SANDBOX_POOL is ${poolName}, but DRIVER is ${driver}.`, {
			hint: "Leave K8S_SANDBOX_POOL out, or set DRIVER=kubernetes: a pool of sandboxes is kept by a cluster.",
		});
	}
	if (poolName !== null && poolToken === null) {
		throw new StoryDreamError("bad_request", `K8S_SANDBOX_POOL is ${poolName}, but K8S_POOL_TOKEN is not set.`, {
			hint: "Give the studio the token of the Secret storydream-pool, as deploy/kubernetes/components/agent-sandbox does.",
		});
	}
	const namespaceName = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "it must be the name of a namespace");
	const namespace = read("K8S_NAMESPACE", "storydream-sandboxes", { read: namespaceName, example: "storydream-sandboxes" });
	const kubernetes = {
		inside,
		namespace,
		studioNamespace: read("K8S_STUDIO_NAMESPACE", "storydream", { read: namespaceName, example: "storydream" }),
		runtimeClass: read("SANDBOX_RUNTIME_CLASS", null, { read: kubernetesName, example: "gvisor" }),
		priorityClass: read("SANDBOX_PRIORITY_CLASS", null, { read: kubernetesName, example: "storydream-sandbox" }),
		imagePullSecret: read("SANDBOX_IMAGE_PULL_SECRET", null, { read: kubernetesName, example: "registry" }),
		imagePullPolicy: read("SANDBOX_IMAGE_PULL_POLICY", "IfNotPresent", {
			read: oneOf(["IfNotPresent", "Always", "Never"]),
			example: "IfNotPresent",
		}),
		nodeSelector: read("SANDBOX_NODE_SELECTOR", {}, { read: nodeSelector, example: "films.example.com/pool=sandboxes" }),
		tolerations: read("SANDBOX_TOLERATIONS", [], { read: tolerations, example: "films.example.com/pool=sandboxes:NoSchedule" }),
		gatewayUrl: read("GATEWAY_URL", null, { read: webAddress, example: "http://10.0.0.5:8081/gateway" }),
		pool: poolName === null || poolToken === null ? null : { name: poolName, token: poolToken },
		mustNotReach: [
			...(studioAddress === null ? [] : [new URL(studioAddress).host]),
			// Set by the cluster itself in every pod.
			...(env.KUBERNETES_SERVICE_HOST ? [`${env.KUBERNETES_SERVICE_HOST}:${env.KUBERNETES_SERVICE_PORT ?? "443"}`] : []),
		],
	};

	const warmPool = read("WARM_POOL", poolName === null ? 1 : 0, { read: wholeNumber(0, 20), example: "1" });
	if (poolName !== null && warmPool > 0) {
		const why = "it must be 0 where K8S_SANDBOX_POOL is set, because the sandboxes that wait are the cluster's";
		throw wrong("WARM_POOL", String(warmPool), why, "0");
	}

	const publicUrl = read("PUBLIC_URL", null, { read: webAddress, example: "https://films.example.com" });
	const maxConnections = read("MAX_CONNECTIONS", 2_000, { read: wholeNumber(16, 100_000), example: "2000" });
	const logFormat = read("LOG_FORMAT", "auto", {
		read: z.enum(["auto", "pretty", "json"], "it must be auto, pretty or json"),
		example: "json",
	});

	return {
		host,
		port: read("PORT", 8080, { read: wholeNumber(0, 65_535), example: "8080" }),
		publicUrl,
		dataDir: read("DATA_DIR", DEFAULT_DATA_DIR, { read: folder, example: "~/storydream" }),
		records,
		objects,
		google,
		studioAddress,
		installation,
		driver,
		kubernetes,
		internalPort: read("INTERNAL_PORT", driver === "kubernetes" ? 8081 : null, { read: wholeNumber(1, 65_535), example: "8081" }),
		docker,
		model: {
			apiKey: read("ANTHROPIC_API_KEY", null, { read: secret, example: "sk-ant-…" }),
			baseUrl: read("ANTHROPIC_BASE_URL", PROVIDER, { read: webAddress, example: PROVIDER }),
			name: read("STORYDREAM_MODEL", null, {
				read: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@/[\]-]{0,99}$/, "it must be the name of a model"),
				example: "claude-sonnet-4-5",
			}),
			allowed: read("MODELS_ALLOWED", null, { read: modelPatterns, example: "claude-sonnet-*,claude-haiku-*" }),
			maxOutputTokens: read("MODEL_MAX_OUTPUT_TOKENS", 64_000, { read: wholeNumber(2_048, 1_000_000), example: "64000" }),
			requestsAtOnce: read("MODEL_REQUESTS_AT_ONCE", 4, { read: wholeNumber(1, 64), example: "4" }),
		},
		previewDomain: read("PREVIEW_DOMAIN", "preview.localhost", { read: hostName, example: "preview.films.example.com" }),
		warmPool,
		maxSessions: read("MAX_SESSIONS", 20, { read: wholeNumber(1, 1000), example: "20" }),
		sessionIdleMs: read("SESSION_IDLE_MINUTES", 30 * 60_000, { read: minutes, example: "30" }),
		// A job has limits of its own; a session's film uses every core it gets.
		exportConcurrency: read("EXPORT_CONCURRENCY", exports === "job" ? 4 : 1, { read: wholeNumber(1, 16), example: "1" }),
		filmChecks: read("FILM_CHECKS", "auto", { read: oneOf(["auto", "on-demand"]), example: "auto" }),
		exports,
		exportLimits: {
			memoryBytes: read("EXPORT_MEMORY", 4_000_000_000, { read: size, example: "4GB" }),
			cpus: read("EXPORT_CPUS", 2, { read: wholeNumber(1, 64), example: "2" }),
			diskBytes: read("EXPORT_DISK", 8_000_000_000, { read: size, example: "8GB" }),
		},
		connections: {
			total: maxConnections,
			// Behind a proxy every connection comes from the proxy's address.
			perAddress: read("MAX_CONNECTIONS_PER_ADDRESS", publicUrl === null ? 512 : maxConnections, {
				read: wholeNumber(16, 100_000),
				example: "512",
			}),
		},
		maxAssetBytes: read("MAX_ASSET_BYTES", 2_000_000_000, { read: size, example: "2GB" }),
		browserExecutable: read("BROWSER_EXECUTABLE", null, { read: folder, example: "/usr/bin/chromium" }),
		remotionLicenseKey: read("REMOTION_LICENSE_KEY", null, { read: secret, example: "rm_pub_…" }),
		log: {
			level: read("LOG_LEVEL", "info", {
				read: z.enum(LOG_LEVELS, `it must be one of ${LOG_LEVELS.join(", ")}`),
				example: "info",
			}),
			pretty: logFormat === "pretty" || (logFormat === "auto" && (options.isTerminal ?? process.stdout.isTTY === true)),
		},
	};
}

/** Whether only this machine can reach an address to listen on. */
export function isLoopback(host: string): boolean {
	return host === "localhost" || host.endsWith(".localhost") || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function wrong(name: string, text: string, why: string, example: string): StoryDreamError {
	// An address may carry a password before its `@`.
	const shown = SECRETS.has(name) || text.includes("@") ? "has a wrong value" : `is ${JSON.stringify(text.slice(0, 80))}`;
	return new StoryDreamError("bad_request", `${name} ${shown}: ${why}.`, { hint: `Set it like this: ${name}=${example}` });
}
