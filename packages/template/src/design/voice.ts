import type { CSSProperties } from "react";
import { familyStack } from "../fonts/stack";
import type { Stretch } from "../looks";
import type { Voice } from "./scene";

/** Letters that join their neighbours, or hang from a line: space between them would tear words apart. */
const JOINED = /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff\u0900-\u0dff]/;
/** Two marks above one letter: lines need room for them. */
const STACKED = /[\u1ea0-\u1ef9\u0e00-\u0e7f]/;
const SQUARE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** The voice as a text of this script needs it: what a look sets for Latin letters does not suit all of them. */
export const voiceFor = (voice: Voice, text: string): Voice => {
	if (JOINED.test(text)) return { ...voice, letterSpacing: 0, lineHeight: Math.max(voice.lineHeight, 1.4) };
	if (SQUARE.test(text)) {
		return { ...voice, letterSpacing: Math.max(0, voice.letterSpacing), lineHeight: Math.max(voice.lineHeight, 1.22) };
	}
	return STACKED.test(text) ? { ...voice, lineHeight: Math.max(voice.lineHeight, 1.22) } : voice;
};

const WIDTHS: Record<Stretch, string> = {
	"extra-condensed": "62.5%",
	condensed: "75%",
	"semi-condensed": "87.5%",
	"semi-expanded": "112.5%",
	expanded: "125%",
};

/** The style of text in a voice. The case is the browser's: the page keeps the text as it is written. */
export const voiceStyle = (voice: Voice, fontSize: number): CSSProperties => ({
	fontFamily: familyStack(voice.family),
	fontWeight: voice.weight,
	fontSize,
	letterSpacing: `${voice.letterSpacing}em`,
	lineHeight: voice.lineHeight,
	whiteSpace: "pre",
	// A voice without them says so: scenes may put it inside of another one.
	fontStyle: voice.italic ? "italic" : "normal",
	fontStretch: voice.stretch ? WIDTHS[voice.stretch] : "normal",
	textTransform: voice.case === "upper" ? "uppercase" : voice.case === "lower" ? "lowercase" : "none",
});
