import { type ListFound, titleOf } from "./list-words.ts";
import { matches, tidy } from "./spans.ts";

const MONTHS =
	"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const TIME_LABEL = new RegExp(
	`^(?:(?:19|20)\\d\\d|Q[1-4](?: \\d+)?|H[12]|${MONTHS}|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|(?:week|day|month|year) \\d+)$`,
	"i",
);

/** "2021: 10, 2022: 25, 2023: 60" or "coffee 45%, tea 30%, juice 25%": two or more pairs with a head, three without. */
export function chartLists(text: string, masked: string): ListFound[] {
	const value =
		"([$€£]?)(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)[ ]?(%|percent|k|K|M|bn|million|billion|€|km|kg|hours?|h|points?|°C)?(?![\\p{L}\\p{N}])";
	const label = "((?:(?:19|20)\\d\\d)|(?:[\\p{L}][\\p{L}\\p{N}'’&/+-]*)(?:[ ][\\p{L}\\p{N}'’&/+-]+){0,3}?)";
	const pair = `${label}\\s*(?:[:=(]|–|-|\\bat\\b|\\bwith\\b|\\bis\\b|\\bhas\\b)?\\s*${value}(?![-/:.,]?\\d)\\)?`;
	const run = new RegExp(
		`(?<![\\p{L}\\p{N}.,])${pair}(?:\\s*(?:[,;|\\n]|\\band\\b|,\\s*and\\b|\\bund\\b|\\by\\b|\\bet\\b)\\s*(?:[-*•]\\s*)?${pair})+`,
		"giu",
	);
	return matches(masked, run).flatMap((match) => {
		const raw = text.slice(match.from, match.to);
		const pairs = matches(raw, new RegExp(`(?<![\\p{L}\\p{N}.])${pair}(?=\\s*(?:[,;|\\n]|and\\b|und\\b|y\\b|et\\b|$))`, "giu"));
		const head = text.slice(0, match.from) + (LEAD.exec(raw)?.[0] ?? "");
		const asked =
			/\b(?:chart|graph|diagram|plot|bars?|line|compar\w+|growth|over time|trend|data|numbers|sales|revenue|users|results|stats|statistics|shares?|diagramm|gráfic\w*|graphique)\b[^.!?\n]*$/i.test(
				head,
			);
		const points = pairs.map((found) => ({
			label: labelFor(found.groups[0] ?? ""),
			value: Number((found.groups[2] ?? "").replaceAll(",", "")),
		}));
		// A chart writes at most two decimals.
		if (points.some((point) => point.label === "" || !Number.isFinite(point.value) || /\.\d{3}/.test(String(point.value))))
			return [];
		const overTime = points.every((point) => TIME_LABEL.test(point.label));
		// "Version 2, model 5 and page 3" are no chart.
		if (
			points.some((point) =>
				/\b(?:version|model|on|at|from|to|page|chapter|step|level|number|no|part|in|of|for|v|by)$/i.test(point.label),
			)
		)
			return [];
		const colons = matches(raw, /[:=]/g).length >= points.length;
		if (!asked && !overTime && !colons && !pairs.every((found) => found.groups[1] || found.groups[3])) return [];
		if (points.length < (asked || overTime ? 2 : 3) || points.length > 12) return [];
		const units = new Set(pairs.map((found) => `${found.groups[1]}|${found.groups[3]}`));
		// Different units can't stand on one axis.
		if (units.size > 1 && !(units.size === 2 && units.has("|"))) return [];
		const unit = [...units].find((one) => one !== "|")?.replace("|", "") ?? "";
		return [
			{
				from: match.from,
				to: match.to,
				kind: "chart" as const,
				title: chartTitle(head),
				unit: unit === "percent" ? "%" : unit,
				points,
				overTime,
			},
		];
	});
}

/** What leads up to the first label of a chart: "add a chart of". */
const LEAD =
	/^(?:(?:and|with|of|in|the|at|was|is|has|to|then|for|an?|add|show|our|line|bar|charts?|graph|showing|und|y|et)\s+)+/i;

function labelFor(text: string): string {
	return tidy(text.replace(LEAD, ""));
}

function chartTitle(head: string): string {
	const clause = /([^.!?\n;]*)$/.exec(head.trimEnd())?.[1] ?? "";
	const named =
		/(?:chart|graph|diagram|plot)\s+(?:of|for|showing|with|about|de|von)\s+(?:the\s+)?([^:,]+)/i.exec(clause)?.[1] ??
		clause.replace(/:\s*$/, "").split(/[,:]/).at(-1) ??
		"";
	const title = tidy(
		named
			.replace(/^(?:\s*(?:and|with|show|add|a|the|our|of|include)\b)+/gi, "")
			.replace(/\b(?:by|in|of|for|from|was|is|are|were|grew|per|with)\s*$/i, ""),
	);
	return title.split(" ").length > 7 ||
		/\b(?:make|create|video|film)\b|^(?:(?:bar|line) )?(?:charts?|graph|diagram|plot)$/i.test(title)
		? ""
		: titleOf(title);
}
