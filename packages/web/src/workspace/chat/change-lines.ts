/** A line of a file's change. */
export interface ChangeLine {
	kind: "same" | "added" | "removed";
	text: string;
}

/** Lines compared at most; beyond, the ends that are alike are still left out. */
const MAX_LINES = 400;

/** What a write or an edit changed, line by line: the longest common run of lines stays, the rest came or went. */
export function changeLines(before: string | undefined, after: string | undefined): ChangeLine[] {
	const a = before ? before.split("\n") : [];
	const b = after ? after.split("\n") : [];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
	const context = (lines: string[]): ChangeLine[] => lines.map((text) => ({ kind: "same", text }));
	return [
		...context(a.slice(Math.max(0, start - 2), start)),
		...middle(a.slice(start, a.length - end).slice(0, MAX_LINES), b.slice(start, b.length - end).slice(0, MAX_LINES)),
		...context(a.slice(a.length - end, a.length - end + 2)),
	];
}

function middle(a: string[], b: string[]): ChangeLine[] {
	const width = b.length + 1;
	const lengths = new Uint16Array((a.length + 1) * width);
	const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
	for (let i = a.length - 1; i >= 0; i -= 1) {
		for (let j = b.length - 1; j >= 0; j -= 1) {
			lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const lines: ChangeLine[] = [];
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			lines.push({ kind: "same", text: a[i] ?? "" });
			i += 1;
			j += 1;
		} else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
			lines.push({ kind: "removed", text: a[i] ?? "" });
			i += 1;
		} else {
			lines.push({ kind: "added", text: b[j] ?? "" });
			j += 1;
		}
	}
	return lines;
}
