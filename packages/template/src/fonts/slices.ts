/** A font that comes in many files, each for some signs. */
export type Slices = {
	/** `unicode-range` of each slice. */
	ranges: Record<string, string>;
	files: Record<string, () => Promise<{ default: string }>>;
};
