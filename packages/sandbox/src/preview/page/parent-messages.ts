import { PreviewCommand, type PreviewError, type PreviewReport } from "@storydream/protocol";
import { PageReportAnswer } from "./messages.ts";

/** A report without the mark that every message carries. */
export type Report = PreviewReport extends infer One ? (One extends { channel: unknown } ? Omit<One, "channel"> : never) : never;

export interface Place {
	url: string;
	line: number;
	column: number;
}

const page = Math.random().toString(36).slice(2);

/**
 * The studio's page around us. Its origin is known from the referrer, which the browser sets, so that nobody else who
 * frames this page reads along. Without one (a strict policy of the studio) reports go to whoever frames us: they hold
 * nothing that the frame's owner did not show us himself.
 */
const parentOrigin = document.referrer !== "" && window.parent !== window ? new URL(document.referrer).origin : "*";

/** Sends to the studio's page, if there is one. */
export function tellParent(report: Report): void {
	if (window.parent === window) return;
	window.parent.postMessage({ channel: "storydream-preview", ...report }, parentOrigin);
}

/** Calls back for each command of the page around us, and of nobody else. */
export function onCommand(listener: (command: PreviewCommand) => void): void {
	window.addEventListener("message", (event) => {
		if (event.source !== window.parent || window.parent === window) return;
		if (parentOrigin !== "*" && event.origin !== parentOrigin) return;
		const parsed = PreviewCommand.safeParse(event.data);
		if (parsed.success) listener(parsed.data);
	});
}

/** One after the other: an error that overtook its own "recovered" would stand for ever. */
let reported: Promise<unknown> = Promise.resolve();

/**
 * Tells the sandbox's host, which hears of errors even when nobody looks.
 * @returns the error as the host knows it, with its place in the source; undefined when it could not be sent.
 */
export function tellHost(tree: string, capture: boolean, report: Report, at?: Place): Promise<PreviewError | undefined> {
	const body = JSON.stringify({ page, tree, capture, report: { channel: "storydream-preview", ...report }, at });
	const answer = reported.then(() => post(body));
	reported = answer;
	return answer;
}

async function post(body: string): Promise<PreviewError | undefined> {
	try {
		const response = await fetch("/__storydream/report", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body,
			signal: AbortSignal.timeout(5_000),
		});
		if (!response.ok) return undefined;
		return PageReportAnswer.parse(await response.json()).error;
	} catch {
		// The host is busy or gone: the page around us still hears of it.
		return undefined;
	}
}
