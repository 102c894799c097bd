import type { ExportRecord, Records } from "../records/records.ts";
import type { ExportQueue } from "./queue.ts";
import type { ExportRunner } from "./runner.ts";

/**
 * Goes on with exports that another studio, or an earlier one on this folder, has left: what waited waits again, what ran
 * in a session begins anew once and fails in words the second time, and what runs as a job is found where it runs.
 *
 * @param isLeft whether nobody works at the exports of an owner
 */
export async function takeLeft(
	deps: { records: Records; queue: ExportQueue; runner: ExportRunner; ownerId: string },
	isLeft: (ownerId: string) => boolean,
): Promise<void> {
	for (const record of await deps.records.exports.listOpen()) {
		if (deps.queue.running(record.id) !== undefined || !isLeft(record.ownerId)) continue;
		// Of two studios that see that a third is gone, one gets it.
		const mine = await deps.records.exports.claim(record.id, record.ownerId, deps.ownerId);
		if (mine !== null) await goOn(mine, deps);
	}
}

async function goOn(
	record: ExportRecord,
	{ records, queue, runner }: { records: Records; queue: ExportQueue; runner: ExportRunner },
): Promise<void> {
	const project = await records.projects.get(record.projectId);
	if (project === null) {
		await records.exports.update(record.id, { state: "cancelled", endedAt: new Date().toISOString() });
		await runner.discard(record.id);
		return;
	}
	const one = { id: record.id, projectId: record.projectId, userId: project.userId, record };
	if (record.state === "queued") queue.add(one);
	else if (runner.outlivesStudio) queue.resume(one);
	else if (record.error !== null) {
		const error = {
			code: "export_failed" as const,
			message: "The studio stopped twice while this film was being made.",
			hint: "Export it again; a smaller size or a shorter range needs less memory.",
		};
		await records.exports.update(record.id, { state: "failed", endedAt: new Date().toISOString(), error });
	} else {
		// Kept as a note until it ends: a second stop in the middle of it is not tried a third time.
		const error = { code: "shutting_down" as const, message: "The studio stopped; the export begins anew.", hint: "Wait." };
		const again = { state: "queued" as const, framesDone: 0, speed: null, secondsLeft: null, error };
		await records.exports.update(record.id, again);
		queue.add(one);
	}
}
