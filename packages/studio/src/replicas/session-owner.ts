import type { Records } from "../records/records.ts";
import type { Sessions } from "../sessions/index.ts";
import type { Membership } from "./membership.ts";

/** Where what somebody asks for is: in this studio, in another, or on its way from one to the other. */
export type SessionOwner = { at: "here" } | { at: "peer"; id: string; address: string } | { at: "moving" };

const HERE: SessionOwner = { at: "here" };
const MOVING: SessionOwner = { at: "moving" };

export function createOwnerFinder(deps: {
	records: Pick<Records, "sessions" | "exports">;
	sessions: Pick<Sessions, "has" | "takeOver">;
	membership: Pick<Membership, "id" | "find">;
}) {
	const { records, sessions, membership } = deps;

	async function ofOwner(ownerId: string): Promise<SessionOwner | null> {
		if (ownerId === membership.id) return HERE;
		const peer = ownerId === "" ? null : await membership.find(ownerId);
		if (peer === null) return null;
		return peer.state === "alive" ? { at: "peer", id: ownerId, address: peer.address } : MOVING;
	}

	return {
		/** Of a project's session. One whose studio is gone is taken up here before this resolves. */
		async project(projectId: string): Promise<SessionOwner> {
			for (let tries = 0; tries < 2; tries++) {
				if (sessions.has(projectId)) return HERE;
				const record = await records.sessions.findByProject(projectId);
				if (record === null) return HERE;
				const where = await ofOwner(record.ownerId);
				if (where !== null && where.at !== "here") return where;
				await sessions.takeOver();
			}
			return sessions.has(projectId) || (await records.sessions.findByProject(projectId)) === null ? HERE : MOVING;
		},
		/** Of what works at an export; ended ones are everywhere. */
		async export(id: string): Promise<SessionOwner> {
			const record = await records.exports.get(id);
			if (record === null || record.endedAt !== null) return HERE;
			return (await ofOwner(record.ownerId)) ?? HERE;
		},
	};
}

export type OwnerFinder = ReturnType<typeof createOwnerFinder>;
