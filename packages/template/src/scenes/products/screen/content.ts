/** Ways in which a screen is drawn from words. */
export const SCREEN_KINDS = ["list", "chart", "chat", "card"] as const;
export type ScreenKind = (typeof SCREEN_KINDS)[number];

/** What a screen shows: words of the person, or a screenshot. */
export type ScreenContent = {
	kind?: ScreenKind | undefined;
	title?: string | undefined;
	lines: string[];
	/** Screenshot below public/. */
	src?: string | undefined;
	/** An object or icon that stands in it. */
	object?: string | undefined;
};

const NUMBER = /\d[\d.,\u00a0 ]*/;

/** The last number of a line, as it is read in English or in German; null without one. */
export const numberOf = (line: string): number | null => {
	const found = line
		.match(new RegExp(NUMBER, "g"))
		?.at(-1)
		?.replace(/[\s\u00a0]/g, "")
		.replace(/[.,]$/, "");
	if (!found) return null;
	// Three digits after the only mark are thousands: 1,200 and 1.200 are the same number.
	const plain = /^\d{1,3}([.,]\d{3})+$/.test(found) ? found.replace(/[.,]/g, "") : found.replace(/,/g, ".");
	const value = Number(plain);
	return Number.isFinite(value) ? value : null;
};

/** Name and words of a line such as "Mara: Are you there?"; a line without a name has null. */
export const spokenLine = (line: string): { name: string | null; text: string } => {
	const found = /^([^\s:：][^:：]{0,22})[:：]\s+(\S.*)$/s.exec(line);
	return found?.[1] && found[2] ? { name: found[1], text: found[2] } : { name: null, text: line };
};

/** The way to draw lines that no kind was named for. */
export const kindOf = ({ kind, lines }: Pick<ScreenContent, "kind" | "lines">): ScreenKind => {
	if (kind) return kind;
	if (lines.length >= 3 && lines.every((line) => numberOf(line) !== null)) return "chart";
	if (lines.length >= 2 && lines.every((line) => spokenLine(line).name !== null)) return "chat";
	return lines.length <= 1 ? "card" : "list";
};

/** Whether each message stands on the side of the reader: the second speaker does, and those who named nobody take turns. */
export const ownSides = (names: readonly (string | null)[]): boolean[] => {
	const first = names.find((name) => name !== null);
	return names.map((name, index) => (name === null ? index % 2 === 1 : name !== first));
};
