import type { Export } from "@storydream/protocol";
import { ago, bytes, seconds } from "../../ui/index.ts";

/** True of an export that will not go on: it is done, has failed or was cancelled. */
export function isOver({ state }: Export): boolean {
	return state === "done" || state === "failed" || state === "cancelled";
}

/** How many frames an earlier export had drawn already; null when none. */
function reused({ framesReused, framesTotal }: Export): string | null {
	if (framesReused === 0) return null;
	return framesReused === framesTotal ? "all frames reused" : `${framesReused} reused`;
}

/** How long an export took, the time it waited for others included; null when it made no file. */
function took({ state, createdAt, endedAt }: Export): string | null {
	if (state !== "done" || endedAt === null) return null;
	return `took ${seconds((Date.parse(endedAt) - Date.parse(createdAt)) / 1000)}`;
}

/** What the list of exports says of one beside its state: of one that is over what it is, of any other how far it is. */
export function exportFacts(item: Export, now = Date.now()): string[] {
	const { framesDone, framesTotal, width, height, speed, secondsLeft } = item;
	const facts = isOver(item)
		? [
				width && height ? `${width} × ${height}` : null,
				item.bytes ? bytes(item.bytes) : null,
				reused(item),
				took(item),
				ago(item.createdAt, now),
			]
		: [
				framesTotal > 0 ? `${framesDone} of ${framesTotal} frames` : null,
				reused(item),
				speed ? `${speed.toFixed(1)} frames/s` : null,
				secondsLeft !== null && framesDone > 0 ? `${seconds(secondsLeft)} left` : null,
			];
	return facts.filter((fact) => fact !== null);
}
