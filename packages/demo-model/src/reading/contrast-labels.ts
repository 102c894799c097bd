import type { Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

/** Labels that mean the opposite of each other: without them a viewer can't tell the two sides apart. */
const OPPOSITES: readonly (readonly [string, string])[] = [
	["do|dos|do's|always", "don't|don'ts|do not|never|avoid"],
	["yes|right|pros|pro|good", "no|wrong|not|cons|contra|con|bad"],
	["with", "without"],
	[
		"problem|the problem|das problem|le problème|el problema|o problema|il problema",
		"solution|the solution|lösung|die lösung|la solution|la solución|a solução|la soluzione",
	],
	["richtig|ja|immer|mit|vorteile", "falsch|nein|nie|niemals|ohne|nachteile"],
	["sí|siempre|con|ventajas", "no|nunca|sin|desventajas"],
	["oui|toujours|avec|à faire|avantages", "non|jamais|sans|à éviter|inconvénients"],
];
/** The same of labels that say when: what was and what is. */
const OVER_TIME: readonly (readonly [string, string])[] = [
	["before|old|old way|the old way|yesterday|past", "after|now|new|new way|the new way|today|future"],
	["vorher|früher|alt|damals|gestern|bisher", "nachher|heute|jetzt|neu|künftig|morgen"],
	["antes|ayer", "después|ahora|hoy"],
	["avant|hier", "après|maintenant|aujourd'hui"],
	["prima|ieri", "dopo|adesso|oggi|ora"],
	["antes|ontem", "depois|agora|hoje"],
	["przed|wcześniej|kiedyś", "po|teraz|dziś"],
	["voor|vroeger", "na|nu|vandaag"],
	["önce|eskiden", "sonra|şimdi|bugün"],
	["之前|以前|过去|改造前", "之后|现在|以后|改造后"],
	["前|以前|ビフォー|昔", "後|今|アフター"],
	["전|이전|예전", "후|이후|지금"],
	["قبل|سابقا", "بعد|الآن"],
	["לפני|פעם", "אחרי|עכשיו|היום"],
	["पहले", "बाद|बाद में|अब"],
];

/** Labels of things that follow each other: shown, but no pair. */
const IN_ORDER: readonly (readonly [string, string])[] = [
	["first", "then|after"],
	["zuerst", "danach|dann"],
	["primero", "luego|después"],
	["d'abord", "ensuite|après"],
	["prima", "poi|dopo"],
	["primeiro", "depois"],
];

/** Whether two labels mean the opposite of each other, in this order. */
export function isOpposite(one: string, other: string): boolean {
	const [first, second] = [plainLabel(one), plainLabel(other)];
	return [...OPPOSITES, ...OVER_TIME].some(
		([own, opposite]) => own.split("|").includes(first) && opposite.split("|").includes(second),
	);
}

/** Whether a label says when: before, now. */
export function isOverTime(label: string): boolean {
	return OVER_TIME.some((pair) => pair.some((words) => words.split("|").includes(plainLabel(label))));
}

function plainLabel(label: string): string {
	return label.trim().replaceAll("’", "'").toLowerCase();
}

/** A label with its opposite in the same prompt, at the start of a range: "Do:", "Don't:". Null: none. */
export function contrastLabel(reading: Reading, at: Span): Span | null {
	const found = /^([\p{L}'’ ]{1,16})[:：]/u.exec(reading.masked.slice(at.from, at.to));
	if (!found?.[1]) return null;
	const label = plainLabel(found[1]);
	const shown = [...OPPOSITES, ...OVER_TIME, ...IN_ORDER].some(([one, other]) =>
		[
			[one, other],
			[other, one],
		].some(([own = "", opposite = ""]) => own.split("|").includes(label) && isLabel(reading.masked, opposite)),
	);
	return shown ? { from: at.from, to: at.from + found[1].length } : null;
}

/** Whether one of some words is a label anywhere in a text. */
function isLabel(text: string, words: string): boolean {
	return new RegExp(`(?:^|[.!?;,。；，\\n]|[-–—•*]\\s)\\s*(?:${words})\\s*[:：]`, "iu").test(text.replaceAll("’", "'"));
}
