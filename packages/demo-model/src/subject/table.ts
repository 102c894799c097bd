/** Words of one language: for each id the words and phrases that stand for it, in lower case. */
export type WordTable = Readonly<Record<string, readonly string[]>>;

/** The id of phrases that stand for nothing, though a word of them does: "hot dog". */
export const NOTHING = "-";

/**
 * Reads a table written as `id: word, phrase of words; id: word`. Entries of one id are joined, so that a table can be
 * in the order of its writer.
 */
export const wordTable = (text: string): WordTable => {
	const table: Record<string, string[]> = {};
	for (const entry of text.split(";")) {
		const colon = entry.indexOf(":");
		if (colon < 0) continue;
		const id = entry.slice(0, colon).trim();
		const words = entry
			.slice(colon + 1)
			.split(",")
			.map((word) => word.replace(/\s+/g, " ").trim().toLowerCase())
			.filter((word) => word !== "");
		table[id] = [...(table[id] ?? []), ...words];
	}
	return table;
};
