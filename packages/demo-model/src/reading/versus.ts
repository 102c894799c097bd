import { type ListFound, splitItems } from "./list-words.ts";
import { BLANK, literally, matches, tidy } from "./spans.ts";

/** "x vs y", "compare x with y", "before and after", with what is said of each side further on. */
export function versusLists(text: string, masked: string): ListFound[] {
	const found: ListFound[] = [];
	const name = "[^\\n.!?;:,()]{1,40}?";
	const patterns = [
		/(?:\b(?:compar(?:e|ing|ison of)|comparison:?|vergleich\w*|comparar|comparer)\s+)?((?:[\p{L}\p{N}'’-]{1,40}\s){0,3}[\p{L}\p{N}'’-]{1,40})\s+(?:vs\.?|versus|v\.s\.|gegen|contra)\s+((?:[\p{L}\p{N}'’-]{1,40})(?:\s[\p{L}\p{N}'’-]{1,40}){0,2})/giu,
		new RegExp(`\\bcompar(?:e|ing)\\s+(${name})\\s+(?:with|to|and|against)\\s+(${name})(?=[\\n.!?;:,()]|$)`, "giu"),
		/\b(before)\s+and\s+(after)\b/gi,
		/\b(vorher)\s+(?:und|\/)\s+(nachher)\b/gi,
	];
	for (const pattern of patterns) {
		for (const match of matches(masked, pattern)) {
			if (match.text.includes(BLANK) || found.length > 0) continue;
			const left = side(match.groups[0] ?? "");
			const right = side(match.groups[1] ?? "");
			if (!left || !right) continue;
			let to = match.to;
			const points: [string[], string[]] = [[], []];
			// "…: coffee: strong, hot; tea: mild, light" tells what each side has.
			for (const [index, sideName] of [left, right].entries()) {
				const detail = new RegExp(
					`\\b(?:${literally(sideName)}|${index === 0 ? "before|pros|vorher|antes|avant" : "after|cons|nachher|después|après"})\\s*(?::|\\bis\\b|\\bhas\\b|\\bmeans\\b)\\s+([^\\n.!?;:]+)`,
					"iu",
				).exec(masked.slice(match.to));
				if (!detail) continue;
				const end = match.to + detail.index + detail[0].length;
				points[index === 0 ? 0 : 1] = splitItems(text, masked, end - (detail[1] ?? "").length, end).slice(0, 4);
				if (!found.length && detail.index < 200) to = Math.max(to, end);
			}
			found.push({
				from: match.from,
				to,
				kind: "versus",
				title: "",
				left: { title: left, points: points[0] },
				right: { title: right, points: points[1] },
			});
		}
	}
	return found;
}

function side(text: string): string {
	return tidy(text.replace(/^.*\b(?:about|of|on|for|comparing|compare|video|film|show|comparison|between|the|a|an)\s+/i, ""));
}
