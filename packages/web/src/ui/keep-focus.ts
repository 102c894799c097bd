const CONTROLS = "button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, [tabindex='0']";
/** What a person removes as one thing. */
const REMOVABLE = "li, ul, ol, section, fieldset";

/** The place that a removed element with the focus had. */
interface Gap {
	parent: Element;
	next: Node | null;
	previous: Node | null;
	/** Tag of the removed element, and which of its controls had the focus. */
	tag: string;
	place: number;
}

const controlsOf = (element: Element): HTMLElement[] =>
	[...element.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => control.checkVisibility({ visibilityProperty: true }));

/**
 * Keeps the focus in its place when the item that has it is removed, also where a dialog asked before: it goes to the same
 * control of the item that follows, else of the one before, else to the nearest control around them. Without this, the
 * browser puts it back to the top of the page.
 * @param page the page without dialogs and menus
 * @returns ends it
 */
export function keepFocus(page: HTMLElement): () => void {
	let focused: HTMLElement | null = null;
	let place = 0;
	let gap: Gap | null = null;

	const onFocus = ({ target }: FocusEvent) => {
		if (!(target instanceof HTMLElement) || !page.contains(target)) return;
		focused = target;
		gap = null;
		const item = target.closest("li");
		place = item ? controlsOf(item).indexOf(target) : 0;
	};
	const observer = new MutationObserver((records) => {
		gap ??= gapIn(records, focused, place);
		if (!gap || document.activeElement !== document.body) return;
		successorOf(gap)?.focus();
		gap = null;
	});
	document.addEventListener("focusin", onFocus);
	observer.observe(document.body, { childList: true, subtree: true });
	return () => {
		document.removeEventListener("focusin", onFocus);
		observer.disconnect();
	};
}

function gapIn(records: readonly MutationRecord[], focused: HTMLElement | null, place: number): Gap | null {
	if (!focused || focused.isConnected) return null;
	for (const { target, removedNodes, nextSibling, previousSibling } of records) {
		for (const removed of removedNodes) {
			if (!(removed instanceof Element) || !(target instanceof Element)) continue;
			if (!removed.contains(focused) || !removed.matches(REMOVABLE)) continue;
			return { parent: target, next: nextSibling, previous: previousSibling, tag: removed.tagName, place: Math.max(0, place) };
		}
	}
	return null;
}

function successorOf({ parent, next, previous, tag, place }: Gap): HTMLElement | null {
	const inside = (element: Element) => {
		const controls = controlsOf(element);
		return controls[element.tagName === tag ? Math.min(place, controls.length - 1) : 0] ?? null;
	};
	for (let at = elementFrom(next, "next"); at; at = at.nextElementSibling) {
		const control = inside(at);
		if (control) return control;
	}
	for (let at = elementFrom(previous, "previous"); at; at = at.previousElementSibling) {
		const control = inside(at);
		if (control) return control;
	}
	for (let at: Element | null = parent; at; at = at.parentElement) {
		const control = controlsOf(at)[0];
		if (control) return control;
	}
	return null;
}

/** The node itself where it is an element that is still there, else the first element beside it in that direction. */
function elementFrom(node: Node | null, direction: "next" | "previous"): Element | null {
	let at = node?.isConnected ? node : null;
	while (at && !(at instanceof Element)) at = direction === "next" ? at.nextSibling : at.previousSibling;
	return at;
}
