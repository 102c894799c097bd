import type { MembershipTimings } from "../replicas/index.ts";
import type { Logger } from "../telemetry/index.ts";

/** What a studio is made of besides its configuration: paths, because it imports none of it. */
export interface StudioParts {
	/** Folder of the built browser app; null or not there: the API alone. */
	webDir: string | null;
	/** Program of a sandbox process. */
	sandboxMain: string;
	/** Folder of the template project. */
	templateDir: string;
	/** Installed dependencies of the template. Default: the nearest `node_modules` above it that has Remotion. */
	nodeModulesDir?: string;
	/** Folder of a Vite pre-bundle for sandboxes to begin with. */
	viteCacheSeed?: string;
	/**
	 * Why agents have no commands here, or null, where sandboxes that are processes have no walls; asked once. Absent: they
	 * are put inside walls, and the driver proves it.
	 */
	restricted?: Promise<string | null>;
	/**
	 * What several studios on one machine share, so that each reaches the other's sandbox processes: a folder, and an
	 * address by which sandboxes find the model gateway of any of them. Without it, processes are one studio's alone.
	 */
	shared?: { sandboxesDir: string; gatewayUrl: string; deadlines?: Partial<MembershipTimings> };
	/** Default: one made from the configuration. */
	logger?: Logger;
	/** Between two looks whether a database on another machine is still this studio's, in ms. */
	lookMs?: number;
}

export interface RunningStudio {
	/** Where a person on this machine opens it. */
	readonly url: string;
	readonly port: number;
	/** The studio's log. */
	readonly logger: Logger;
	/** Resolves when this studio has stopped by itself: others had taken it for dead. Its process is to end then. */
	readonly fenced: Promise<void>;
	/**
	 * Says "not ready", lets requests finish, saves sessions and ends; within 45 s, whatever hangs.
	 * `endAll`: sandboxes are ended too; else they live on, to be adopted by the next studio on the same data and port.
	 */
	close(options: { endAll: boolean }): Promise<void>;
}
