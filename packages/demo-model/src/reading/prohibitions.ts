import type { Reading } from "./classify.ts";
import { BLANK, type Span } from "./spans.ts";

/** What sentences begin with that forbid to mention or show something, in languages that have the verb first. */
const FIRST =
	"(?:please |kindly )?(?:do not|don['’]?t|never|avoid) (?:mention|mentioning|name|naming|list|listing|include|including|reveal|revealing|refer to|referring to|talk about|talking about|bring up|show|showing)(?! up)" +
	"|(?:erwähn|nenn|zeig)(?:e|en|t)?(?: sie)?(?: bitte)? (?:keine?[nms]?|nicht|nichts|niemals)" +
	"|(?:s['’]il (?:vous|te) plaît,? |merci de |prière de |surtout )?ne (?:pas |jamais )?(?:mentionn|cit|montr|indiqu|affich|évoqu|parl)(?:er|ez|e|es)" +
	"|(?:por favor,? )?(?:no|nunca) (?:mencion|nombr|muestr|mostr|incluy|inclu|indi(?:que|car)|habl)(?:es?|en|ar|as?|ir|)" +
	"|(?:por favor,? )?(?:não|nunca) (?:mencion|cit|mostr|inclu|fal|indi(?:que|car))(?:es?|em|ar|a|ir|)" +
	"|(?:per favore,? )?non (?:menzion|nomin|cit|mostr|inclu|indic|parl)(?:are|ate|i|ere|dere)" +
	"|(?:noem|vermeld|toon)(?: alsjeblieft)? (?:geen|niet|nooit)" +
	"|(?:proszę )?nie (?:wspomina|wymienia|pokazuj|pokazywa|podawa)(?:j|jcie|ć|cie)?";
/** What they end with, in languages that have the verb last. */
const LAST =
	"(?:bitte )?(?:keine?[nms]?|nicht|nichts|niemals) .{2,40} (?:nennen|erwähnen|zeigen|einblenden)" +
	"|(?:graag |alsjeblieft )?(?:geen|niet) .{2,40} (?:noemen|vermelden|tonen|laten zien)";
/** "No scary stuff", "nothing scary". */
const STUFF = "no (?:[\\p{L}-]+ ){1,3}(?:stuff|things?|vibes?|nonsense)(?: please)?|nothing (?:too )?[\\p{L}-]+";
const UNSPACED = "(?:请)?(?:不要|别)(?:提到|提及|提|出现|显示|展示).{1,20}";

const FORBIDS = new RegExp(`^(?:(?:${FIRST})(?![\\p{L}]).*|${LAST}|${STUFF}|${UNSPACED})$`, "iu");

/** Whether a sentence or clause forbids to mention or show something: "Do not mention prices." Quotes and links are none. */
export function isProhibition(reading: Reading, at: Span): boolean {
	const said = reading.masked.slice(at.from, at.to).trim();
	return !said.includes(BLANK) && said.length <= 80 && FORBIDS.test(said.replace(/[.!。！]+$/u, ""));
}
