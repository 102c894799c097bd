import type { Editor } from "./editor.ts";
import type { Notice } from "./editor-state.ts";
import type { UnsentStore } from "./unsent-edits.ts";

/**
 * Says once, as soon as edits are held back, that they are lost with the tab where the browser can't keep them. Gives the
 * function that ends it.
 */
export function warnUnkept(
	editor: Pick<Editor, "getState" | "subscribe">,
	unsent: Pick<UnsentStore, "isKept">,
	notify: (notice: Notice) => void,
): () => void {
	let warned = false;
	const check = () => {
		const { status } = editor.getState();
		const held = status === "busy" || status === "offline" || status === "failed";
		if (warned || !held || unsent.isKept()) return;
		warned = true;
		notify({ kind: "not-kept" });
	};
	check();
	return editor.subscribe(check);
}
