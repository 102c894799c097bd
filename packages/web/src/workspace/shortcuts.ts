/** Every shortcut, once: the key handler and the help dialog both read this table. */
export type Action =
	| "toggle"
	| "back"
	| "forward"
	| "back10"
	| "forward10"
	| "first"
	| "last"
	| "stop"
	| "undo"
	| "redo"
	| "mute"
	| "fullscreen"
	| "help"
	| "point";

interface Shortcut {
	action: Action;
	/** As `KeyboardEvent.key`, lower case. */
	key: string;
	mod?: boolean;
	shift?: boolean;
	/** As shown: parts joined by "+", `Mod` is ⌘ or Ctrl. */
	shown: string;
	label: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
	{ action: "toggle", key: " ", shown: "Space", label: "Play or pause" },
	{ action: "back", key: "arrowleft", shown: "←", label: "One frame back" },
	{ action: "forward", key: "arrowright", shown: "→", label: "One frame on" },
	{ action: "back10", key: "arrowleft", shift: true, shown: "Shift+←", label: "Ten frames back" },
	{ action: "forward10", key: "arrowright", shift: true, shown: "Shift+→", label: "Ten frames on" },
	{ action: "first", key: "home", shown: "Home", label: "To the first frame" },
	{ action: "last", key: "end", shown: "End", label: "To the last frame" },
	{ action: "mute", key: "m", shown: "M", label: "Sound on or off" },
	{ action: "fullscreen", key: "f", shown: "F", label: "Full screen" },
	{ action: "point", key: "p", shown: "P", label: "Point at something in the film" },
	{ action: "stop", key: "escape", shown: "Esc", label: "Stop the agent" },
	{ action: "undo", key: "z", mod: true, shown: "Mod+Z", label: "Undo the newest change of the film" },
	{ action: "redo", key: "z", mod: true, shift: true, shown: "Mod+Shift+Z", label: "Redo what was undone" },
	{ action: "redo", key: "y", mod: true, shown: "Mod+Y", label: "Redo what was undone" },
	{ action: "help", key: "?", shown: "?", label: "Show this list" },
];

/** Those that belong to one place, for the help dialog. */
export const LOCAL_SHORTCUTS: readonly { shown: string; label: string }[] = [
	{ shown: "Enter", label: "Send the message" },
	{ shown: "Shift+Enter", label: "A new line in the message" },
	{ shown: "Alt+←", label: "Move the focused scene to the left" },
	{ shown: "Alt+→", label: "Move the focused scene to the right" },
	{ shown: "Mod+D", label: "Duplicate the focused scene" },
	{ shown: "Delete", label: "Remove the focused scene" },
];

type Keys = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey">;

/** What a key means outside of any field; null: nothing of ours. */
export function actionOf(event: Keys): Action | null {
	const key = event.key.toLowerCase();
	const mod = event.metaKey || event.ctrlKey;
	if (event.altKey) return null;
	const found = SHORTCUTS.find((one) => {
		if (one.key !== key || (one.mod ?? false) !== mod) return false;
		// "?" needs shift on many keyboards; letters with shift mean something else.
		return one.key === "?" || (one.shift ?? false) === event.shiftKey;
	});
	return found?.action ?? null;
}

/**
 * Those that the preview frame may ask for. Its page is foreign code, and nobody can prove to this page that a key was
 * pressed there: what writes (undo), stops (the agent) or leads the person away (help, full screen, pointing) is not in it.
 */
const FROM_FRAME = ["toggle", "back", "forward", "back10", "forward10", "first", "last", "mute"] as const;
export type FrameAction = (typeof FROM_FRAME)[number];
export const mayComeFromFrame = (action: Action): action is FrameAction => FROM_FRAME.some((one) => one === action);

const NO_TEXT = new Set(["range", "checkbox", "radio", "color", "file", "button", "submit", "reset", "image"]);

/** A field whose text the browser itself can undo. */
export function isTextField(target: EventTarget): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target.tagName === "TEXTAREA") return true;
	return target.tagName === "INPUT" && !NO_TEXT.has(target.getAttribute("type") ?? "text");
}

export const isInDialog = (target: EventTarget | null): boolean =>
	target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

/** Keys belong to whoever writes, and a button's own keys to the button. */
export function isTyping(target: EventTarget | null, key: string): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable) return true;
	const tag = target.tagName;
	if (tag === "TEXTAREA" || tag === "SELECT") return key !== "Escape";
	if (tag === "INPUT") {
		const type = target.getAttribute("type") ?? "text";
		if (type === "range") return key !== " " && key !== "Escape" && !target.hasAttribute("data-seek");
		return key !== "Escape" && type !== "checkbox";
	}
	if (isInDialog(target)) return true;
	if (tag === "BUTTON" || tag === "A" || target.getAttribute("role") === "tab")
		return key === " " || key === "Enter" || (target.getAttribute("role") === "tab" && key.startsWith("Arrow"));
	return false;
}
