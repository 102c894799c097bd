import { StoryDreamError } from "@storydream/protocol";

/** Throws `bad_request` for a range that begins at no byte. */
export function checkRange(range: { start: number; end?: number } | undefined): void {
	if (!range) return;
	const fine = Number.isInteger(range.start) && range.start >= 0 && (range.end === undefined || Number.isInteger(range.end));
	if (!fine) throw new StoryDreamError("bad_request", "A range starts at a whole number of bytes, 0 or more.");
}
