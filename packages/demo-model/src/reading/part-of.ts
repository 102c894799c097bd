import { OF } from "./patterns.ts";

/** "7 of 10" as it was written, with what stands around it. */
interface PartFound {
	n: number;
	m: number;
	raw: string;
	lead: string;
	label: string;
}

/** Words for people and things that are counted, written together with the figure. */
const COUNTER = "(?:人|名|位|个|個|社|世帯|軒|件|家|户|次|回|本|명|개|곳|가구|번|분|마리|kişi|kişinin)?";
const START = "(?<![\\p{L}\\p{N}.,/])";
const END = "(?![\\p{N}%]|[.,:/]\\d)";
/** The part first: "7 of 10", "3 rondini su 4", "8 op de 10". */
const PART_FIRST = new RegExp(`^(.*?)${START}((\\d{1,3}) (?:${OF}) (?:\\p{L}{1,4} )?(\\d{1,3}))${END}(.*)$`, "iu");
const NOUN_BETWEEN = new RegExp(
	`^(.*?)${START}((\\d{1,3}) (?:\\p{L}+ ){1,2}(?:sur|su|out of|von|na|op de|de cada|em cada|z|من كل|من أصل|מתוך|על) (\\d{1,3}))${END}(.*)$`,
	"iu",
);
/** The whole first: "10人中7人", "10'da 7", "10명 중 7명", "10 में से 7". */
const WHOLE_FIRST = [
	new RegExp(
		`^(.*?)(?<![\\p{N}.,/])((\\d{1,3})\\s?${COUNTER}[\\p{Script=Han}]{0,3}?(?:中有|中|当中有?|のうち|里有)\\s?(?:的)?(\\d{1,3})\\s?${COUNTER}(?:が|は|も|を|の)?)${END}(.*)$`,
		"iu",
	),
	new RegExp(
		`^(.*?)${START}((\\d{1,3})\\s?${COUNTER} ?(?:중에서|중에|중|가운데)\\s?(\\d{1,3})\\s?${COUNTER}(?:이|가|은|는|을|를|의|꼴로)?)${END}(.*)$`,
		"iu",
	),
	new RegExp(
		`^(.*?)${START}((?:her )?(\\d{1,3})(?:['’](?:da|de|ta|te|dan|den|tan|ten)| \\p{L}{2,12}(?:dan|den|tan|ten))\\s(\\d{1,3})(?:['’]s?[iıuü])?)${END}(.*)$`,
		"iu",
	),
	new RegExp(`^(.*?)${START}((?:हर )?(\\d{1,3}) (?:[\\p{L}\\p{M}]+ )?में से (\\d{1,3}))${END}(.*)$`, "iu"),
];

/** "7 of 10 guests" in any of the languages' orders. Null: there is none, or another figure beside it. */
export function partOfIn(text: string): PartFound | null {
	for (const pattern of [PART_FIRST, NOUN_BETWEEN]) {
		const found = partWith(pattern.exec(text), false);
		if (found) return found;
	}
	for (const pattern of WHOLE_FIRST) {
		const found = partWith(pattern.exec(text), true);
		if (found) return found;
	}
	return null;
}

function partWith(found: RegExpExecArray | null, wholeFirst: boolean): PartFound | null {
	if (!found?.[2]) return null;
	const [, ahead = "", raw, one, other, behind = ""] = found;
	const [n, m] = wholeFirst ? [Number(other), Number(one)] : [Number(one), Number(other)];
	return n <= m && m > 1 && !/\d/.test(`${ahead}${behind}`) ? { n, m, raw, lead: ahead.trim(), label: behind.trim() } : null;
}
