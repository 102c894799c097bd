import { isInDialog, isTextField } from "./shortcuts.ts";

/**
 * Decides whose an undo or redo key is. In a text field it is the field's, as long as the field has something to undo: the
 * browser says so by an `input` event of its own. Everywhere else, and in a field with nothing to undo, it is the film's.
 */
export function fieldUndo(): {
	/** Calls `film` when the key is the film's; otherwise the browser does its part. */
	route(event: KeyboardEvent, film: () => void): void;
	end(): void;
} {
	/** Fields that were typed in since they were focused. */
	const typedIn = new WeakSet<EventTarget>();
	let undoneInField = false;
	/** The last undo was the film's: then so is the redo that follows. */
	let filmLast = false;

	const typed = (event: Event) => {
		const { inputType } = event as InputEvent;
		filmLast = false;
		if (inputType === "historyUndo" || inputType === "historyRedo") undoneInField = true;
		else if (event.target) typedIn.add(event.target);
	};
	const left = (event: FocusEvent) => {
		if (event.target) typedIn.delete(event.target);
	};
	document.addEventListener("input", typed, true);
	document.addEventListener("focusout", left, true);

	return {
		route(event, film) {
			const { target } = event;
			if (isInDialog(target)) return;
			const redo = event.shiftKey || event.key.toLowerCase() === "y";
			if (!target || !isTextField(target) || !typedIn.has(target) || (redo && filmLast)) {
				event.preventDefault();
				filmLast = true;
				film();
				return;
			}
			undoneInField = false;
			// The browser undoes right after this event, before any timer.
			window.setTimeout(() => {
				if (undoneInField) return;
				filmLast = true;
				film();
			}, 0);
		},
		end() {
			document.removeEventListener("input", typed, true);
			document.removeEventListener("focusout", left, true);
		},
	};
}
