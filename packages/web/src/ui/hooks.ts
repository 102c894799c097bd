import { useEffect, useRef, useState, useSyncExternalStore } from "react";

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
	return useSyncExternalStore(
		(changed) => {
			const list = matchMedia(query);
			list.addEventListener("change", changed);
			return () => list.removeEventListener("change", changed);
		},
		() => matchMedia(query).matches,
	);
}

/** Milliseconds of the clock, moving every `everyMs` while `on`. */
export function useClock(on: boolean, everyMs = 1000): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		if (!on) return;
		setNow(Date.now());
		const timer = window.setInterval(() => setNow(Date.now()), everyMs);
		return () => window.clearInterval(timer);
	}, [on, everyMs]);
	return now;
}

/** The size of an element's content box in CSS pixels, as it changes. */
export function useSize<E extends HTMLElement>() {
	const ref = useRef<E>(null);
	const [size, setSize] = useState({ width: 0, height: 0 });
	useEffect(() => {
		const element = ref.current;
		if (!element) return;
		const observer = new ResizeObserver(([entry]) => {
			if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	return [ref, size] as const;
}

/** The page's title while mounted. */
export function useTitle(title: string): void {
	useEffect(() => {
		document.title = title;
	}, [title]);
}

/** While `unsent`, the browser asks before the tab is closed or the page is left. */
export function useLeaveWarning(unsent: boolean): void {
	useEffect(() => {
		if (!unsent) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", warn);
		return () => window.removeEventListener("beforeunload", warn);
	}, [unsent]);
}
