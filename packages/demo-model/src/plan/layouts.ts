import { pick } from "../reading/spans.ts";

/** The layouts of the template's scenes that a film of the demo model may have, the scene's own choice first. */
export const LAYOUTS: Readonly<Record<string, readonly string[]>> = {
	BarChart: ["columns", "rows", "pins"],
	BeforeAfter: ["wipe", "sides", "crossed"],
	BigNumber: ["poster", "flood", "dial"],
	BrowserFrame: ["window", "beside", "close"],
	ChatBubbles: ["thread", "phone", "spotlight"],
	ChapterMark: ["numeral", "band"],
	CodeWindow: ["window", "full", "beside"],
	Comparison: ["split", "cards", "rows"],
	Confetti: ["burst", "rain"],
	ContactCard: ["card", "code", "wall"],
	Countdown: ["flap", "strokes"],
	Donut: ["ring", "stack", "squares"],
	Gallery: ["mosaic", "strip", "stack"],
	IconArray: ["row", "field", "side"],
	ImagePan: ["full", "framed", "slices"],
	IconList: ["rows", "wall", "reel"],
	Invitation: ["card", "poster"],
	KineticText: ["words", "marker", "contrast", "split"],
	LineChart: ["area", "line", "steps"],
	Logo: ["center", "beside", "flood"],
	Motif: ["pattern", "orbit"],
	OpeningHours: ["board", "bars", "wall"],
	Outro: ["chip", "code", "flood", "ticket"],
	PhoneFrame: ["large", "beside"],
	Points: ["ledger", "aside", "wall", "reel"],
	PriceList: ["menu", "tags", "hero"],
	Quote: ["hang", "strips", "card"],
	Rating: ["band", "star"],
	Recipe: ["card", "sequence"],
	Ring: ["ring", "arc", "level", "ticks"],
	RouteMap: ["map", "ticket", "line"],
	Score: ["board", "bands"],
	Steps: ["stairs", "path", "list", "reel"],
	ProductCard: ["offer", "hero"],
	SplitPicture: ["right", "left", "card", "cut"],
	Subject: ["bleed-right", "bleed-left", "below", "split"],
	Table: ["ledger", "bands", "cards"],
	Team: ["wall", "list", "reel"],
	Terminal: ["window", "full", "beside"],
	Testimonial: ["large", "aside", "spoken"],
	Ticker: ["bands", "ribbons"],
	Timeline: ["line", "pan", "reel"],
	Title: ["overlap", "stack", "poster", "typed"],
	Versus: ["duel", "columns"],
	Weather: ["strips", "today"],
};

/** Layouts that show one thing after the other need this long for each, in seconds. */
const ONE_BY_ONE = new Set(["reel", "pan", "sequence"]);
const SECONDS_EACH = 0.9;

/** Values of a line that are all written; of a longer one only the last is. */
export const MOST_WRITTEN = 8;

/** What the choice of a layout depends on. */
interface Placed {
	scene: string;
	props: Record<string, unknown>;
	/** How long the scene is, in seconds. */
	seconds: number;
}

/**
 * A layout for each scene, by the film's seed; null where a scene has none of its own. A scene of the same kind as one
 * before it takes another layout.
 */
export function layoutsOf(scenes: readonly Placed[], seed: number): (string | null)[] {
	const last = new Map<string, string>();
	return scenes.map((placed, index) => {
		const fitting = (LAYOUTS[placed.scene] ?? []).filter((layout) => fits(placed, layout));
		const fresh = fitting.filter((layout) => layout !== last.get(placed.scene));
		const pool = fresh.length > 0 ? fresh : fitting;
		const chosen = pool.length > 0 ? pick(pool as [string, ...string[]], seed, `layout ${placed.scene} ${index}`) : null;
		if (chosen) last.set(placed.scene, chosen);
		return chosen;
	});
}

/** Whether the content of a scene suits a layout. */
function fits({ scene, props, seconds }: Placed, layout: string): boolean {
	const items = Math.max(0, ...Object.values(props).map((value) => (Array.isArray(value) ? value.length : 0)));
	const shown = `${scene} ${layout}`;
	if (ONE_BY_ONE.has(layout)) return items <= 6 && seconds >= items * SECONDS_EACH + 0.8;
	if (shown === "ContactCard code") return props.link !== undefined || props.email !== undefined;
	if (shown === "ContactCard wall")
		return ["link", "email", "phone", "handle", "hashtag", "place"].filter((way) => props[way] !== undefined).length >= 2;
	// The other layouts write the last value alone: a prompt's values are all shown.
	if (scene === "LineChart") return layout === "steps" || items > MOST_WRITTEN;
	if (shown === "PriceList hero") return items <= 2;
	if (shown === "PriceList tags") return items >= 2 && items <= 6;
	if (shown === "Versus duel") return Array.isArray(props.sides) && props.sides.length === 2;
	if (shown === "Rating star") return props.shown !== undefined;
	if (shown === "Comparison rows") return hasPoints(props.left) && hasPoints(props.right);
	if (shown === "IconArray field") return Number(props.total) > 12;
	if (scene === "IconArray") return Number(props.total) <= 12;
	if (shown === "BigNumber flood") return !/\s/.test(String(props.shown ?? ""));
	if (shown === "IconList wall" || shown === "Points wall") return items >= 3;
	if (shown === "Weather today") return items >= 2;
	if (shown === "OpeningHours bars" || shown === "OpeningHours wall") return items >= 2;
	if (shown === "Ticker ribbons") return props.title !== undefined;
	if (shown === "ChapterMark numeral") return props.number !== undefined;
	return fitsWords(shown, props);
}

/** Longest text that a layout of very large words takes, and the longest verb that fills a picture. */
const LARGE_WORDS = 70;
const VERB = 16;

/** Whether the words of a title, a statement or an ending suit a layout of it, such as "Outro flood". */
function fitsWords(shown: string, { title, text, quote, action, url, price }: Record<string, unknown>): boolean {
	const words = [title, text, quote].find((one) => typeof one === "string") ?? "";
	const short = String(words).length <= LARGE_WORDS;
	const verb = String(action ?? words);
	if (shown === "Title stack" || shown === "Title typed") return short;
	if (shown === "KineticText contrast" || shown === "KineticText split") return short && /\s/.test(String(words));
	if (shown === "KineticText marker") return /\s\S+\s/.test(String(words));
	if (shown === "Quote strips") return String(words).length <= 2 * LARGE_WORDS;
	if (shown === "Outro code") return url !== undefined;
	if (shown === "Outro flood") return verb.length <= VERB;
	if (shown === "Outro ticket") return price !== undefined && action !== undefined;
	return true;
}

function hasPoints(side: unknown): boolean {
	return typeof side === "object" && side !== null && "points" in side && Array.isArray(side.points) && side.points.length > 0;
}
