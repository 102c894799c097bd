import type { ClientErrorReport } from "@storydream/protocol";

/** Reports of one page at most: an error in a loop is the same error. */
const MAX_REPORTS = 20;
const MESSAGE_CHARS = 500;
const STACK_CHARS = 4000;

/** Reports sent so far by kind and message; owned by `reportError`. */
const sent = new Set<string>();

interface Details {
	kind: ClientErrorReport["kind"];
	panel?: string;
	componentStack?: string | null | undefined;
}

/**
 * Sends an error of this page to the studio's log, once for each message. Never throws and never waits: a page in
 * trouble must not get into more of it. Addresses are sent as a path only: a query or a host may hold a key.
 */
export function reportError(error: unknown, details: Details): void {
	const report = reportOf(error, details);
	const key = `${report.kind}:${report.panel ?? ""}:${report.message}`;
	if (sent.has(key) || sent.size >= MAX_REPORTS) return;
	sent.add(key);
	console.error(error);
	void fetch("/api/client-errors", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(report),
		keepalive: true,
		signal: AbortSignal.timeout(5_000),
	}).catch(() => {
		// The studio is not there: the console has it.
	});
}

/** An error as it is sent. Pure but for the page's path. */
export function reportOf(error: unknown, { kind, panel, componentStack }: Details): ClientErrorReport {
	const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	const stack = error instanceof Error ? error.stack : undefined;
	return {
		kind,
		message: message.slice(0, MESSAGE_CHARS),
		path: location.pathname.slice(0, 300),
		...(panel ? { panel } : {}),
		...(stack ? { stack: stack.slice(0, STACK_CHARS) } : {}),
		...(componentStack ? { componentStack: componentStack.slice(0, STACK_CHARS) } : {}),
	};
}

/** Reports what nobody caught. Called once, before the page is drawn. */
export function watchPageErrors(): void {
	window.addEventListener("error", (event) => {
		// A picture or script that does not load is no error of the page's own code.
		if (event.error) reportError(event.error, { kind: "page" });
	});
	window.addEventListener("unhandledrejection", (event) => reportError(event.reason, { kind: "promise" }));
}
