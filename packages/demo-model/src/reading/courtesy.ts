import type { Line } from "./layout.ts";
import type { Span } from "./spans.ts";

/** Greetings, thanks and mail heads of the languages of the word tables: they say nothing of the film. */
const GREETING =
	"hi|hello|hey|hiya|hallo|moin|servus|guten (?:tag|morgen|abend)|good (?:morning|afternoon|evening)|bonjour|salut|bonsoir|coucou|hola|buenas|buenos días|buenas tardes|olá|oi|bom dia|boa tarde|ciao|buongiorno|salve|cześć|hej|dzień dobry|witam|hoi|goedemorgen|goedendag|merhaba|selam|selamlar|こんにちは|こんばんは|すみません|お疲れ様です|你好|您好|大家好|안녕하세요|안녕|مرحبا|مرحباً|السلام عليكم|أهلا|היי|הי|שלום|नमस्ते|नमस्कार|हैलो";
const SALUTATION = `${GREETING}|dear|liebe[rs]?|sehr geehrte\\p{L}*|chère?s?|estimad[oa]s?|querid[oa]s?|prezad[oa]s?|car[oaie]|gentil[ei]|szanown\\p{L}*|droga|drodzy|beste|geachte|sayın|عزيزي|प्रिय`;
const TO_WHOM =
	"team|all|everyone|everybody|there|folks|guys|liebes team|zusammen|leute|ihr lieben|à tous|tout le monde|a todos|equipo|pessoal|a tutti|ragazzi|wszystkim|allemaal|arkadaşlar|みなさん|皆さん|团队|여러분|جميعا|לכולם";
const THANKS =
	"thanks(?: a lot| so much| a million| in advance)?|thank you(?: so much| very much| in advance)?|many thanks|thx|tysm|pls|plz|danke(?:schön| schön| dir| euch| im voraus)?|vielen dank(?: im voraus)?|lg|vg|merci(?: beaucoup| d'avance| bien)?|stp|svp|s'il (?:te|vous) plaît|(?:muchas )?gracias(?: de antemano)?|porfa|por favor|(?:muito )?obrigad[oa]|pfv|pf|valeu|grazie(?: mille| in anticipo)?|per favore|dzięki|dziękuję|z góry dziękuję|bedankt|alvast bedankt|dank je wel|dank u|teşekkürler|teşekkür ederim|lütfen|よろしくお願いします|よろしく|ありがとう(?:ございます)?|谢谢(?:你|您|大家)?|多谢|감사합니다|고마워요?|부탁드려요|شكرا(?: جزيلا)?|شكراً|תודה(?: רבה)?|בבקשה|धन्यवाद|शुक्रिया";
const CLOSING =
	"(?:best|kind|warm|many)? ?(?:regards|wishes)|all the best|best|cheers|sincerely|yours(?: sincerely| truly)?|see you|viele grüße|liebe grüße|beste grüße|schöne grüße|herzliche grüße|mit freundlichen grüßen|mfg|gruß|grüße|cordialement|bien à vous|bien cordialement|amicalement|à bientôt|saludos(?: cordiales)?|un saludo|un abrazo|atentamente|atenciosamente|abraços?|cumprimentos|cordiali saluti|distinti saluti|un saluto|saluti|pozdrawiam|z poważaniem|pozdrowienia|groetjes|groeten|met vriendelijke groet(?:en)?|hartelijke groet(?:en)?|saygılarımla|saygılar|sevgiler|sevgilerle|敬具|此致|敬上|드림|올림|مع التحية|تحياتي|בברכה|सादर";
const FIELD =
	"from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|objet|envoyé|para|asunto|fecha|enviado|assunto|data|da|oggetto|inviato|a|od|do|temat|wysłano|aan|onderwerp|verzonden|kimden|kime|konu|tarih|差出人|宛先|件名|日時|发件人|收件人|主题|日期|보낸 사람|받는 사람|제목|날짜|من|إلى|الموضوع|מאת|אל|נושא|תאריך";
const SUBJECT = /^(?:subject|betreff|objet|asunto|assunto|oggetto|temat|onderwerp|konu|件名|主题|제목|الموضوع|נושא)$/iu;

const GREETS_ALONE = new RegExp(
	`^(?:${SALUTATION})(?:[\\s,]+(?:(?:${TO_WHOM})|[\\p{Lu}\\p{Lo}][\\p{L}.'’-]*)){0,4}\\s*[,!.:，！。、]*$`,
	"iu",
);
const GREETS_AHEAD = new RegExp(
	`^(?:${GREETING})(?:\\s+(?:${TO_WHOM})(?![\\p{L}]))?(?![\\p{L}\\p{M}])[\\s,!.:;，！。、…–—-]*`,
	"iu",
);
const THANKS_BEHIND = new RegExp(
	`(?:(?<=[\\s,.!?;:，。！、])|(?<=[\\p{Lo}])(?=[谢多よあ감고]))(?:${THANKS})[\\s!.,;:)😊🙏❤️👍！。]*$`,
	"iu",
);
const CLOSES = new RegExp(`^(?:(?:${CLOSING}|${THANKS})(?: (?:from|von|de|da|od|van) .{1,30})?)\\s*[,!.，。！]*$`, "iu");
/** "Thanks, Ed": thanks with a name behind a comma, alone in a line. */
const CLOSES_BY_NAME = new RegExp(
	`^(?:${CLOSING}|${THANKS})\\s*[,，、–—-]\\s*(\\p{L}[\\p{L}'’.-]*(?:\\s\\p{L}[\\p{L}'’.-]*){0,2})\\s*[.!]?$`,
	"iu",
);
const HEAD = new RegExp(`^(${FIELD})\\s?[:：]\\s*(.*)$`, "iu");
const RULE =
	/^(?:[-_=*]{3,}.*|begin forwarded message:?|(?:on|am|le|el|il|em|dnia|op) .{6,120}(?:wrote|schrieb.{0,60}|a écrit|escribió|ha scritto|escreveu|napisał.{0,40}|schreef.{0,40}) ?:)$/iu;
/** The subject of a mail that was pasted without its head: "Fwd: spring fair". */
const FORWARDED = /^(?:(?:re|aw|fwd?|wg|tr|rv|odp)\s?:\s*)+/iu;
/** Lines of a signature, and the longest of them. */
const SIGNATURE = { lines: 6, length: 60 };

/** Longest value of a field of a mail's head that names an address. */
const LONGEST_FIELD = 80;

interface Letter {
	/** What is left to read. */
	lines: Line[];
	/** Greetings, thanks, signatures and heads of mails. */
	courtesy: Span[];
	/** The subject of a mail, where the mail's text does not say it; it names the film. */
	subject: Span | null;
}

/** Takes out of the lines of a prompt what only a letter needs. */
export function letterOf(text: string, lines: readonly Line[]): Letter {
	const courtesy: Span[] = [];
	const kept: Line[] = [];
	let subject: Span | null = null;
	const said = (line: Span) => text.slice(line.from, line.to);
	const heads = new Set(lines.filter((_, index) => isHead(lines, index, said)));
	let end = -1;
	for (const [index, line] of lines.entries()) {
		if (index <= end) continue;
		const head = heads.has(line) ? HEAD.exec(said(line)) : null;
		const forwarded = index === 0 && lines.length > 1 ? FORWARDED.exec(said(line)) : null;
		if (forwarded) {
			subject = { from: line.from + forwarded[0].length, to: line.to };
			courtesy.push({ from: line.from, to: subject.from });
			continue;
		}
		if (head?.[1] && SUBJECT.test(head[1])) {
			const from = line.to - (head[2] ?? "").replace(/^(?:(?:re|aw|fwd?|wg|tr|rv|odp)\s?:\s*)+/iu, "").length;
			courtesy.push({ from: line.from, to: from });
			subject = { from, to: line.to };
		} else if (head || RULE.test(said(line)) || (said(line).length <= 40 && GREETS_ALONE.test(said(line)))) courtesy.push(line);
		else if (index > 0 && (CLOSES.test(said(line)) || closesByName(said(line)))) {
			end = signatureEnd(lines, index, said);
			courtesy.push({ from: line.from, to: lines[end]?.to ?? line.to });
		} else kept.push(line);
	}
	clip(text, kept, courtesy);
	if (subject && isRepeated(text, subject, kept)) {
		courtesy.push(subject);
		subject = null;
	}
	return { lines: kept, courtesy: courtesy.filter((span) => span.to > span.from), subject };
}

function closesByName(line: string): boolean {
	const name = CLOSES_BY_NAME.exec(line)?.[1] ?? "";
	return name !== "" && name.split(" ").every((word) => /^\p{Lu}/u.test(word));
}

/** A field of a mail's head: one of several in a row, or a subject as the first line. */
function isHead(lines: readonly Line[], index: number, said: (line: Span) => string): boolean {
	const fieldAt = (at: number) => {
		const line = lines[at];
		return line ? HEAD.exec(said(line)) : null;
	};
	const field = fieldAt(index);
	if (!field?.[1]) return false;
	const beside = fieldAt(index - 1) !== null || fieldAt(index + 1) !== null;
	// A prompt in one line that begins with "제목:" can name an address as well.
	const mail = (field[2] ?? "").length <= LONGEST_FIELD && /@|^(?:re|aw|fwd?|wg)\s?:/i.test(field[2] ?? "");
	return (
		(beside && lines.some((line) => /@|\d{4}/.test(said(line)) && HEAD.test(said(line)))) ||
		mail ||
		isSubjectFirst(lines, index, field[1], said)
	);
}

function isSubjectFirst(lines: readonly Line[], index: number, field: string, said: (line: Span) => string): boolean {
	const next = lines[index + 1];
	return index === 0 && SUBJECT.test(field) && next !== undefined && GREETS_ALONE.test(said(next));
}

/** The last line of a signature that begins with a closing. */
function signatureEnd(lines: readonly Line[], start: number, said: (line: Span) => string): number {
	let end = start;
	for (let at = start + 1; at < lines.length && at <= start + SIGNATURE.lines; at++) {
		const line = lines[at];
		if (
			!line ||
			line.marker !== null ||
			said(line).length > SIGNATURE.length ||
			RULE.test(said(line)) ||
			(HEAD.test(said(line)) && /@/.test(said(line)))
		)
			break;
		if (/[.!?]$/.test(said(line)) && said(line).split(" ").length > 4) break;
		end = at;
	}
	return end;
}

/** "Many thanks, Ms. Keller" at the end of a line. */
const SIGNED =
	/(?<=[.!?]\s)(?:[Mm]any thanks|[Tt]hanks(?: a lot| so much| a million| in advance| again)?|[Tt]hank you|[Cc]heers|[Bb]est(?: wishes| regards)?|(?:[Kk]ind |[Ww]arm )?[Rr]egards|[Ll]ove),\s(?:(?:Ms|Mr|Mrs|Dr)\.?\s)?\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*\.?)?[.!]?$/u;

/** Takes a greeting off the first line and thanks off the last. */
function clip(text: string, lines: Line[], courtesy: Span[]): void {
	const [first] = lines;
	const ahead = first ? GREETS_AHEAD.exec(text.slice(first.from, first.to)) : null;
	// "Hello" alone, or before a name in quotes, is what is to be shown.
	if (
		first &&
		ahead &&
		/[\p{L}\p{N}]/u.test(text.slice(first.from + ahead[0].length, first.to)) &&
		/[\s,!.，！、]$/u.test(ahead[0])
	) {
		courtesy.push({ from: first.from, to: first.from + ahead[0].length });
		lines[0] = { ...first, from: first.from + ahead[0].length };
	}
	const last = lines.at(-1);
	const behind = last
		? (SIGNED.exec(text.slice(last.from, last.to)) ?? THANKS_BEHIND.exec(text.slice(last.from, last.to)))
		: null;
	// "At the end: Thank you!": words behind a colon are what is to be shown.
	if (last && behind && behind.index > 0 && !/[:：]\s*¡?\s*$/u.test(text.slice(last.from, last.from + behind.index))) {
		courtesy.push({ from: last.from + behind.index, to: last.to });
		lines[lines.length - 1] = { ...last, to: last.from + text.slice(last.from, last.from + behind.index).trimEnd().length };
	}
}

/** Whether the words of a subject all stand in the lines as well. */
function isRepeated(text: string, subject: Span, lines: readonly Line[]): boolean {
	const body = lines
		.map((line) => text.slice(line.from, line.to))
		.join(" ")
		.toLowerCase();
	const words =
		text
			.slice(subject.from, subject.to)
			.toLowerCase()
			.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
	return words.every((word) => body.includes(word));
}
