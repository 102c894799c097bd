/**
 * What a film shows, by meaning and apart from any scene. Every text is a piece of the prompt in its own words; `text` is
 * the whole of it, for scenes that show nothing but words.
 */
interface Common {
	/** Position in the prompt. Blocks are in this order, the title first and the ending last. */
	from: number;
	text: string;
	/** The same by items, without a title. */
	lines: string[];
	/** Names the scene that was requested: "a bar chart of". Empty: none. */
	hint: string;
}

/** A name with its figure: an ingredient, a dish, a value over time. */
export interface Row {
	name: string;
	value: string;
	/** Which of the two was written first. */
	valueFirst: boolean;
	/** The price before, with its words. */
	old?: string;
}
export interface Point {
	label: string;
	value: number;
	/** As it was written. */
	raw: string;
}
export interface Side {
	title: string;
	points: string[];
}

export interface ContactEntry {
	kind: "phone" | "mail" | "link" | "handle" | "hashtag" | "place";
	/** As it was written, with the words around it. */
	text: string;
	/** The address, number or handle alone. */
	bare: string;
}

export type Block = Common &
	(
		| { kind: "title"; title: string; kicker: string | null; subtitle: string | null; isName: boolean }
		| { kind: "statement" }
		| { kind: "question" }
		| { kind: "quote"; quote: string; author: string | null; role: string | null }
		| { kind: "number"; lead: string; prefix: string; digits: string; suffix: string; label: string }
		| { kind: "percent"; lead: string; digits: string; label: string }
		| { kind: "nOfM"; n: number; m: number; raw: string; lead: string; label: string }
		| {
				kind: "score";
				title: string | null;
				home: string;
				away: string;
				homeScore: number;
				awayScore: number;
				raw: string;
				note: string | null;
		  }
		| { kind: "priceChange"; before: string; after: string; label: string }
		| { kind: "rating"; raw: string; value: number; most: number; lead: string; label: string }
		| { kind: "route"; origin: string; destination: string; via: string[]; title: string | null; note: string | null }
		| { kind: "countdown"; count: number; unit: string; lead: string; label: string }
		| { kind: "list"; title: string | null; items: string[] }
		| { kind: "steps"; title: string | null; items: string[] }
		| { kind: "numbers"; title: string | null; items: string[] }
		| { kind: "recipe"; title: string | null; rows: Row[]; steps: string[] }
		| { kind: "prices"; title: string | null; rows: Row[] }
		| { kind: "series"; title: string | null; unit: string; points: Point[]; overTime: boolean }
		| { kind: "shares"; title: string | null; points: Point[] }
		| { kind: "table"; title: string | null; columns: string[] | null; rows: string[][] }
		| { kind: "comparison"; title: string | null; sides: Side[] }
		| { kind: "versus"; title: string | null; sides: string[]; rows: { label: string; values: string[] }[] }
		| { kind: "beforeAfter"; title: string | null; before: string; after: string; beforeLabel: string; afterLabel: string }
		| { kind: "timeline"; title: string | null; moments: { date: string; text: string }[] }
		| { kind: "hours"; title: string | null; rows: { days: string; hours: string }[] }
		| { kind: "weather"; title: string | null; days: { day: string; temperature: string; sky: string }[] }
		| { kind: "team"; title: string | null; people: { name: string; role: string }[]; credits: boolean }
		| { kind: "contact"; title: string | null; entries: ContactEntry[] }
		| { kind: "invitation"; kicker: string | null; title: string | null; date: string; time: string | null; place: string | null }
		| { kind: "dialogue"; title: string | null; messages: { from: string; text: string }[] }
		| { kind: "code"; code: string }
		| { kind: "commands"; commands: string[] }
		| { kind: "chapter"; title: string }
		| { kind: "picture"; file: string }
		| { kind: "ending"; action: string | null; link: string | null }
	);

export type BlockKind = Block["kind"];
export type BlockOf<K extends BlockKind> = Extract<Block, { kind: K }>;
/** What a block of a kind says, without its place and its words. */
export type Bare<K extends BlockKind> = Omit<BlockOf<K>, "from" | "text" | "lines" | "hint">;
export type Found = { [K in BlockKind]: Bare<K> }[BlockKind];
