import { blockOf } from "./block-of.ts";
import type { Block } from "./blocks.ts";
import { capitalName } from "./capital-name.ts";
import type { Piece } from "./classify.ts";
import { figureIn } from "./figures.ts";
import { type Grouping, words } from "./grouping.ts";
import type { Part } from "./parts.ts";
import { capitalised } from "./spans.ts";
import { titleOf, withoutOwner } from "./title.ts";

/** The title with what is left: from a title that is named, else the subject, else a short first piece. */
export function takeTitle(grouping: Grouping, parts: Part[]): { title: Block | null; rest: Part[] } {
	const pieceAt = (role: Piece["role"]) => parts.find((part) => part.kind === "piece" && part.piece.role === role);
	const [first] = parts;
	const capitals = first?.kind === "piece" && first.piece.role === "statement" ? capitalName(grouping.text, first.piece) : null;
	const introduced = nameBehindKind(grouping, parts) ?? nameBehindCall(grouping, parts);
	if (introduced) return introduced;
	const subjectPart = parts.find(
		(part) => part.kind === "piece" && part.piece.role === "subject" && !counts(grouping, part.piece),
	);
	const named = pieceAt("title") ?? subjectPart ?? (capitals ? first : firstShort(grouping, parts));
	if (named?.kind !== "piece" || isSentence(grouping, named.piece)) return { title: null, rest: parts };
	if (named.piece.role === "subject" && figureIn(words(grouping, named.piece), "")?.kind === "score")
		return { title: null, rest: parts };
	const found = (named === first ? capitals : null) ?? titleOf(grouping.text, named.piece, grouping.language);
	if (!found) return { title: null, rest: parts };
	const used = new Set<Part>([named]);
	const occasion = pieceAt("occasion");
	const tagline = pieceAt("tagline");
	let { kicker, subtitle } = found;
	if (occasion?.kind === "piece" && !kicker) {
		kicker = capitalised(words(grouping, occasion.piece));
		used.add(occasion);
	}
	const follower = parts[parts.indexOf(named) + 1];
	if (!subtitle && tagline?.kind === "piece") {
		subtitle = words(grouping, tagline.piece);
		used.add(tagline);
	} else if (
		!subtitle &&
		named.piece.role === "subject" &&
		follower?.kind === "piece" &&
		isDescription(grouping, named.piece, follower.piece)
	) {
		subtitle = capitalised(words(grouping, follower.piece));
		used.add(follower);
	}
	const subject = pieceAt("subject");
	// "My app called Tiny": what the named thing is stands above its name.
	if (!kicker && named.piece.role === "title" && subject?.kind === "piece" && isKind(grouping, subject.piece)) {
		kicker = capitalised(withoutOwner(words(grouping, subject.piece)));
		used.add(subject);
	}
	const quoted = kicker || subtitle ? null : quotedTitle(grouping, named.piece, follower);
	if (quoted) used.add(quoted.part);
	if (
		!subtitle &&
		named.piece.role === "title" &&
		subject?.kind === "piece" &&
		!used.has(subject) &&
		subject?.kind === "piece" &&
		subject.piece.to - subject.piece.from <= 90 &&
		subject.piece.clauses.length <= 2
	) {
		subtitle = capitalised(words(grouping, subject.piece));
		used.add(subject);
	}
	const left: Part[] = found.rest.length > 0 ? [{ kind: "piece", piece: restOf(named.piece, found.rest) }] : [];
	const rest = parts.flatMap((part) => (part === named ? left : used.has(part) ? [] : [part]));
	const block: Block = {
		kind: "title",
		from: named.piece.from,
		text: words(grouping, named.piece),
		lines: [words(grouping, named.piece)],
		hint: "",
		title: quoted?.title ?? found.title,
		kicker: quoted ? found.title : kicker,
		subtitle,
		isName: found.isName,
	};
	return { title: block, rest };
}

/** "350 adhérents, 24 sorties par an": figures side by side name nothing. */
function counts(grouping: Grouping, piece: Piece): boolean {
	return (
		piece.clauses.length >= 2 && piece.clauses.slice(0, 2).every((clause) => /^[^\p{L}]{0,3}\d/u.test(words(grouping, clause)))
	);
}

/** Words of a kind of thing: "my app", "a small pottery studio". */
function isKind(grouping: Grouping, piece: Piece): boolean {
	const said = words(grouping, piece);
	return !piece.quote && piece.clauses.length === 1 && said.split(" ").length <= 5 && !/[\p{Lu}\p{N}]/u.test(said.slice(1));
}

/** "Promo for our new flavour: Mango Chili": the name behind the colon titles the film, the words before it stand above. */
function nameBehindKind(grouping: Grouping, parts: Part[]): { title: Block; rest: Part[] } | null {
	const at = parts.findIndex((part) => part.kind === "piece" && part.piece.role === "subject");
	const [kind, next] = [parts[at], parts[at + 1]];
	if (kind?.kind !== "piece" || next?.kind !== "piece") return null;
	const [head, ...more] = next.piece.clauses;
	const between = grouping.text.slice(kind.piece.to, next.piece.from).replace(/[(（][^()（）]*[)）]/gu, "");
	if (!head || next.piece.quote || next.piece.role !== "statement" || !BETWEEN.test(between) || !isKind(grouping, kind.piece))
		return null;
	// "Teacher: Ms Adams": a name behind a colon of its own, or with one behind it, is no title.
	if (/^\s*[:：]/u.test(grouping.text.slice(head.to))) return null;
	const name = words(grouping, head);
	const named = grouping.language === "en" && NAME.test(name);
	const occasion =
		isOccasion(grouping, kind.piece) && /:\s*$/u.test(between) && isShortName(name) && next.piece.clauses.length === 1;
	if (!(named || occasion) || parts.some((part) => part.kind === "piece" && part.piece.role === "title")) return null;
	const kicker = capitalised(withoutOwner(words(grouping, kind.piece)));
	const text = `${kicker}\n${name}`;
	const rest = parts.flatMap((part): Part[] => {
		if (part === kind) return [];
		if (part !== next) return [part];
		return more.length > 0 ? [{ kind: "piece", piece: restOf(next.piece, more) }] : [];
	});
	return {
		title: {
			kind: "title",
			from: kind.piece.from,
			text,
			lines: [kicker, name],
			hint: "",
			title: name,
			kicker,
			subtitle: null,
			isName: true,
		},
		rest,
	};
}

/** "Recipe", "receta": a word for a kind of film that is shown, and nothing else. */
function isOccasion(grouping: Grouping, piece: Piece): boolean {
	const said = words(grouping, piece);
	return grouping.lexicon.find("occasion", said).some(({ from, to }) => said.slice(0, from).trim() === "" && to === said.length);
}

function isShortName(name: string): boolean {
	return name.split(" ").length <= 4 && name.length <= 40 && !/[\d.!?]/u.test(name);
}

/** "Launching soon: FernPay.": a name alone behind a few words. */
function nameBehindCall(grouping: Grouping, parts: Part[]): { title: Block; rest: Part[] } | null {
	const [first, ...rest] = parts;
	if (first?.kind !== "piece" || first.piece.role !== "statement" || first.piece.quote || first.piece.clauses.length !== 2)
		return null;
	const [call, name] = first.piece.clauses.map((clause) => words(grouping, clause));
	if (
		!call ||
		!name ||
		!/^[^:]*:\s/u.test(words(grouping, first.piece)) ||
		!NAME.test(name) ||
		!/^\p{Lu}?[\p{Ll}' ]{2,24}$/u.test(call)
	)
		return null;
	if (parts.some((part) => part.kind === "piece" && (part.piece.role === "title" || part.piece.role === "subject"))) return null;
	const text = `${call}\n${name}`;
	return {
		title: {
			kind: "title",
			from: first.piece.from,
			text,
			lines: [call, name],
			hint: "",
			title: name,
			kicker: call,
			subtitle: null,
			isName: true,
		},
		rest,
	};
}

/** A colon, a dash, or the noun of the film and the end of its sentence: "Charity run promo. Run for Rivers". */
const BETWEEN = /^(?:[^.:\n]{0,30}:|\s?\p{L}[^.:\n]{1,29}\.|\s[-–—])\s*$/u;
/** One to four words with capitals, the last of which may be a year: "VW Golf 2017". */
const NAME = /^\p{Lu}[\p{L}\p{N}'’.&-]*(?:\s(?:(?:for|of|the|and|de|la)\s)?(?:\p{Lu}[\p{L}\p{N}'’.&-]*|&|\d{1,4})){0,3}$/u;

/** Words right behind a subject of one or two words that name the film: a report film. "Roofs that pay". Null: none. */
function quotedTitle(grouping: Grouping, named: Piece, follower: Part | undefined): { title: string; part: Part } | null {
	if (named.role !== "subject" || named.quote || named.clauses.length > 1 || follower?.kind !== "piece") return null;
	const { quote, role } = follower.piece;
	if (
		!quote ||
		quote.author ||
		role !== "statement" ||
		!/^[^.。\n]*[.。,、?!]\s*["“„«「『]$/u.test(grouping.text.slice(named.to, follower.piece.from))
	)
		return null;
	// "Hobbs Bakery": a name needs no other.
	if (words(grouping, named).includes(" ") && grouping.language !== "de" && NAME.test(words(grouping, named))) return null;
	const short = words(grouping, named).split(" ").length <= 3 && quote.text.length <= 40 && !/[.!?。！？]/u.test(quote.text);
	return short ? { title: quote.text, part: follower } : null;
}

/** "…: our hotline is closed from 24 December": a sentence behind a colon is what a film says, not what it is called. */
function tells(grouping: Grouping, piece: Piece): boolean {
	const said = words(grouping, piece);
	return (
		grouping.language === "en" &&
		/:\s*$/.test(grouping.text.slice(0, piece.from)) &&
		said.split(" ").length > 5 &&
		/^(?!how|why|what|when|where|who)\p{L}+(?:\s\p{L}+){0,3}\s(?:is|are|was|were|will|have|has|must|can)\s/iu.test(said)
	);
}

/** A quoted sentence is shown as such; it names nothing. */
function isSentence(grouping: Grouping, piece: Piece): boolean {
	const said = piece.quote?.text ?? "";
	if (piece.role === "subject" && !piece.quote && tells(grouping, piece)) return true;
	return piece.role === "subject" && (/[.!?。！？]$/.test(said) || said.split(" ").length > 7);
}

function restOf(piece: Piece, clauses: Piece["clauses"]): Piece {
	const from = clauses[0]?.from ?? piece.from;
	return { ...piece, role: "statement", clauses, from, to: clauses.at(-1)?.to ?? piece.to };
}

/** What a first piece may be that names the film; a comparison or an invitation is shown as such. */
const TITLED: ReadonlySet<Block["kind"]> = new Set(["statement", "question", "list", "number", "contact"]);

/** A first piece of a few words names the film where nothing else does. */
function firstShort(grouping: Grouping, parts: Part[]): Part | undefined {
	const [first] = parts;
	if (first?.kind !== "piece" || !["statement", "quote", "opening"].includes(first.piece.role)) return undefined;
	// Who said it stands beside a quote, not beside a title.
	if (first.piece.quote?.author) return undefined;
	const said = words(grouping, first.piece);
	const [clause] = first.piece.clauses;
	const [block] = blockOf(grouping, first);
	if (block && !TITLED.has(block.kind)) return undefined;
	const short = clause !== undefined && clause.to - clause.from <= 44 && said.split(" ").length <= 14;
	// "Our club is 10!": a call of a few words is a title with its figure.
	const call = /!$/u.test(said) && said.split(" ").length <= 7;
	return short && (call || countsParts(grouping, said) || !figureIn(said, "")) && !/[.!?].+/.test(said) ? first : undefined;
}

/** "Lemon drizzle in 5 steps": how many parts follow. */
function countsParts({ lexicon }: Grouping, said: string): boolean {
	const counted = /\s(?:in|en|em|w)\s(\d{1,2}\s.+)$/iu.exec(said);
	return (
		counted?.[1] !== undefined && lexicon.find("list", counted[1]).some(({ from, to }) => from === 0 && to === counted[1]?.length)
	);
}

/** "…, a lamp that follows the sun" right behind a quoted name. */
function isDescription(grouping: Grouping, name: Piece, next: Piece): boolean {
	const said = words(grouping, next);
	return (
		next.sentence === name.sentence &&
		next.role === "statement" &&
		!next.quote &&
		/^[^.:]{0,3}$/.test(grouping.text.slice(name.to, next.from).trim()) &&
		!/\d/.test(said) &&
		said.length <= 110
	);
}
