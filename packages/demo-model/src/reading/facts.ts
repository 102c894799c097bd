import { labelOf, type NumberFound } from "./numbers.ts";
import { tidy } from "./spans.ts";

export interface Fact extends NumberFound {
	/** What it counts; may be empty. */
	label: string;
	/** The clause it stands in, as written. */
	clause: string;
	/** It grew from here: "from 12 to 48". */
	start?: NumberFound;
}

/** Says of each number what it counts, and joins "from 12 to 48" to one. `masked`: the prompt with all but the facts blanked. */
export function factsOf(prompt: string, masked: string, numbers: NumberFound[]): Fact[] {
	const facts: Fact[] = [];
	for (let index = 0; index < numbers.length; index++) {
		const number = numbers[index];
		const next = numbers[index + 1];
		if (!number) continue;
		const rise =
			next &&
			number.clean &&
			next.clean &&
			/\b(?:from|von|de|desde)\s*$/i.test(masked.slice(0, number.from)) &&
			/^\s*(?:\p{L}+\s+){0,2}(?:to|auf|bis|a|à|hasta)\s*$/iu.test(masked.slice(number.to, next.from));
		if (rise && next) {
			const label = labelOf(masked, next, [next]) || labelOf(masked, { from: number.from, to: next.to }, []);
			const subject = tidy(clauseAt(masked, number.from).split(/\b(?:from|von|de|desde)\b/i)[0] ?? "");
			const grown = cleanedRise(label, subject);
			const after =
				next.suffix === "" && next.prefix === ""
					? /^\s+(\p{L}{1,12})(?=[\s.,;!?)]|$)/u.exec(masked.slice(next.to, next.to + 20))?.[1]
					: undefined;
			const unit =
				after && !/^(?:in|and|or|since|by|within|over|per|on|at|last|this|with|und|y|et|en|de)$/i.test(after) ? after : undefined;
			facts.push({
				...next,
				start: number,
				from: number.from,
				...(grown.named && unit ? { suffix: ` ${unit}`, raw: `${next.raw} ${unit}` } : {}),
				label: grown.label,
				clause: tidy(clauseAt(prompt, number.from)),
			});
			index++;
			continue;
		}
		facts.push({
			...number,
			label: labelOf(
				masked,
				number,
				numbers.filter((other) => other !== number),
			),
			clause: tidy(clauseAt(prompt, number.from)),
		});
	}
	return facts;
}

/** What grew: the words before "from" if they name it, else those after the number. */
function cleanedRise(label: string, subject: string): { label: string; named: boolean } {
	const who = subject
		.replace(
			/\s+(?:grew|grows?|rose|rises?|went|goes|increased|increases|jumped|climbed|fell|dropped|stieg\w*|wuchs\w*|creció|subió|passée?)$/i,
			"",
		)
		.replace(/^(?:our|the|we|and|its|their)\s+/i, "");
	if (who && !/\b(?:make|create|film|video|show)\b/i.test(who) && who.split(" ").length <= 6) return { label: who, named: true };
	return { label: label.replace(/^.*\bfrom\b\s*/i, ""), named: false };
}

/** Sentence, or part of one, that a position lies in. */
export function clauseAt(text: string, at: number): string {
	const before = text.slice(Math.max(0, at - 240), at);
	const start = Math.max(...[...before.matchAll(/[.!?;,](?=\s)|\n|:\s/g)].map((match) => match.index + match[0].length), 0);
	const after = text.slice(at, at + 240);
	const end = after.search(/[.!?;,](?=\s|$)|\n/);
	return (before.slice(start) + (end < 0 ? after : after.slice(0, end))).replace(/^\s*(?:and|but|also|und|y|et)\s+/i, "");
}

/** "5 tips for …", "Our 3 step process": a number that counts what follows in the title, and says nothing by itself. */
export function isCount(fact: Fact, topic: string): boolean {
	return (
		fact.prefix === "" &&
		fact.suffix === "" &&
		fact.value <= 20 &&
		/^(?:\p{L}+\s+)?\d/u.test(topic) &&
		topic.indexOf(fact.digits) < 12
	);
}
