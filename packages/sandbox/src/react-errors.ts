/** What React's numbered errors of a production build mean. `%s` stands for what React says with the number. */
const SENTENCES: Record<number, string> = {
	31: "an object was put where text or an element belongs (%s): show one of its fields instead",
	60: "an element has both children and dangerouslySetInnerHTML",
	61: "dangerouslySetInnerHTML takes an object with the field __html",
	62: 'the style of an element is an object such as { color: "red" }, not a text',
	130: "an element is of no valid kind (%s): a component is not imported, or not exported, by the name that is used",
	137: "%s can have no children",
	152: "a component returned nothing: it lacks a return",
	185: "a component changes its state again and again while it is drawn",
	290: "a text was used as a ref (%s): use useRef",
	300: "a component called fewer hooks than the time before: no return and no condition may stand before a hook",
	301: "a component changes its state on every draw, without end",
	306: "a component loaded by lazy() has no default export (%s)",
	310: "a component called more hooks than the time before: no condition may stand around a hook",
	321: "a hook was called outside of a component",
	418: "what was drawn differs from the page that was prepared for it: something depends on the time or on chance",
	421: "a part of the page was updated before it was complete",
	423: "drawing failed the first time and was done again from the start",
	425: "a text differs from the page that was prepared for it: something depends on the time or on chance",
	426: "a component waited for data in the middle of an update",
	438: "use() was given what is neither a promise nor a context (%s)",
	460: "a promise that a component waits for was caught by the component itself",
	482: "an async function was used as a component: a film draws each frame at once",
};

const NUMBERED = /Minified React error #(\d+);?(?:\s*visit\s+(\S+?)(?=[\s]|$))?[^\n]*/;

/**
 * A message with the numbered errors of React's production build in words: "Minified React error #31; visit https://…" says
 * nothing to a person. Any other message comes back as it is.
 */
export function readableReactError(message: string): string {
	return message.replace(NUMBERED, (_all, number: string, address: string | undefined) => {
		const details = detailsIn(address);
		const sentence = Object.hasOwn(SENTENCES, Number(number)) ? SENTENCES[Number(number)] : undefined;
		if (sentence) return sentence.replace("%s", () => details || "unknown").replace(" (unknown)", "");
		return `a rule of React was broken (its error ${number}${details ? `: ${details}` : ""}); the preview says it in words at that frame`;
	});
}

/** What React puts into the address with an error: the values of its sentence. */
function detailsIn(address: string | undefined): string {
	if (address === undefined || !URL.canParse(address)) return "";
	return new URL(address).searchParams.getAll("args[]").filter(Boolean).join(", ").slice(0, 200);
}
