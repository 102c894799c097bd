import type { Config } from "../config/index.ts";
import { newId } from "../ids.ts";
import type { Records } from "../records/records.ts";
import { createMembership, createOnlyStudio, type Membership } from "../replicas/index.ts";
import type { Logger } from "../telemetry/index.ts";
import type { StudioEmitter } from "./events.ts";
import type { StudioParts } from "./running-studio.ts";

/** This studio among those that may be on the same stores. */
export interface StudioPeers {
	/** What this studio's records name as their owner. */
	readonly ownerId: string;
	/** null: it is the only studio. */
	readonly membership: Membership | null;
	/** Whether a studio will never settle what it reserved. */
	isAbandoned(owner: string): boolean;
	/** Makes this studio known, and defers its leaving. */
	enter(opened: AsyncDisposableStack): Promise<void>;
}

/** One of several studios, or the only one on its database: as it is configured. */
export function createPeers(options: {
	config: Pick<Config, "studioAddress" | "records">;
	parts: Pick<StudioParts, "shared" | "lookMs">;
	records: Records;
	events: StudioEmitter;
	logger: Logger;
}): StudioPeers {
	const { config, parts, records, events } = options;
	const logger = options.logger.child({ room: "replicas" });
	const ownerId = newId();
	/** Studios that were seen to end or die; grows by one with each. */
	const gone = new Set<string>();
	events.on("gone", (id) => gone.add(id));
	const onFenced = () => void events.emit("fenced");
	const membership =
		config.studioAddress === null
			? null
			: createMembership({
					records,
					id: ownerId,
					address: config.studioAddress,
					logger,
					...(parts.shared?.deadlines === undefined ? {} : { deadlines: parts.shared.deadlines }),
					onGone: (id) => void events.emit("gone", id),
					onFenced,
				});
	/** A database on another machine can be reached by others too, also by one that should not. */
	const only =
		membership !== null || config.records !== "firestore"
			? null
			: createOnlyStudio({
					records,
					id: ownerId,
					logger,
					...(parts.lookMs === undefined ? {} : { lookMs: parts.lookMs }),
					onTaken: onFenced,
				});
	const entered = membership ?? only;
	return {
		ownerId,
		membership,
		// Without others, whoever reserved something else was a predecessor.
		isAbandoned: (owner) => (membership === null ? owner !== ownerId : gone.has(owner)),
		async enter(opened) {
			if (entered === null) return;
			await entered.enter();
			opened.defer(() => entered.leave());
		},
	};
}
