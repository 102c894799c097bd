import type { IncomingMessage, ServerResponse } from "node:http";
import { StoryDreamError } from "@storydream/protocol";
import { endToEndHeaders, type RelayDeadlines, relayRequest } from "../relay/index.ts";
import type { Logger } from "../telemetry/index.ts";
import type { OwnerFinder, SessionOwner } from "./session-owner.ts";

/** Names the studio that sent a request on. Who sends it by himself gains nothing: it is then answered here, or not at all. */
export const FORWARDED_HEADER = "x-storydream-forwarded";

/** An upload waits for its disk, an edit for its sandbox; an upload has an hour, as at the studio that got it. */
const DEADLINES: RelayDeadlines = { connectMs: 5_000, headMs: 60 * 60_000, silenceMs: 10 * 60_000 };
const PROJECT = /^\/api\/projects\/([a-z0-9-]{3,40})(\/[^?#]*)?(?:[?#]|$)/;
const EXPORT = /^\/api\/exports\/([a-z0-9-]{3,40})(?:[?#]|$)/;

/** Requests for what another studio has, sent on to it. */
export interface HttpForwarder {
	/**
	 * False when a request is for any studio. Else it is answered by the studio that owns its project, or by `here()`,
	 * or with 503 while that is changing.
	 */
	handle(request: IncomingMessage, response: ServerResponse, here: () => void): boolean;
	/** Ends the requests that are under way to a studio. */
	cutOff(id: string): void;
}

/**
 * Which session or export a request needs; null: none, it is answered from the stores. What only reads does, unless a
 * session knows better.
 */
export function subjectOf({ method = "GET", url = "" }: Pick<IncomingMessage, "method" | "url">): Subject | null {
	const reads = method === "GET" || method === "HEAD";
	const [, projectId, rest = ""] = PROJECT.exec(url) ?? [];
	if (projectId !== undefined) {
		return reads && rest !== "/storyboard" && rest !== "/exports" && rest !== "/checks"
			? null
			: { kind: "project", id: projectId };
	}
	const exportId = EXPORT.exec(url)?.[1];
	return exportId === undefined ? null : { kind: "export", id: exportId };
}

export interface Subject {
	kind: "project" | "export";
	id: string;
}

export function createHttpForwarder(deps: { id: string; owners: OwnerFinder; logger: Logger }): HttpForwarder {
	const { logger } = deps;
	/** Answers under way, by the studio they come from. */
	const underWay = new Map<string, Set<ServerResponse>>();

	async function route(request: IncomingMessage, response: ServerResponse, subject: Subject, here: () => void): Promise<void> {
		const where = await deps.owners[subject.kind](subject.id);
		if (response.destroyed) return;
		if (where.at === "here") here();
		else if (where.at === "moving" || request.headers[FORWARDED_HEADER] !== undefined) refuse(request, response);
		else forward(request, response, where);
	}

	function forward(request: IncomingMessage, response: ServerResponse, peer: Extract<SessionOwner, { at: "peer" }>): void {
		const all = underWay.get(peer.id) ?? new Set();
		underWay.set(peer.id, all.add(response));
		response.once("close", () => {
			all.delete(response);
			if (all.size === 0 && underWay.get(peer.id) === all) underWay.delete(peer.id);
		});
		const { protocol, hostname, port } = new URL(peer.address);
		const tls = protocol === "https:";
		void relayRequest(request, response, {
			target: { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (tls ? 443 : 80)), tls },
			deadlines: DEADLINES,
			headers: { ...endToEndHeaders(request.headers), [FORWARDED_HEADER]: deps.id },
			answerHeaders: (headers) => headers,
		}).then((outcome) => {
			if (outcome.kind !== "failed") return;
			logger.info({ err: outcome.error, studio: peer.id }, "a request could not be forwarded");
			refuse(request, response);
		});
	}

	return {
		handle(request, response, here) {
			const subject = subjectOf(request);
			if (subject === null) return false;
			route(request, response, subject, here).catch((error: unknown) => {
				logger.error({ err: error }, "which studio has a project could not be determined");
				refuse(request, response);
			});
			return true;
		},
		cutOff(id) {
			for (const response of underWay.get(id) ?? []) refuse(response.req, response);
		},
	};
}

/** Says that it is to be tried again: its project is changing hands. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
	// What was not read of it is passed over, so that its sender gets to read the answer.
	request.unpipe();
	request.resume();
	if (response.headersSent || response.destroyed) {
		response.destroy();
		return;
	}
	const error = new StoryDreamError("shutting_down", "The project is just moving from one studio to another.", {
		hint: "Try again in a moment.",
	});
	const problem = {
		type: "about:blank",
		title: "shutting down",
		status: error.status,
		detail: error.message,
		code: error.code,
		hint: error.hint,
	};
	response
		.writeHead(error.status, {
			"content-type": "application/problem+json; charset=utf-8",
			"cache-control": "no-store",
			"retry-after": "2",
		})
		.end(JSON.stringify(problem));
}
