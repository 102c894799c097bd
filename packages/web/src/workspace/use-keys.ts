import { type RefObject, useEffect, useRef } from "react";
import { isRunning, useSession, useSessionActions } from "../session/index.ts";
import { type Action, actionOf, isTyping } from "./shortcuts.ts";
import { useStage } from "./stage.tsx";
import { seek, setInspecting, tellSettings, togglePlay } from "./transport.ts";
import { useUndo } from "./versions/index.ts";

/** Listens for shortcuts on the page; the ref it gives takes the keys that the preview frame passed on. */
export function useKeys(): RefObject<(event: KeyboardEvent) => void> {
	const stage = useStage();
	const running = useSession(isRunning);
	const { stop } = useSessionActions();
	const { undo } = useUndo();
	const handler = useRef<(event: KeyboardEvent) => void>(() => {});

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
			tellSettings(stage);
		},
		fullscreen: () => document.querySelector<HTMLElement>('[data-testid="fullscreen"]')?.click(),
		point: () => setInspecting(stage, !stage.store.get().inspecting),
		stop: () => {
			if (stage.store.get().inspecting) setInspecting(stage, false);
			else if (running) stop();
		},
		undo: () => void undo(),
		help: () => stage.store.set({ helpOpen: true }),
	};

	useEffect(() => {
		handler.current = (event) => {
			const action = actionOf(event);
			if (action) actions[action]();
		};
	});
	useEffect(() => {
		const listen = (event: KeyboardEvent) => {
			if (event.defaultPrevented || isTyping(event.target, event.key) || !actionOf(event)) return;
			event.preventDefault();
			handler.current(event);
		};
		window.addEventListener("keydown", listen);
		return () => window.removeEventListener("keydown", listen);
	}, []);
	return handler;
}
