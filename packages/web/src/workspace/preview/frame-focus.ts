import { type RefObject, useEffect } from "react";

/**
 * Keeps the keyboard on this page. A press in the film, or the film's own code, moves the focus into the frame: what is
 * typed then is the foreign page's to read, and a shortcut pressed there can't be believed. So the focus comes back: to the
 * preview when the person pressed in the film, else to where it was.
 */
export function useFocusStaysHere(frame: RefObject<HTMLIFrameElement | null>, place: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		let last: Element | null = document.activeElement;
		const focused = (event: FocusEvent) => {
			if (event.target instanceof Element && event.target !== frame.current) last = event.target;
		};
		const blurred = () => {
			// The focus moves after this event.
			window.setTimeout(() => {
				const element = frame.current;
				if (!element || document.activeElement !== element) return;
				const pressed = element.matches(":hover");
				const back = !pressed && last instanceof HTMLElement && last.isConnected ? last : place.current;
				element.blur();
				back?.focus({ preventScroll: true });
			}, 0);
		};
		document.addEventListener("focusin", focused);
		window.addEventListener("blur", blurred);
		return () => {
			document.removeEventListener("focusin", focused);
			window.removeEventListener("blur", blurred);
		};
	}, [frame, place]);
}
