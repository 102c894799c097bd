import { addByKind } from "./add-by-kind.ts";
import { addContent, isEmpty, isInstruction, marksIn, type Reading } from "./classify.ts";
import { readPart } from "./read-part.ts";
import { type Request, skipMarks, startsWithVerb } from "./request-words.ts";
import type { Span } from "./spans.ts";

/** Between a verb and the film: "Wir brauchen für die Praxis Dr. Lohmann einen Clip", "为我们公司“青禾农业”做一个…视频". */
const BETWEEN: Readonly<Record<string, RegExp>> = {
	de: /^((?:\p{L}+,?\s){1,4}(?:für|zu[mr]?|über)\s)((?:[^,.:;!?]|(?<=\s\p{L}{1,4})\.(?=\s\p{Lu})){3,70}?)(?=\s(?:ein(?:en|e)?|noch\sein\p{L}*)\s[^,.:;!?]{0,40})/iu,
	nl: /^((?:\p{L}+,?\s){1,4}(?:voor|over)\s)([^,.:;!?]{3,70}?)(?=\s(?:een)\s[^,.:;!?]{0,40})/iu,
	zh: /^((?:请|麻烦)?(?:为|给|帮))([^，。：；！？]{2,30}?)(?=(?:制作|做|拍摄|拍|设计|生成|写|创建))/u,
};

export function betweenRequest(reading: Reading, at: Span): Request | null {
	if (reading.requested || reading.pieces.length > 0) return null;
	const [, ahead, subject] = BETWEEN[reading.lexicon.languages[0] ?? ""]?.exec(reading.masked.slice(at.from, at.to)) ?? [];
	if (!ahead || !subject) return null;
	const span = { from: at.from + ahead.length, to: at.from + ahead.length + subject.length };
	const film = marksIn(reading, { from: span.to, to: at.to }).find((mark) => mark.kind === "film");
	const verb =
		reading.lexicon.languages[0] === "zh" ||
		marksIn(reading, { from: at.from, to: span.from }).some((mark) => mark.kind === "make");
	if (
		!film ||
		!verb ||
		/[,，.:：。]/u.test(reading.text.slice(span.to, film.from)) ||
		isInstruction(reading, { from: span.from - 1, to: span.to })
	)
		return null;
	if (marksIn(reading, { from: span.from, to: span.to }).some((mark) => mark.kind === "film" || mark.kind === "length"))
		return null;
	const close = skipMarks(reading, { from: film.to, to: at.to });
	addByKind(reading, { from: at.from, to: span.from });
	addByKind(reading, { from: span.to, to: close });
	readPart(reading, span, "subject", { leads: false });
	return { subject: null, rest: { from: close, to: at.to } };
}

/** In languages that name the subject before the film's noun and behind "about": "制作一个关于咖啡的15秒视频". */
export function middleRequest(reading: Reading, at: Span): Request | null {
	if (reading.lexicon.languages[0] !== "zh") return null;
	const marks = marksIn(reading, at);
	const about =
		marks.find((mark) => mark.kind === "about" && isEmpty(reading, { from: at.from, to: mark.from })) ??
		behindLength(reading, at);
	const film = about && marks.find((mark) => mark.kind === "film" && mark.from >= about.to);
	if (!about || !film) return null;
	const end = withoutMarksBehind(reading, { from: about.to, to: film.from });
	if (end <= about.to) return null;
	const close = Math.max(film.to, skipEmpty(reading, { from: film.to, to: at.to }));
	addByKind(reading, { from: at.from, to: about.to });
	addByKind(reading, { from: end, to: close });
	addContent(reading, [{ from: about.to, to: end }], "subject");
	return { subject: null, rest: { from: close, to: at.to } };
}

/** "做一个10秒公益短片": a verb and a length lead to the subject, without a word for "about". Null: they do not. */
function behindLength(reading: Reading, at: Span): Span | null {
	const verb = startsWithVerb(reading, at);
	const length = verb && marksIn(reading, { from: verb.to, to: at.to }).find((mark) => mark.kind === "length");
	if (!length || !isEmpty(reading, { from: at.from, to: length.from })) return null;
	return { from: length.from, to: length.to + (reading.text[length.to] === "的" ? 1 : 0) };
}

/** Endings of objects, before a verb that is left out: "화산을 | 설명하는", "döngüsünü | anlatan", "Can'ı | tanıtan". */
const OBJECT_ENDING: Readonly<Record<string, RegExp>> = {
	ko: /(?<=\p{Script=Hangul})[을를]$/u,
	tr: /(?<=s[ıiuü])n[ıiuü]$|['’]y?[ıiuü]$/u,
};

function withoutCase(reading: Reading, from: number, end: number): number {
	const ending = OBJECT_ENDING[reading.lexicon.languages[0] ?? ""]?.exec(reading.text.slice(from, end));
	return ending && from + ending.index > from ? from + ending.index : end;
}

/** Where a range ends without the words about the film at its end. */
function withoutMarksBehind(reading: Reading, at: Span): number {
	const genres = reading.lexicon
		.find("genre", reading.masked.slice(at.from, at.to))
		.map(({ from, to }) => ({ from: from + at.from, to: to + at.from }));
	const known = [...reading.marks, ...genres];
	let end = at.to;
	for (;;) {
		const blanks = /\s*$/u.exec(reading.text.slice(at.from, end))?.[0].length ?? 0;
		const last = known.find((mark) => mark.to === end - blanks && mark.from >= at.from && mark.to > mark.from);
		// "The reasons", "the map": a noun for a list or a scene is what the film is about.
		if (!last || ("kind" in last && (last.kind === "list" || last.kind === "scene")))
			return withoutCase(reading, at.from, end - blanks);
		end = last.from;
	}
}

/** In languages that name the subject first: "コーヒーについての動画", "Kahve hakkında bir video". */
export function behindRequest(reading: Reading, at: Span): Request | null {
	const film = marksIn(reading, at).findLast((mark) => mark.kind === "film");
	const verb = marksIn(reading, at).findLast((mark) => mark.kind === "make");
	if (!film || (reading.requested && !verb)) return null;
	const behind = reading.lexicon
		.find("aboutBehind", reading.masked.slice(at.from, at.to))
		.map(({ from, to }) => ({ from: from + at.from, to: to + at.from }))
		.find((about) => about.from < film.from && isEmpty(reading, { from: about.to, to: film.from }));
	if (!behind) return null;
	const start = clauseStart(reading, at, behind.from);
	// "बच्चों के लिए 30 सेकंड का वीडियो: …": for whom it is, and the subject behind the colon.
	const whom = { from: start, to: behind.to };
	if (isInstruction(reading, whom) && marksIn(reading, whom).some((mark) => mark.kind === "audience")) {
		const colon = /^[^:：.!?\n]*[:：](?=\s)/u.exec(reading.masked.slice(film.to, at.to));
		const end = colon ? film.to + colon[0].length : skipEmpty(reading, { from: film.to, to: at.to });
		if (!isEmpty(reading, { from: film.to, to: end })) return null;
		addByKind(reading, { from: at.from, to: end });
		const rest = { from: end, to: at.to };
		return colon ? { subject: rest, rest: null } : { subject: null, rest };
	}
	addByKind(reading, { from: at.from, to: start });
	const end = Math.max(film.to, verb && isEmpty(reading, { from: film.to, to: verb.from }) ? verb.to : 0);
	const close = skipEmpty(reading, { from: end, to: at.to });
	addByKind(reading, { from: behind.from, to: close });
	return {
		subject: { from: start, to: withoutMarksBehind(reading, { from: start, to: behind.from }) },
		rest: { from: close, to: at.to },
	};
}

/** Languages that have the verb, and the film before it, at the end of a request. */
const VERB_LAST: ReadonlySet<string> = new Set(["ja", "ko", "tr", "hi"]);

/**
 * A request that ends in words about the film, without a word that leads to the subject: "パン屋の15秒の縦動画をお願いします",
 * "'달빛제과' 홍보용 세로 영상 15초짜리 만들어 주세요". Null: it is none.
 */
export function verbLastRequest(reading: Reading, at: Span): Request | null {
	if (reading.requested || !VERB_LAST.has(reading.lexicon.languages[0] ?? "")) return null;
	const stop = /[,，、.。:：;；!?！？।\n]/u.exec(reading.masked.slice(at.from, at.to));
	const film = marksIn(reading, at).findLast((mark) => mark.kind === "film");
	if (!film) return null;
	const clause = { from: at.from, to: at.to };
	const cut = stop && at.from + stop.index > film.to ? at.from + stop.index : at.to;
	clause.to = isEmpty(reading, { from: film.to, to: cut }) ? cut : skipMarks(reading, { from: film.to, to: cut });
	const start = clauseStart(reading, at, film.from);
	const end = withoutMarksBehind(reading, { from: start, to: clause.to });
	if (end <= start || end > film.from) return null;
	addByKind(reading, { from: at.from, to: start });
	addByKind(reading, { from: end, to: clause.to });
	return { subject: { from: start, to: end }, rest: { from: clause.to, to: at.to } };
}

/** Where the subject begins before `end`: behind instructions such as "15秒で、". */
function clauseStart(reading: Reading, at: Span, end: number): number {
	let start = at.from;
	for (const mark of [...reading.text.slice(at.from, end).matchAll(/[,，、;；:：]/g)]) {
		const position = at.from + mark.index + 1;
		if (isEmpty(reading, { from: start, to: position })) start = position;
	}
	return start;
}

function skipEmpty(reading: Reading, at: Span): number {
	const stop = /[,，、。.:：;；!?！？\n\uE000]/.exec(reading.masked.slice(at.from, at.to));
	const end = stop ? at.from + stop.index : at.to;
	return isEmpty(reading, { from: at.from, to: end }) ? end : at.from;
}
