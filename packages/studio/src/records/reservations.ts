import type { ProjectRecord, Reservation, Reserved, ReserveRequest } from "./records.ts";
import { sumOf } from "./rules.ts";

/* Money of a project that calls of a model may still spend: what every store of records decides alike. */

/** Sums of dollars are compared with this much room: sums of fractions are not exact. */
const ROOM_USD = 1e-9;

/** What is left of a project's budget once its open calls have cost their most; null: there is no budget. */
export function remainingUsd({ budgetUsd, usage, reservations }: ProjectRecord): number | null {
	if (budgetUsd === null) return null;
	return budgetUsd - usage.costUsd - reservations.reduce((sum, { usd }) => sum + usd, 0);
}

/**
 * Decides on a reservation. Those before it that nobody will settle any more (expired, or of a studio that is gone)
 * become spent in the same step. `change` is what the store writes.
 */
export function decideReserve(
	project: ProjectRecord,
	request: ReserveRequest,
	now: string,
): { answer: Reserved; change: Partial<ProjectRecord> } {
	const isOpen = (one: Reservation) => one.expiresAt > now && !request.isAbandoned(one.ownerId);
	const open = project.reservations.filter(isOpen);
	const lost = project.reservations.filter((one) => !isOpen(one));
	const swept: ProjectRecord = {
		...project,
		reservations: open,
		usage: lost.reduce((sum, { usd }) => sumOf(sum, { ...NOTHING, costUsd: usd }), project.usage),
	};
	const change = lost.length === 0 ? {} : { reservations: open, usage: swept.usage };
	const { reservation, maxAtOnce } = request;
	const remaining = remainingUsd(swept);
	if (open.filter(({ sessionId }) => sessionId === reservation.sessionId).length >= maxAtOnce) {
		return { answer: { kind: "too_many" }, change };
	}
	// Where nothing is left, a call that is estimated to cost nothing is refused too.
	if (remaining !== null && (remaining <= ROOM_USD || reservation.usd > remaining + ROOM_USD)) {
		return { answer: { kind: "over_budget", remainingUsd: Math.max(0, remaining) }, change };
	}
	return { answer: { kind: "reserved" }, change: { ...change, reservations: [...open, reservation] } };
}

/** Ends a reservation with what its call has used; null: it is not there, because it was counted as spent already. */
export function decideSettle(
	project: ProjectRecord,
	reservationId: string,
	usage: ProjectRecord["usage"],
): Pick<ProjectRecord, "reservations" | "usage"> | null {
	const others = project.reservations.filter(({ id }) => id !== reservationId);
	if (others.length === project.reservations.length) return null;
	return { reservations: others, usage: sumOf(project.usage, usage) };
}

const NOTHING = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
