import { StoryDreamError, type Usage } from "@storydream/protocol";
import { toCursor } from "./cursor.ts";
import type { ExportRecord, HeadMove, Page, ProjectRecord, SessionRecord } from "./records.ts";

/* What every store of records does alike, said once. */

export const EXPORTS_LISTED = 100;

export function isLiving({ state }: Pick<SessionRecord, "state">): boolean {
	return state !== "ended" && state !== "failed";
}

export function hasEnded({ state }: Pick<ExportRecord, "state">): boolean {
	return state === "done" || state === "failed" || state === "cancelled";
}

/**
 * What a move of the head changes, or null where it is refused: the project stands elsewhere, or its packs are not those
 * that the mover has seen. `now` is an ISO moment.
 */
export function decideMove(project: ProjectRecord, move: HeadMove, now: string): Partial<ProjectRecord> | null {
	const otherPacks =
		move.expectedPacks !== undefined && project.packs.map((pack) => pack.sha256).join() !== move.expectedPacks.join();
	if (project.currentCommitSha !== move.expectedHead || otherPacks) return null;
	const { newHead, packs, sourceSha, agentSessionId, video } = move;
	// A pack list that is rewritten without moving the head is no change a person made.
	const updatedAt = newHead === move.expectedHead ? undefined : now;
	return { currentCommitSha: newHead, packs, sourceSha, agentSessionId, video, updatedAt };
}

export function sumOf(one: Usage, other: Usage): Usage {
	return {
		inputTokens: one.inputTokens + other.inputTokens,
		outputTokens: one.outputTokens + other.outputTokens,
		cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
		cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
		costUsd: one.costUsd + other.costUsd,
	};
}

/** A page of what was found, which is one more than the limit where there is more. */
export function toPage<T>(found: T[], limit: number, fields: (item: T) => (string | number)[]): Page<T> {
	const items = found.slice(0, limit);
	const last = items.at(-1);
	return { items, nextCursor: found.length > limit && last !== undefined ? toCursor(fields(last)) : null };
}

/** Fields that a caller who gets past the types may not change all the same. */
export function without<T extends object>(fields: T, names: readonly string[]): T {
	const copy = { ...fields };
	for (const name of names) Reflect.deleteProperty(copy, name);
	return copy;
}

/** The fields of a project that `update` may change. */
export function changeable(fields: Partial<ProjectRecord>): Partial<ProjectRecord> {
	const { name, description, budgetUsd, lastOpenedAt, pictureSha, video, updatedAt } = fields;
	return { name, description, budgetUsd, lastOpenedAt, pictureSha, video, updatedAt };
}

/** Text as it is compared in a search: without regard to case, also outside ASCII. */
export function fold(text: string): string {
	return text.toWellFormed().normalize("NFC").toLowerCase();
}

/** What a search of projects looks through. */
export function searchText(project: Pick<ProjectRecord, "name" | "description">): string {
	return fold(`${project.name}\n${project.description}`);
}

export function noProject(): StoryDreamError {
	return new StoryDreamError("project_not_found", "There is no such project.");
}
