import { sceneSpans } from "@storydream/protocol";
import { type RefObject, useEffect, useState } from "react";
import type { FrameAction } from "../shortcuts.ts";
import { type Stage, useStage } from "../stage.tsx";
import { seek, sendSettings, setInspecting, showPoster, takeReportedFrame, tellPreview } from "../transport.ts";
import { type FrameEffect, readFrameMessage } from "./frame-messages.ts";
import { createSilenceClock } from "./silence.ts";

const HELLO_EVERY_MS = 400;
/** How long after a load its page may take to say that it is one of ours: it has said so before, messages only travel apart. */
const ARRIVAL_MS = 1_500;
/** A preview page on the screen that sends nothing for this long after its request is shown as a problem. */
const SILENT_AFTER_MS = 20_000;

/** A page that is ready goes to its frame within this time, or is shown where it stands. */
const SETTLED_WITHIN_MS = 800;

export type LinkStatus =
	| { status: "waiting"; since: number }
	/** `settled`: it also stands at the requested frame. */
	| { status: "ready"; settled: boolean }
	/** The address can't be reached from this browser. */
	| { status: "unreachable" }
	/** It can be reached, but the page says nothing. */
	| { status: "silent" };

/**
 * The conversation with the preview frame; what may come of its messages stands in `frame-messages.ts`. `generation` is
 * another one whenever the frame was loaded anew on purpose; `mounted`: the frame is in the page. A frame whose page loads
 * itself anew is waited for like a new one.
 * `onStranded`: the frame holds the browser's own page on a broken connection, which never tries again by itself.
 */
export function usePreviewLink(
	frame: RefObject<HTMLIFrameElement | null>,
	url: string | null,
	generation: number,
	mounted: boolean,
	onShortcut: (action: FrameAction) => void,
	onStranded: () => void,
): LinkStatus {
	const stage = useStage();
	const [link, setLink] = useState<LinkStatus>({ status: "waiting", since: Date.now() });

	// biome-ignore lint/correctness/useExhaustiveDependencies: another generation is another frame to talk to
	useEffect(() => {
		if (!url || !mounted) return;
		const origin = new URL(url).origin;
		const since = Date.now();
		let reported = false;
		setLink({ status: "waiting", since });
		stage.store.set({ filmErrors: [] });
		stage.connectPreview((command) => frame.current?.contentWindow?.postMessage(command, origin));

		let loaded = false;
		/** Loads that have ended, and those of them that were a page of ours. */
		let loads = 0;
		let arrivals = 0;
		let strandedTimer = 0;
		const element = frame.current;
		const arrived = () => {
			loaded = true;
			loads += 1;
			window.clearTimeout(strandedTimer);
			strandedTimer = window.setTimeout(() => arrivals < loads && onStranded(), ARRIVAL_MS);
			tellPreview(stage, { type: "hello" });
		};
		element?.addEventListener("load", arrived);
		const silence = createSilenceClock({
			limitMs: SILENT_AFTER_MS,
			isShown: () => document.visibilityState === "visible" && (element?.getClientRects().length ?? 0) > 0,
			now: () => performance.now(),
		});
		let asked = false;
		/** The film was shown before: where its play head stands is where the person left it. */
		let wasReady = false;
		/** The frame requested when the page was ready; null: it stands there. */
		let goal: number | null = null;
		let settleTimer = 0;
		const settle = () => {
			if (goal === null) return;
			goal = null;
			window.clearTimeout(settleTimer);
			setLink((link) => (link.status === "ready" ? { status: "ready", settled: true } : link));
		};
		const wait = window.setInterval(() => {
			if (reported) return;
			// Before it has arrived the frame holds an empty page of our own origin.
			if (loaded) tellPreview(stage, { type: "hello" });
			if (!silence.tick() || asked) return;
			asked = true;
			void reachable(url).then((can) => {
				if (!reported && asked) setLink({ status: can ? "silent" : "unreachable" });
			});
		}, HELLO_EVERY_MS);

		/** The film's page loads itself anew, and shows nothing until it is ready again. */
		const awaitPage = () => {
			if (!reported) return;
			reported = false;
			asked = false;
			goal = null;
			silence.restart();
			setLink({ status: "waiting", since: Date.now() });
		};
		const take = (effect: FrameEffect) => {
			switch (effect.type) {
				case "arrived":
					arrivals += 1;
					awaitPage();
					break;
				case "leaving":
					awaitPage();
					break;
				case "film": {
					const { film } = effect;
					stage.store.set({ film });
					if (!reported) {
						const { frame: at } = stage.playback.get();
						sendSettings(stage);
						if (at === 0 && !wasReady) showPoster(stage);
						else tellPreview(stage, { type: "seek", frame: Math.min(at, film.durationInFrames - 1) });
						goal = Math.min(stage.playback.get().frame, film.durationInFrames - 1);
						window.clearTimeout(settleTimer);
						settleTimer = window.setTimeout(settle, SETTLED_WITHIN_MS);
						setLink({ status: "ready", settled: false });
					}
					reported = true;
					wasReady = true;
					reveal(stage);
					break;
				}
				case "playhead":
					takeReportedFrame(stage, effect.frame, effect.playing);
					if (effect.frame === goal || effect.playing) settle();
					break;
				case "error": {
					const known = stage.store.get().filmErrors;
					if (!known.some((error) => error.key === effect.error.key))
						stage.store.set({ filmErrors: [...known, effect.error].slice(-8) });
					break;
				}
				case "recovered":
					stage.store.set({ filmErrors: [] });
					break;
				case "pointed": {
					const { context } = effect;
					setInspecting(stage, false);
					stage.store.set({ pointing: context, ...(context.sceneId ? { selectedSceneId: context.sceneId } : {}) });
					break;
				}
				case "shortcut":
					onShortcut(effect.action);
					break;
			}
		};
		const listen = (event: MessageEvent) => {
			const source = { window: frame.current?.contentWindow ?? null, origin };
			const effect = readFrameMessage(event, source, { pointing: stage.store.get().inspecting });
			if (effect) take(effect);
		};
		window.addEventListener("message", listen);
		return () => {
			window.removeEventListener("message", listen);
			element?.removeEventListener("load", arrived);
			window.clearInterval(wait);
			window.clearTimeout(settleTimer);
			window.clearTimeout(strandedTimer);
			stage.connectPreview(null);
			stage.playback.set({ playing: false });
		};
	}, [stage, frame, url, generation, mounted, onShortcut, onStranded]);

	return link;
}

/** Goes to a scene that was just added, where it has come in and shows something. */
function reveal(stage: Stage): void {
	const { film, revealSceneId } = stage.store.get();
	const span = film?.storyboard && sceneSpans(film.storyboard).find((one) => one.id === revealSceneId);
	if (!span) return;
	stage.store.set({ revealSceneId: null });
	seek(stage, span.from + span.durationInFrames / 2);
}

/**
 * Whether anything answers there. The answer itself may not be read from here, and need not be. Where the page's own
 * security policy forbids to ask, the address gets the benefit of the doubt.
 */
async function reachable(url: string): Promise<boolean> {
	let forbidden = false;
	const notAllowed = () => {
		forbidden = true;
	};
	document.addEventListener("securitypolicyviolation", notAllowed);
	try {
		await fetch(new URL("/__studio/reachable", url), { mode: "no-cors", signal: AbortSignal.timeout(5000) });
		return true;
	} catch {
		// No answer, or the name can't be found: exactly what is asked here.
		await new Promise((resolve) => setTimeout(resolve, 0));
		return forbidden;
	} finally {
		document.removeEventListener("securitypolicyviolation", notAllowed);
	}
}
