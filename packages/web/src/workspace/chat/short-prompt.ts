/** A prompt longer than this, in characters, is shown by its beginning. */
const LONG = 1_500;
const SHORT = 600;

/** The beginning of a long prompt, cut at a word; null for one that is shown whole. */
export function shortPrompt(text: string): string | null {
	if (text.length <= LONG) return null;
	const start = text.slice(0, SHORT);
	return start.slice(0, Math.max(start.lastIndexOf(" "), start.lastIndexOf("\n"), SHORT / 2)).trimEnd();
}
