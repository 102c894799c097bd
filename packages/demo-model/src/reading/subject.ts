import { FILM_NOUN } from "./duration.ts";
import { BLANK, capitalised, shortened, tidy } from "./spans.ts";

export interface Subject {
	/** What the film is about, a few words, as the person put it. */
	topic: string;
	/** A name among them: of a product, a person, a place. */
	name?: string;
	/** What the name is: "a lamp that learns your evenings". */
	description?: string;
}

const ABOUT =
	"(?:about|on|for|of|showing|explaining|introducing|presenting|announcing|promoting|advertising|celebrating|to (?:introduce|announce|present|promote|explain|show|celebrate|launch|advertise)|that (?:explains?|shows?|introduces?|presents?|announces?|promotes?|tells?(?: the story of)?|celebrates?)|explaining|called|titled|named|über|für|von|zum thema|sobre|para|acerca de|sur|pour|à propos de)";
const VERB =
	"(?:make|create|build|produce|design|generate|write|do|craft|prepare|draft|give me|show me|i(?:'d| would) like|i want|i need|we need|we want|can you (?:make|create)|could you (?:make|create)|please (?:make|create)|erstelle?|mach(?:e|en)?(?: mir)?|ich (?:möchte|brauche|will)|crea|haz(?:me)?|quiero|necesito|crée[rz]?|fais(?:-moi)?|je veux|réalise[rz]?)";
const DIRECT =
	/^(?:please\s+)?(?:explain|introduce|announce|present|promote|advertise|celebrate|tell(?: the story of| people about| us about)?|show(?: me)?|visuali[sz]e|summari[sz]e|teach|describe|launch(?: video)?(?: for)?|erklär\w*|stelle?|präsentiere|explica|presenta|explique[rz]?|présente[rz]?)\s+(.+)/i;
const STOP =
	/[.;!?\n(\uE000]|,\s*(?:with|in|using|make|use|vertical|about|and (?:make|use|end|add|show)|it should|please|so that|then|end|open|start|mit|con|avec)\b|\s[-–—]\s|:\s|\s+(?:with|using|featuring|including|lasting|ending|starting|that (?:is|lasts|ends|opens|starts|should|uses)|and (?:make|use|end|add|include|mention|show|say|put|keep)|make it|please|mit (?:einem|einer|dem|der|ruhig\w*)|con (?:un|una|el|la|música)|avec (?:un|une|le|la))\b/i;

/** What a prompt is about. `masked`: the prompt with wishes and, if `quotes` is false, quoted words blanked. */
export function findSubject(masked: string): Subject {
	const lines = masked
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => tidy(line) !== "");
	const labelled = /(?:^|[\n.;!])\s*(?:topic|subject|product|brand|company|title|theme|thema|tema|sujet)\s*:\s*([^\n.;!]+)/i.exec(
		masked,
	)?.[1];
	if (labelled) return subjectFrom(labelled);
	for (const whole of lines.flatMap((line) => line.split(/(?<=[.!?])\s+/)).slice(0, 6)) {
		const audience =
			/(?<![\p{L}])for (?:our|my|the|your) (?:team|customers?|compan(?:y|ies)|clients?|users?|kids|children|school|class|family|employees|friends|students|colleagues|boss|investors|followers|audience|website|channel)(?![\p{L}])/giu;
		const sentence = whole.replace(audience, (found) => BLANK.repeat(found.length));
		const film = new RegExp(`(?<![\\p{L}])${FILM_NOUN}(?![\\p{L}])[^.!?]*?(?<![\\p{L}])${ABOUT}\\s+(.+)`, "iu").exec(sentence);
		const bare =
			/^[\uE000\s,]*(?:about|on|über|sobre|sur)\s+(.+)/iu.exec(sentence)?.[1] ??
			new RegExp(`(?<![\\p{L}])${FILM_NOUN}\\s*[:–—-]\\s*(.+)`, "iu").exec(sentence)?.[1];
		const about = film?.[1] ? subjectFrom(film[1]) : undefined;
		if (about?.topic) return about;
		const plain = bare ? subjectFrom(bare) : undefined;
		if (plain?.topic) return plain;
		const direct = DIRECT.exec(sentence.replaceAll(BLANK, " ").replace(/\s+/g, " ").trim());
		if (direct?.[1]) return subjectFrom(direct[1]);
		const wish = new RegExp(`^(?:hi,?\\s+|hello,?\\s+|hey,?\\s+)?(?:please\\s+)?${VERB}\\s+(?:me\\s+|us\\s+)?(.+)`, "iu").exec(
			tidy(sentence),
		);
		if (wish?.[1]) {
			// "Create an intro video for …" was read above; here the film itself is named: "a product launch for Nova", "a countdown".
			const named = /(?<![\p{L}])(?:about|for|über|für|sobre|para|sur|pour)\s+(.+)/iu.exec(wish[1]);
			const found = subjectFrom(named?.[1] ?? wish[1].replace(new RegExp(`(?<![\\p{L}])${FILM_NOUN}(?![\\p{L}]).*$`, "iu"), ""));
			if (found.topic) return found;
		}
	}
	const first = lines[0] ?? "";
	const kind = new RegExp(`^(.{3,60}?)\\s+${FILM_NOUN}(?![\\p{L}])`, "iu").exec(tidy(first))?.[1];
	if (kind) return subjectFrom(kind);
	// No wish at all, only something said: its first clause is the topic, articles and all.
	const said = subjectFrom(first);
	const sentence = tidy((first.split(/[.!?;:\n]/)[0] ?? first).replaceAll(BLANK, " "));
	const clause = sentence.length > 44 && sentence.includes(",") ? tidy(sentence.split(",")[0] ?? "") : sentence;
	const rest = tidy((/^[^.!?;:\n]*:\s+([^.!?\n]{2,80})/.exec(first)?.[1] ?? "").replaceAll(BLANK, " "));
	const description = rest && !/\d|,/.test(rest) ? { description: rest } : {};
	if (said.name || clause.split(" ").length < 4) return { ...description, ...said };
	return { topic: shortened(clause, 70), ...description };
}

function subjectFrom(text: string): Subject {
	const flat = text.replace(new RegExp(`${BLANK}+`, "g"), BLANK).replace(new RegExp(`^[\\s${BLANK}]+`), "");
	const cut = flat.search(STOP);
	const whole = tidy(trimmed(cut > 0 ? flat.slice(0, cut) : cut === 0 ? flat.replace(new RegExp(BLANK, "g"), " ") : flat));
	// "Lumen, a lamp that learns your evenings" and "the city of Porto".
	const comma = whole.indexOf(",");
	const head = trimmed(comma > 2 ? whole.slice(0, comma) : whole);
	const tail = comma > 2 ? tidy(whole.slice(comma + 1)) : "";
	const bare = tidy(head).replace(/[.!]+$/, "");
	const topic =
		/^(?:make|create|build|produce|design|generate|please|show|give|need|want|film|video|an?|the|my|our|in|with|for|of|about|it|this|that|me|us|ein\w*|un[ae]?|der|die|das|el|la|le|les)?$/i.test(
			bare,
		)
			? ""
			: shortened(bare, 70);
	const words = topic.split(" ");
	const isName =
		words.length <= 4 &&
		/^\p{Lu}|^\p{Ll}+\p{Lu}/u.test(topic) &&
		words.every((word) => /^(?:\p{Lu}|\d|&|of|de|the|von|y|and|\p{Ll}+\p{Lu})/u.test(word));
	const called = /\b(?:called|named)\s+((?:\p{Lu}[\p{L}\p{N}'’-]*\s?){1,4})/u.exec(tidy(flat))?.[1];
	const relation = /\b(?:of|in|on|at|from|about|to|de|du|des|von|über|sobre|sur|à|y|and|und|et)\b/i.test(topic);
	const inner = relation
		? undefined
		: /^(?:(?:a|an|the|our|my|new|your)\s+)*(?:[\p{Ll}-]+\s+){1,4}((?:\p{Lu}[\p{L}\p{N}'’-]*)(?:\s+(?:\p{Lu}[\p{L}\p{N}'’-]*|\d+))*)$/u.exec(
				topic,
			)?.[1];
	const name = called ? tidy(called) : isName ? topic : inner;
	const description =
		/^(?:an?|the|our|your|ein\w*|der|die|das|una?|une?|le|la|el)\s/i.test(tail) && tail.split(" ").length <= 16
			? tail
			: undefined;
	return { topic, ...(name ? { name } : {}), ...(description ? { description } : {}) };
}

/** Without articles in front and words left hanging where a wish was taken out. */
function trimmed(text: string): string {
	let result = tidy(text);
	for (let i = 0; i < 5; i++) {
		const shorter = result
			.replace(
				/^(?:that|my|our|the|a|an|us|new|your|el|los|las|le|les|der|die|das|eine?n?|einer|meine?n?|unsere?n?|una?|mi|nuestr[oa]|une|mon|ma|notre)\s+(?=\S)/i,
				"",
			)
			.replace(
				/\s+(?:in|with|for|of|and|at|on|the|a|an|to|about|using|is|that|called|named|titled|entitled|saying|says|say|reads|which|genannt|namens|llamad[ao]|appelée?|as|it|und|mit|in einem?|con|en|y|avec|et|dans|style|format|mode|instead|please|again)$/i,
				"",
			);
		if (shorter === result) break;
		result = shorter;
	}
	return result;
}

/** A title out of a topic: as it is written, the first letter large. */
export function titleFrom(topic: string): string {
	return capitalised(shortened(topic, 64));
}
