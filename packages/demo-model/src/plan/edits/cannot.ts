/** What people ask for that the demo model can't do, and what they can do instead. Better than "I don't understand". */
const CANNOT: readonly [RegExp, string][] = [
	[
		/\b(?:voice ?-?overs?|narrat\w*|narrator|spoken|read (?:it )?(?:out|aloud)|record\w*)\b/i,
		"I can't record a voice. Drop an audio file into **Assets** and place it there.",
	],
	[/\b(?:captions|closed captions|transcript)\b/i, "I don't write captions. Words on screen I can do: “add a scene saying “…””."],
	[
		/\b(?:translate|translation|übersetz\w*|traduce|traduis)\b/i,
		"I can't translate. Give me the new words: “change the title to …”.",
	],
	[/\b(?:export|download|render|mp4|gif|save (?:it|the (?:film|video)))\b/i, "For a file, press **Export** above the preview."],
	[
		/\b(?:picture|photo|image|illustration|drawing|animation|clip|footage|icon|emoji)s?\b/i,
		"I can't draw or find pictures. Drop one into **Assets** and say “show photo.jpg”.",
	],
	[/\b(?:duplicate|copy|clone)\b/i, "I can't copy scenes. Tell me what the new one should say: “add a scene saying “…””."],
	[/\b(?:shuffle|reorder|re-order|order)\b/i, "Tell me the order you want: “move the quote to the end”, “swap scene 1 and 2”."],
	[/\b(?:intro|opening|opener)\b/i, "What should the opening say? “Add a title saying “…” at the start”."],
	[/\b(?:less|fewer|shorter|too much) (?:text|words)\b/i, "Tell me which words: “replace … with …”, “remove the third scene”."],
	[
		/\b(?:pop|nicer|better|prettier|cooler|wow|improve|polish|boring|ugly|like (?:apple|google|nike|netflix)|modern)\b/i,
		"I have no taste of my own. Say “another look”, or a mood: calm, energetic, playful, serious, elegant, techy, warm, natural or cinematic.",
	],
	[/^(?:what|why|how|who|when|where|is|are|do|does|did|should)\b/i, "I can't answer questions about the film; I can change it."],
	[/\b(?:logo)\b/i, "What name should the logo show? “Add a logo saying “…””."],
];

/** A sentence that helps on with a wish nobody here can fulfil; null when it is not known. */
export function whyNot(text: string): string | null {
	return CANNOT.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
