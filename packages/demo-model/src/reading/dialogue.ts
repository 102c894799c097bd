import { matches, type Span } from "./spans.ts";

/** A message of a dialogue: who writes it, and its words. */
export interface Turn {
	from: Span;
	text: Span;
}

const NAME = "[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}'’.-]{0,15}(?: [\\p{Lu}][\\p{L}'’.-]{0,15})?";
const SPEAKER = new RegExp(
	`(?:^|(?<=\\n)|(?<=[.!?…。！？\\uE000)"”»」]\\s?))[ \\t]*(?:[-–—•] )?(${NAME})\\s?[:：]\\s*(?=\\S)`,
	"gu",
);
const ASKED =
	/\b(?:chat|dialogue?|conversation|text messages?|whatsapp|sms|messages)\b|gespräch|unterhaltung|dialog|discussion|diálogo|conversación|conversa|dialogo|conversazione|rozmow|gesprek|sohbet|konuşma|会話|チャット|对话|聊天|대화|채팅|محادثة|حوار|שיחה|बातचीत/iu;
/** Labels of a film's parts: nobody's name. */
const NO_SPEAKER =
	/^(?:text|then|next|first|second|third|last|finally|title|slogan|logo|end|ending|intro|outro|opening|closing|headline|caption|scene|slide|danach|dann|zuerst|titel|schluss|ende|ensuite|puis|titre|fin|luego|después|título|final|depois|fim|poi|titolo|fine|potem|tytuł|koniec|daarna|einde|sonra|başlık)$/iu;
const LEAST_TURNS = 3;

/**
 * The messages of a dialogue within a range: "Anna: Are you coming? Ben: Sure." Two people at least, one of whom speaks
 * twice, or fewer where a dialogue is asked for. Null: none.
 */
export function dialogueIn(text: string, at: Span, prompt: string): { start: number; turns: Turn[] } | null {
	const part = text.slice(at.from, at.to);
	const found = matches(part, SPEAKER).filter(({ groups }) => !NO_SPEAKER.test(groups[0] ?? ""));
	const counts = new Map<string, number>();
	for (const { groups } of found) counts.set(groups[0] ?? "", (counts.get(groups[0] ?? "") ?? 0) + 1);
	const again = [...counts.values()].some((count) => count >= 2);
	const enough = again ? found.length >= LEAST_TURNS : ASKED.test(prompt) && found.length >= 2;
	const [first] = found;
	if (!enough || counts.size < 2 || counts.size > 4 || !first) return null;
	const turns = found.map((match, index): Turn => {
		const name = match.groups[0] ?? "";
		const from = at.from + match.from + match.text.indexOf(name);
		const next = found[index + 1];
		return {
			from: { from, to: from + name.length },
			text: { from: at.from + match.to, to: next ? at.from + next.from : at.to },
		};
	});
	return { start: at.from + first.from, turns };
}
