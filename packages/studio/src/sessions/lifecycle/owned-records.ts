import type { Records, SessionRecord } from "../../records/records.ts";
import type { Logger } from "../ports.ts";

/**
 * The records as one of several studios may write them: a session is changed only while it is this studio's, so that one
 * that was stopped for a while, and taken for dead, changes nothing of what others have taken over.
 *
 * @param options.sure throws when others may have taken over what is this studio's
 * @param options.onTaken a session was found to be another studio's by now
 */
export function ownedRecords(
	records: Records,
	options: { ownerId: string; sure: () => Promise<void>; onTaken: (record: SessionRecord) => void; logger: Logger },
): Records {
	const { ownerId, sure } = options;

	function lookWhose(id: string): void {
		records.sessions.get(id).then(
			(record) => {
				if (record !== null && record.ownerId !== ownerId) options.onTaken(record);
			},
			(error: unknown) => options.logger.warn({ err: error, session: id }, "whose session it is could not be determined"),
		);
	}

	return {
		...records,
		messages: {
			...records.messages,
			async update(...change) {
				await sure();
				return records.messages.update(...change);
			},
		},
		sessions: {
			...records.sessions,
			async create(session) {
				await sure();
				return records.sessions.create(session);
			},
			async update(id, expected, change) {
				await sure();
				const updated = await records.sessions.update(id, { ownerId, ...expected }, change);
				if (updated === null && expected.ownerId === undefined) lookWhose(id);
				return updated;
			},
			claim: (id, projectId) => records.sessions.claim(id, projectId, ownerId),
		},
	};
}
