import type { Editor } from "./editor.ts";

/** Delay before the first try, in ms; each further try waits twice as long, at most `LONGEST_MS`. */
const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;

/**
 * Tries again to save what is held back, until all is saved: a request can time out, or be refused as busy, with nothing
 * that tells the page of the end of the cause. Gives the function that ends it.
 */
export function retryHeld(editor: Pick<Editor, "getState" | "subscribe" | "resume">): () => void {
	let delayMs = FIRST_MS;
	let timer: ReturnType<typeof setTimeout> | null = null;
	const stopTimer = () => {
		if (timer !== null) clearTimeout(timer);
		timer = null;
	};
	const check = () => {
		const { status } = editor.getState();
		if (status === "clean") delayMs = FIRST_MS;
		if (status !== "busy" && status !== "offline") return stopTimer();
		if (timer !== null) return;
		timer = setTimeout(() => {
			timer = null;
			editor.resume();
		}, delayMs);
		delayMs = Math.min(delayMs * 2, LONGEST_MS);
	};
	const unsubscribe = editor.subscribe(check);
	check();
	return () => {
		unsubscribe();
		stopTimer();
	};
}
