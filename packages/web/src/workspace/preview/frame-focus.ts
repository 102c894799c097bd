import { type RefObject, useEffect } from "react";

/** So long after a key the person is still taken to be typing. */
const TYPING_MS = 1_500;

/**
 * Keeps the keyboard on this page. A press in the film, or the film's own code, moves the focus into the frame: what is
 * typed then is the foreign page's to read, and a shortcut pressed there can't be believed. So the focus comes back: to the
 * preview when the person pressed in the film, else to where it was.
 */
export function useFocusStaysHere(frame: RefObject<HTMLIFrameElement | null>, place: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		let last: Element | null = document.activeElement;
		let typedAt = Number.NEGATIVE_INFINITY;
		const typed = () => {
			typedAt = performance.now();
		};
		const focused = (event: FocusEvent) => {
			if (event.target instanceof Element && event.target !== frame.current) last = event.target;
		};
		const blurred = () => {
			// The focus moves after this event.
			window.setTimeout(() => {
				const element = frame.current;
				if (!element || document.activeElement !== element) return;
				// Hands that type do not press in the film at the same time.
				const pressed = element.matches(":hover") && performance.now() - typedAt > TYPING_MS;
				const back = !pressed && last instanceof HTMLElement && last.isConnected ? last : place.current;
				element.blur();
				back?.focus({ preventScroll: true });
			}, 0);
		};
		document.addEventListener("focusin", focused);
		document.addEventListener("keydown", typed, true);
		window.addEventListener("blur", blurred);
		return () => {
			document.removeEventListener("focusin", focused);
			document.removeEventListener("keydown", typed, true);
			window.removeEventListener("blur", blurred);
		};
	}, [frame, place]);
}
