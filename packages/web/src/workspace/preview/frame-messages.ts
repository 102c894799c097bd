import { type MessageContext, type PreviewError, PreviewReport } from "@storydream/protocol";
import { actionOf, type FrameAction, mayComeFromFrame } from "../shortcuts.ts";
import type { Film } from "../stage.tsx";

/**
 * All that the preview frame may cause on this page. The frame runs the film's code, which is foreign: it can send every
 * message that our own preview page sends, at any time and without anybody having pressed a key. So nothing is here that
 * writes, stops, costs, or keeps a session alive.
 */
export type FrameEffect =
	/** Its page has begun to load. */
	| { type: "arrived" }
	/** Its page is about to load itself anew. */
	| { type: "leaving" }
	/** What the film looks like, as the frame says. */
	| { type: "film"; film: Film }
	| { type: "playhead"; frame: number; playing: boolean }
	| { type: "error"; error: PreviewError }
	| { type: "recovered" }
	/** The person pointed at something. Only while they were asked to. */
	| { type: "pointed"; context: MessageContext }
	/** Play, seek or mute. */
	| { type: "shortcut"; action: FrameAction };

/** Where a message must come from to be read at all. */
export interface FrameSource {
	/** Window of the frame there is now. */
	window: Window | null;
	/** Origin of its preview. */
	origin: string;
}

/** Reads a message: null for one of another window or origin, of another shape, or without a permitted effect. */
export function readFrameMessage(
	event: Pick<MessageEvent, "source" | "origin" | "data">,
	source: FrameSource,
	state: { pointing: boolean },
): FrameEffect | null {
	if (source.window === null || event.source !== source.window || event.origin !== source.origin) return null;
	const report = PreviewReport.safeParse(event.data);
	return report.success ? effectOf(report.data, state) : null;
}

function effectOf(report: PreviewReport, { pointing }: { pointing: boolean }): FrameEffect | null {
	switch (report.type) {
		case "loading":
			return { type: "arrived" };
		case "leaving":
			return { type: "leaving" };
		case "ready": {
			const { channel: _channel, type: _type, ...film } = report;
			return { type: "film", film };
		}
		case "frame":
			return { type: "playhead", frame: report.frame, playing: report.playing };
		case "error":
			return { type: "error", error: report.error };
		case "recovered":
			return { type: "recovered" };
		case "updated":
			return null;
		case "selected":
			return pointing ? { type: "pointed", context: contextOf(report) } : null;
		case "key": {
			const { key, meta: metaKey, ctrl: ctrlKey, shift: shiftKey, alt: altKey } = report;
			const action = actionOf({ key, metaKey, ctrlKey, shiftKey, altKey });
			return action && mayComeFromFrame(action) ? { type: "shortcut", action } : null;
		}
	}
}

function contextOf({ element, frame, sceneId }: Extract<PreviewReport, { type: "selected" }>): MessageContext {
	return {
		frame,
		...(sceneId ? { sceneId: sceneId.slice(0, 64) } : {}),
		element: {
			file: element.file.slice(0, 300),
			line: element.line,
			column: element.column,
			text: element.text.slice(0, 500),
		},
	};
}
