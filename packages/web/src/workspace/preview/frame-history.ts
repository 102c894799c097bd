/** How often the length of the history is looked at. */
const LOOK_EVERY_MS = 500;

interface Navigating {
	addEventListener(type: "currententrychange", listener: (event: Event & { navigationType?: string | null }) => void): void;
	removeEventListener(type: "currententrychange", listener: (event: Event & { navigationType?: string | null }) => void): void;
}

/**
 * Watches for entries that the preview frame adds to the browser's history: each would take one press on "Back" without
 * anything to see. The preview page refuses them by itself; a film can still add some through a page of its own within it.
 *
 * @param onEntries called with the number of new entries, which are not this page's own. The frame must be gone before they
 * are gone back over, or it adds them again.
 * @returns ends the watch
 */
export function watchFrameHistory(onEntries: (count: number) => void): () => void {
	const navigation: Navigating | undefined = Reflect.get(window, "navigation");
	// Without it this page's own entries can't be distinguished from the frame's.
	if (!navigation) return () => {};
	let known = history.length;
	const own = () => {
		known = history.length;
	};
	const look = () => {
		const added = history.length - known;
		known = history.length;
		if (added > 0) onEntries(added);
	};
	navigation.addEventListener("currententrychange", own);
	const timer = window.setInterval(look, LOOK_EVERY_MS);
	return () => {
		navigation.removeEventListener("currententrychange", own);
		window.clearInterval(timer);
	};
}
