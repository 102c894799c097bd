/** The kinds of briefs in the set. A report gives one line to each. */
export type BriefClass =
	| "advertisement"
	| "recipe"
	| "list"
	| "table"
	| "comparison"
	| "timeline"
	| "hours"
	| "prices"
	| "percent"
	| "n of m"
	| "shares"
	| "values"
	| "route"
	| "score"
	| "weather"
	| "countdown"
	| "rating"
	| "quote"
	| "question"
	| "team"
	| "contact"
	| "invitation"
	| "explanation"
	| "messy"
	| "short"
	| "format";

/** A brief as a person writes it, and what its film has to show. */
export interface TestBrief {
	class: BriefClass;
	prompt: string;
	/** Words, numbers, names and links that one scene each shows, in the words of the prompt. */
	shown: readonly string[];
	/** Instructions: no scene shows these words. */
	hidden: readonly string[];
	/** What the film is called; absent: the test asks for no name. */
	title?: string;
	/** The ratio the prompt asks for; absent: the usual one. */
	ratio?: "9:16" | "1:1" | "4:5" | "21:9";
	/** The length the prompt asks for, in seconds; absent: it asks for none. */
	seconds?: number;
	/** Scene kinds of which at least one is in the film. */
	scene?: readonly string[];
}
