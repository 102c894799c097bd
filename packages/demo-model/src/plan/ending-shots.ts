import type { BlockOf, ContactEntry } from "../reading/blocks.ts";
import { capitalised } from "../reading/spans.ts";
import { chunks } from "./drafts.ts";
import { MOST, type Scenery, type Shot, shot, textShots } from "./shots.ts";

/** Fields of the contact card by the kind of an entry, in the order in which the card shows them. */
const FIELDS: Record<ContactEntry["kind"], string> = {
	link: "link",
	phone: "phone",
	mail: "email",
	handle: "handle",
	hashtag: "hashtag",
	place: "place",
};

/**
 * How to reach somebody, on one card with a QR code. A card has one entry of each kind; others, and entries with words of
 * their own beside them, are lines.
 */
export function contactShots({ entries, text }: BlockOf<"contact">, { name }: Scenery): Shot[] {
	const [first, ...others] = entries;
	if (!first) return [];
	// "Sign up at aurora.example": the words are the largest of the card.
	const worded = entries.filter(({ kind, text: said, bare }) => said !== bare && kind !== "phone");
	const ahead = worded.length === 1 && worded[0] ? wordsAhead(worded[0]) : null;
	const isName = first.kind === "place" && others.length > 0 && !/\d/.test(first.text);
	const rest = isName ? others : entries;
	// Without a name the first way is the largest of the card.
	const isWay = ahead === null && !isName && name === null && rest.length > 1;
	const title = ahead ?? (isName || isWay ? first.text : name);
	const ways = isWay ? others : rest;
	const fits = new Set(ways.map(({ kind }) => kind)).size === ways.length && worded.length <= (ahead ? 1 : 0);
	if (title === null || !fits)
		return entries.length === 1 ? [shot("Outro", { title: capitalised(text) }, text, 2.2)] : lineShots(entries);
	const fields = Object.fromEntries(ways.map((entry) => [FIELDS[entry.kind], ahead ? entry.bare : entry.text]));
	return [shot("ContactCard", { title: /[@/]|\.\p{L}{2}/u.test(title) ? title : capitalised(title), ...fields }, text, 2.4)];
}

/** Ways that no card takes, as lines: addresses keep their small letters. */
function lineShots(entries: readonly ContactEntry[]): Shot[] {
	return chunks(entries, MOST.points).map((group) => {
		const points = group.map(({ text }) => text);
		return shot("Points", { points }, points.join(" "), 1.8);
	});
}

/** The words before an address, where none stand behind it. */
function wordsAhead({ text, bare }: ContactEntry): string | null {
	if (!text.endsWith(bare)) return null;
	const words = text.slice(0, text.length - bare.length).replace(/[\s:：,–—-]+$/u, "");
	return words.length >= 2 && words.length <= 60 ? words : null;
}

/** Longest words of a button. */
const BUTTON = 26;

/** The ending: what to do, with the code of its link, or the film's name over it. */
export function endingShots({ action, link, text }: BlockOf<"ending">, { name }: Scenery): Shot[] {
	if (!action) return link ? [shot(name ? "ContactCard" : "Outro", name ? { title: name, link } : { title: link }, text, 2)] : [];
	if (action.length > 70) return [...textShots(action), ...(link ? [shot("Outro", { title: link }, link, 2)] : [])];
	if (link && /\.\p{L}{2,}/u.test(link) && !/[@#]/.test(link)) return [shot("ContactCard", { title: action, link }, text, 2.4)];
	if (name && action.length <= BUTTON && name.length <= 40) return [shot("Outro", { title: name, action, url: link }, text, 2.2)];
	return [shot("Outro", { title: action, url: link }, text, 2)];
}

export function invitationShot({ kicker, title, date, time, place, text }: BlockOf<"invitation">, { name }: Scenery): Shot {
	const head = title ?? name;
	if (head === null) return shot("Invitation", { title: capitalised(date), time, place }, text, 2.4);
	return shot("Invitation", { kicker, title: capitalised(head), date, time, place }, text, 2.4);
}

/** Words that celebrate, in the languages of the word tables. */
const CELEBRATES =
	/happy (?:birthday|new year|anniversary)|congrat|alles gute|herzlichen glückwunsch|frohes neues|joyeux anniversaire|bonne année|félicitations|feliz (?:cumpleaños|aniversário|año|ano)|felicidades|parabéns|buon (?:compleanno|anno)|tanti auguri|auguri|sto lat|wszystkiego najlepszego|szczęśliwego nowego|gefeliciteerd|gelukkig nieuwjaar|hartelijk gefeliciteerd|kutlu olsun|tebrikler|mutlu yıllar|おめでとう|生日快乐|新年快乐|恭喜|생일 축하|축하|عيد ميلاد سعيد|مبروك|كل عام وأنت|מזל טוב|יום הולדת שמח|जन्मदिन मुबारक|जन्मदिन की|बधाई/iu;
const LONGEST_CHEER = 60;

/** A sentence as moving words; a short congratulation in confetti. */
export function statementShots(text: string): Shot[] {
	if (text.length <= LONGEST_CHEER && CELEBRATES.test(text)) return [shot("Confetti", { title: capitalised(text) }, text, 2.2)];
	return textShots(text);
}
