import { StoryDreamError } from "@storydream/protocol";
import type { Records } from "../records/records.ts";
import type { Logger } from "../telemetry/index.ts";
import { probe } from "./probe.ts";

/** What stands for an address where a studio knows of no others. */
const ALONE = "alone";
const LOOK_MS = 10_000;
const ANSWER_MS = 2_000;

/**
 * A studio without STUDIO_ADDRESS takes every session it finds for its own. On a database that others can reach too, two
 * of them would end each other's sessions: so the newest has it, and the one before finds its document gone and lets go.
 */
export interface OnlyStudio {
	/** Throws `conflict` when the database belongs to several studios, of which one lives or may live. */
	enter(): Promise<void>;
	/** Safe to repeat. */
	leave(): Promise<void>;
}

export function createOnlyStudio(options: {
	records: Pick<Records, "studios">;
	id: string;
	logger: Logger;
	/** Between two looks whether the database is still this studio's, in ms. */
	lookMs?: number;
	/** Another studio has the database now. Reported once. */
	onTaken: () => void;
}): OnlyStudio {
	const { records, id, logger } = options;
	let timer: NodeJS.Timeout | null = null;
	let looking = false;

	function stop(): boolean {
		if (timer === null) return false;
		clearInterval(timer);
		timer = null;
		return true;
	}

	const isThere = async () => (await records.studios.list()).some((studio) => studio.id === id);

	async function poll(): Promise<void> {
		// One answer without it may be a mistake, and it would end this studio: it must be given twice.
		if ((await isThere()) || (await isThere()) || !stop()) return;
		logger.error({}, "another studio was started on the same database and has it now: this one lets go of everything and ends");
		options.onTaken();
	}

	return {
		async enter() {
			const others = await records.studios.list();
			for (const { id: other, address } of others) {
				if (address === ALONE) continue;
				const answer = await probe(address, other, ANSWER_MS);
				if (answer === "itself" || answer === "silent") throw belongsToSeveral(other, address, answer);
			}
			for (const other of others) {
				if (other.address === ALONE)
					logger.warn({ studio: other.id }, "the studio that had this database before is asked to release it");
				await records.studios.remove(other.id);
			}
			await records.studios.create({ id, address: ALONE, startedAt: new Date().toISOString() });
			timer = setInterval(() => {
				if (looking) return;
				looking = true;
				poll()
					.catch((error: unknown) =>
						logger.warn({ err: error }, "whether the database is still this studio's is unknown; trying again"),
					)
					.finally(() => {
						looking = false;
					});
			}, options.lookMs ?? LOOK_MS);
			timer.unref();
		},
		async leave() {
			if (stop()) await records.studios.remove(id);
		},
	};
}

function belongsToSeveral(id: string, address: string, answer: "itself" | "silent"): StoryDreamError {
	const lives = answer === "itself" ? "is at work" : "may be at work";
	const gone = answer === "itself" ? "" : ` If it is gone for good, delete the document studios/${id} there.`;
	return new StoryDreamError(
		"conflict",
		`Another studio (${address}) ${lives} on this database, and this one does not know of others.`,
		{
			hint: `Set STUDIO_ADDRESS and INSTALLATION for this one too, or give it a database of its own (FIRESTORE_DATABASE).${gone}`,
		},
	);
}
