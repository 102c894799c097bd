import { type RefObject, useEffect, useRef } from "react";
import { isRunning, useSession, useSessionActions } from "../session/index.ts";
import { type Action, actionOf, type FrameAction, isTyping } from "./shortcuts.ts";
import { useStage } from "./stage.tsx";
import { useUndo } from "./storyboard/index.ts";
import { fieldUndo } from "./text-undo.ts";
import { seek, sendSettings, setInspecting, togglePlay } from "./transport.ts";

/** Listens for shortcuts on the page; the ref it gives does those few that the preview frame may ask for. */
export function useKeys(): RefObject<(action: FrameAction) => void> {
	const stage = useStage();
	const running = useSession(isRunning);
	const { stop } = useSessionActions();
	const { undo, redo } = useUndo();

	const by = (frames: number) => seek(stage, stage.playback.get().frame + frames);
	const actions: Record<Action, () => void> = {
		toggle: () => togglePlay(stage),
		back: () => by(-1),
		forward: () => by(1),
		back10: () => by(-10),
		forward10: () => by(10),
		first: () => seek(stage, 0),
		last: () => seek(stage, Number.MAX_SAFE_INTEGER),
		mute: () => {
			stage.store.set({ muted: !stage.store.get().muted });
			sendSettings(stage);
		},
		fullscreen: () => document.querySelector<HTMLElement>('[data-testid="fullscreen"]')?.click(),
		point: () => setInspecting(stage, !stage.store.get().inspecting),
		stop: () => {
			if (stage.store.get().inspecting) setInspecting(stage, false);
			else if (running) stop();
		},
		undo,
		redo,
		help: () => stage.store.set({ helpOpen: true }),
	};

	const act = useRef<(action: Action) => void>(() => {});
	useEffect(() => {
		act.current = (action) => actions[action]();
	});
	useEffect(() => {
		const field = fieldUndo();
		const listen = (event: KeyboardEvent) => {
			const action = actionOf(event);
			if (event.defaultPrevented || !action) return;
			if (action === "undo" || action === "redo") {
				field.route(event, () => act.current(action));
				return;
			}
			if (isTyping(event.target, event.key)) return;
			event.preventDefault();
			act.current(action);
		};
		window.addEventListener("keydown", listen);
		return () => {
			window.removeEventListener("keydown", listen);
			field.end();
		};
	}, []);
	return act;
}
