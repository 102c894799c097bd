import type { LeftOutList, StoryDreamError, StudioMessage } from "@storydream/protocol";
import { leftOutSentence } from "@storydream/protocol";
import { errorFields } from "../errors.ts";
import type { Follower } from "../sessions.ts";
import type { Channel } from "./channel.ts";

/** What a person must know of a project, whether a page is open or not. */
export type Report = Extract<StudioMessage, { type: "error" | "session:notice" }>;

/** Reports that wait for the next page, by project. In memory: what must last longer is said in the turn it belongs to. */
export type PendingReports = Map<string, Report[]>;

/** Of older ones nobody has read, the oldest are dropped. */
const MAX_PENDING = 5;

export interface Reports {
	error(error: StoryDreamError): void;
	notice(text: string, leftOut?: LeftOutList): void;
	/** A notice that names paths; nothing when there are none. `what` begins the sentence. */
	leftOut(leftOut: LeftOutList, what: string): void;
	/** What waited for a page, to the first one that comes. */
	deliver(follower: Follower): void;
}

/** Sends reports to the pages of a project; with no page there, to the next one that comes. */
export function createReports(
	projectId: string,
	pending: PendingReports,
	channel: Pick<Channel, "notify" | "followers">,
): Reports {
	function send(report: Report): void {
		if (channel.followers > 0) channel.notify(report);
		else pending.set(projectId, [...(pending.get(projectId) ?? []), report].slice(-MAX_PENDING));
	}
	const notice: Reports["notice"] = (text, leftOut) =>
		send({ type: "session:notice", text, ...(leftOut === undefined ? {} : { leftOut }) });
	return {
		error: (error) => send({ type: "error", ...errorFields(error) }),
		notice,
		leftOut(leftOut, what) {
			if (leftOut.count > 0) notice(leftOutSentence(leftOut, what), leftOut);
		},
		deliver(follower) {
			const reports = pending.get(projectId) ?? [];
			pending.delete(projectId);
			for (const report of reports) channel.notify(report, follower);
		},
	};
}
