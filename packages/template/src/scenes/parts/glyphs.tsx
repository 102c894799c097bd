/** Simple shapes to count with, in a box of 100 by 100. */
export const glyphs = {
	person: "M50 6a19 19 0 1 1 0 38a19 19 0 1 1 0-38zM20 98v-20a30 28 0 0 1 60 0v20z",
	dot: "M50 6a44 44 0 1 1 0 88a44 44 0 1 1 0-88z",
	square: "M8 8h84v84h-84z",
	heart: "M50 92C20 68 6 52 6 33A23 23 0 0 1 50 24A23 23 0 0 1 94 33C94 52 80 68 50 92z",
	star: "M50 4L63 37L98 40L71 62L80 96L50 77L20 96L29 62L2 40L37 37z",
	house: "M50 6L96 46H84V94H60V64H40V94H16V46H4z",
	drop: "M50 4C66 28 82 44 82 63A32 32 0 0 1 18 63C18 44 34 28 50 4z",
} as const;
/** Width of the room a shape needs beside its like, where its height is 1. */
export const glyphWidth = (glyph: Glyph): number => (glyph === "person" ? 0.72 : 1);
export type Glyph = keyof typeof glyphs;
export const glyphNames = ["person", "dot", "square", "heart", "star", "house", "drop"] as const satisfies readonly Glyph[];
