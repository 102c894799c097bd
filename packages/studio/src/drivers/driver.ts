/** What a driver logs with; pino's shape. */
export interface DriverLogger {
	debug(fields: object, text: string): void;
	info(fields: object, text: string): void;
	warn(fields: object, text: string): void;
	error(fields: object, text: string): void;
}

/** What a sandbox is started from. A sandbox is a pure function of this. */
export interface SandboxSpec {
	/** Deterministic: `<install>-<session>-<incarnation>`. Lower-case letters, digits, dashes. */
	name: string;
	incarnation: string;
	sessionId: string;
	/** Token every request to the agent host must carry. */
	token: string;
	gatewayUrl: string;
	gatewayToken: string;
	/** Model for the agent; absent: the SDK's own choice. */
	model?: string;
	/** It waits for whoever comes next: nobody's yet. */
	spare?: boolean;
}

export interface SandboxEndpoint {
	agentUrl: string;
	previewUrl: string;
}

/**
 * - `starting`: exists, its endpoint is not known yet
 * - `running`: exists, and where
 * - `exited`: ran and ended; what it left is still there until `end`
 * - `gone`: nothing of this name is there
 * - `unknown`: the driver can't tell (engine down, list incomplete): nobody may clean up on it
 */
export type SandboxStatus =
	| { state: "starting" }
	| { state: "running"; endpoint: SandboxEndpoint; note: unknown }
	| { state: "exited"; exitCode: number | null; reason: string }
	| { state: "gone" }
	| { state: "unknown"; reason: string };

/**
 * Where sandboxes run. `start` returns as soon as the start is under way; readiness is asked of the agent host by the
 * caller. All verbs are safe to repeat. Throws StoryDreamError `sandbox_failed` with what to do, never a raw error.
 */
export interface Driver {
	readonly kind: "process" | "docker" | "kubernetes";
	/** Starts it, or does nothing when one of this name exists already. */
	start(spec: SandboxSpec): Promise<void>;
	/** Never throws for a sandbox that is not there. */
	inspect(name: string): Promise<SandboxStatus>;
	/** Ends it and removes all it left; resolves when nothing is left, also when nothing was there. Within 10 s. */
	end(name: string): Promise<void>;
	/** Names of all sandboxes of this installation that exist, running or not; null: can't tell. */
	list(): Promise<string[] | null>;
	/** Last lines the sandbox printed, for the studio's log. */
	output(name: string): Promise<string>;
	/** Throws with a next step when sandboxes can't be started here. */
	check(): Promise<void>;
	/**
	 * Why agents get no commands here, as a sentence for people; null when their commands are held. Found out once. Absent:
	 * a container holds them.
	 */
	restricted?(): Promise<string | null>;
	/**
	 * Marks a spare as a project's, where the place itself can do that for one only. False: it is somebody else's, or
	 * not there any more. Absent: only the records decide.
	 */
	claim?(name: string, projectId: string): Promise<boolean>;
}
