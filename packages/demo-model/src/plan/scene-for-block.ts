import type { Block, BlockKind, BlockOf } from "../reading/blocks.ts";
import type { Brief } from "../reading/brief.ts";
import { capitalised, pick, pieces } from "../reading/spans.ts";
import { comparisonShots, seriesShots, shareShots, tableShots, versusShots } from "./chart-shots.ts";
import { markOf } from "./drafts.ts";
import { contactShots, endingShots, invitationShot, statementShots } from "./ending-shots.ts";
import { hourShots, listShots, priceShots, recipeShots, stepShots, teamShots, timelineShots } from "./list-shots.ts";
import { countShots, figureShots, numberShots, percentShots, ratingShots, scoreShots } from "./number-shots.ts";
import { chapterShots, codeShots, commandShots, deviceShots, dialogueShots } from "./product-shots.ts";
import { type Scenery, type Shot, shot, textShots } from "./shots.ts";
import { beforeAfterShots, countdownShots, priceChangeShots, weatherShots } from "./time-shots.ts";

type Mapping = { [K in BlockKind]: (block: BlockOf<K>, scenery: Scenery) => Shot[] };

/** The scenes that show a block: one line a kind, so that a new scene of the template is one change here. */
const SCENES: Mapping = {
	title: (block, { brief }) => [titleShot(block, brief)],
	statement: (block) => statementShots(block.text),
	question: (block) => textShots(block.text),
	quote: (block, { brief }) => quoteShots(block, brief),
	number: (block, { brief }) => numberShots(block, brief.language),
	percent: (block) => percentShots(block),
	nOfM: (block) => countShots(block),
	score: (block) => scoreShots(block),
	priceChange: (block) => priceChangeShots(block),
	rating: (block) => ratingShots(block),
	route: (block) => routeShots(block),
	countdown: (block) => countdownShots(block),
	list: (block, scenery) => deviceShots(block, scenery) ?? listShots(block, scenery),
	steps: (block) => stepShots(block.title, block.items),
	numbers: (block) => figureShots(block.title, block.items),
	recipe: (block) => recipeShots(block),
	prices: (block, scenery) => priceShots(block, scenery),
	series: (block, { brief }) => seriesShots({ ...block, hint: block.hint || chartAskedFor(brief) }),
	shares: (block) => shareShots(block),
	table: (block) => tableShots(block),
	comparison: (block) => comparisonShots(block),
	versus: (block) => versusShots(block),
	beforeAfter: (block) => beforeAfterShots(block),
	timeline: (block) => timelineShots(block),
	hours: (block) => hourShots(block),
	weather: (block) => weatherShots(block),
	team: (block) => teamShots(block),
	contact: (block, scenery) => contactShots(block, scenery),
	invitation: (block, scenery) => [invitationShot(block, scenery)],
	dialogue: (block) => dialogueShots(block),
	code: (block) => codeShots(block),
	commands: (block) => commandShots(block),
	chapter: (block) => chapterShots(block),
	picture: (block, { brief }) => [pictureShot(block.file, brief)],
	ending: (block, scenery) => endingShots(block, scenery),
};

/** The words of the brief that name a kind of scene: "as a bar chart". */
function chartAskedFor(brief: Brief): string {
	return brief.spans.flatMap(({ kind, text }) => (kind === "scene" ? [text] : [])).join(" ");
}

/** The scenes of a block, in order. */
export function scenesFor(block: Block, scenery: Scenery): Shot[] {
	// The compiler can't tie the block to the entry of its own kind.
	const map = SCENES[block.kind] as (block: Block, scenery: Scenery) => Shot[];
	return map(block, scenery);
}

function titleShot(block: BlockOf<"title">, brief: Brief): Shot {
	const { title, kicker, subtitle } = block;
	const text = [kicker, title, subtitle].filter(Boolean).join(" ");
	return shot("Title", { title, kicker, subtitle, align: pick(["center", "left"], brief.seed, "title align") }, text, 1.8);
}

/** Stars beside a quote are shown as such. */
const STARS = /[★⭐]{1,5}/u;

/** Someone's words. Those of a customer are a testimonial: they have stars, or were asked for as one. */
function quoteShots({ quote, author, role, hint }: BlockOf<"quote">, brief: Brief): Shot[] {
	const stars = STARS.exec(role ?? author ?? "")?.[0];
	const bare = (text: string | null) => text?.replace(STARS, "").replace(/[\s,;·–—-]+$/u, "") || null;
	const asked =
		/testimonial|review|rating|bewertung|rezension|kundenstimme|témoignage|avis|reseña|opini|recension|beoordeling|yorum|口コミ|レビュー|评价|후기/iu;
	const customer = stars !== undefined || asked.test(`${hint} ${brief.prompt.slice(0, 400)}`);
	const scene = customer && author ? "Testimonial" : "Quote";
	const parts = pieces(quote, 200);
	return parts.map((part, index) => {
		const last = index === parts.length - 1;
		const props = last
			? {
					quote: part,
					author: bare(author),
					role: bare(role),
					stars: stars && scene === "Testimonial" ? [...stars].length : null,
				}
			: { quote: part };
		return shot(last ? scene : "Quote", props, `${part} ${author ?? ""} ${role ?? ""}`);
	});
}

/** Longest words that stand beside a map. */
const BESIDE_MAP = 60;

/** A map with the way. What is said around it stands beside it, where it is short. */
function routeShots({ origin, destination, via, title, note, text }: BlockOf<"route">): Shot[] {
	if ((title ?? "").length > BESIDE_MAP || (note ?? "").length > BESIDE_MAP) return textShots(text);
	const stops = via.length > 0 ? via : null;
	return [
		shot("RouteMap", { title: title ? capitalised(title) : null, from: origin, to: destination, via: stops, note }, text, 2.6),
	];
}

function pictureShot(file: string, brief: Brief): Shot {
	return {
		scene: "ImagePan",
		props: { src: `assets/${file}`, move: pick(["in", "left", "out", "right"], brief.seed, file) },
		seconds: 4,
		text: "",
	};
}

/** The film's name at its end, as a sign. */
export function signOff(name: string, brief: Brief): Shot {
	return { scene: "Logo", props: { name, mark: markOf(brief) }, seconds: 2.4, text: "" };
}
