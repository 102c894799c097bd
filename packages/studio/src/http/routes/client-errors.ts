import { ClientErrorReport, StoryDreamError } from "@storydream/protocol";
import type { App } from "../app.ts";
import { NOTHING, problems } from "./schemas.ts";

const REPORT_BYTES = 16_000;
/** Reports of all pages together: a log must not be filled by a page whose error comes in a loop. */
const MOST_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/** Errors of the browser page, as lines of the studio's log. */
export function clientErrorRoutes(app: App, now: () => number = () => performance.now()): void {
	/** The running minute and what came in it; owned by the route. */
	let minute = { began: now(), reports: 0 };

	app.post(
		"/api/client-errors",
		{
			bodyLimit: REPORT_BYTES,
			schema: {
				summary: "Report an error of the browser page to the studio's log",
				body: ClientErrorReport,
				response: { 204: NOTHING, ...problems },
			},
		},
		async (request, reply) => {
			if (now() - minute.began > MINUTE_MS) minute = { began: now(), reports: 0 };
			minute.reports += 1;
			if (minute.reports > MOST_A_MINUTE) {
				throw new StoryDreamError("too_many", "The studio has logged enough errors of pages for this minute.");
			}
			request.log.warn({ clientError: withoutAddresses(request.body), requestId: request.id }, "a page reported an error");
			return reply.code(204).send(null);
		},
	);
}

/** A report without what may be secret in it: hosts (a preview's is a key), queries and fragments, and keys of providers. */
export function withoutAddresses(report: ClientErrorReport): ClientErrorReport {
	const clean = (text: string) =>
		text
			.replace(/\b(?:https?|wss?|blob|file):\/*[^/\s)'"]+/gi, "")
			.replace(/[?#][^\s:)'"]*/g, "")
			.replace(/\b[\w-]+\.preview\.[\w.-]+/gi, "[preview]")
			.replace(/\b(?:sk|sd)[-_][A-Za-z0-9_-]{8,}/g, "[redacted]");
	return {
		...report,
		message: clean(report.message),
		path: clean(report.path),
		...(report.stack === undefined ? {} : { stack: clean(report.stack) }),
		...(report.componentStack === undefined ? {} : { componentStack: clean(report.componentStack) }),
	};
}
