const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * The place in the source that a place in a transformed module came from.
 * @param mappings the `mappings` of a source map.
 * @param line counted from 1; @param column counted from 1, as stack traces do.
 * @returns line and column counted from 1 and the number of the source, or null when the map says nothing of that line.
 */
export function originalPosition(
	mappings: string,
	line: number,
	column: number,
): { source: number; line: number; column: number } | null {
	const lines = mappings.split(";");
	let sourceIndex = 0;
	let sourceLine = 0;
	let sourceColumn = 0;
	let best: { source: number; line: number; column: number } | null = null;
	for (let index = 0; index < Math.min(line, lines.length); index += 1) {
		let generated = 0;
		for (const segment of (lines[index] ?? "").split(",")) {
			if (segment === "") continue;
			const [delta = 0, source, lineDelta, columnDelta] = decode(segment);
			generated += delta;
			if (source === undefined) continue;
			sourceIndex += source;
			sourceLine += lineDelta ?? 0;
			sourceColumn += columnDelta ?? 0;
			if (index === line - 1 && (generated <= column - 1 || best === null))
				best = { source: sourceIndex, line: sourceLine + 1, column: sourceColumn + 1 };
		}
	}
	return best;
}

function decode(segment: string): number[] {
	const values: number[] = [];
	let value = 0;
	let shift = 0;
	for (const letter of segment) {
		const digit = DIGITS.indexOf(letter);
		if (digit === -1) return [];
		value += (digit & 31) << shift;
		if (digit & 32) shift += 5;
		else {
			values.push(value & 1 ? -(value >> 1) : value >> 1);
			value = 0;
			shift = 0;
		}
	}
	return values;
}
