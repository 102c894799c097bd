import type { Brief } from "../reading/brief.ts";
import { wordsOf } from "../reading/language.ts";
import { capitalised, pick } from "../reading/spans.ts";
import { arranged } from "./arrange.ts";
import { type Draft, kinetic } from "./drafts.ts";
import { scenesFor, signOff } from "./scene-for-block.ts";
import type { Scenery, Shot } from "./shots.ts";

/** A film of at most so many scenes is signed with its name, where nothing else ends it. */
const SHORT_STORY = 4;
/** A film of at most so many scenes is signed with its title, too, where they would be held for longer than so many seconds. */
const FEW_SCENES = 3;
const LONG_HOLD = 5;
/** Longest name of a sign-off. */
const LONGEST_NAME = 28;
/** Lines of one scene that stands for several. */
const LINES_TOGETHER = 5;

/** The scenes of a brief in their order: its title, what it says, its ending. */
export function storyOf(brief: Brief, files: readonly string[]): Draft[] {
	const title = brief.blocks.find((block) => block.kind === "title");
	const name = title?.kind === "title" && title.isName && title.title.length <= LONGEST_NAME ? title.title : null;
	const scenery: Scenery = { brief, files, name };
	const shots = arranged(withPictures(brief, files)).flatMap((block) => scenesFor(block, scenery));
	const drafts = shots.map((shot, index): Draft => ({ ...withoutTwin(shot, shots[index - 1]), at: index }));
	const ended =
		drafts.some((draft) => draft.scene === "Outro" || draft.scene === "Logo") || drafts.at(-1)?.scene === "ContactCard";
	if (drafts.length === 0) return abstractFilm(brief);
	const label = title?.kind === "title" && title.title.length <= LONGEST_NAME ? title.title : null;
	const hasTime = brief.seconds !== null && drafts.length <= FEW_SCENES && brief.seconds > LONG_HOLD * drafts.length;
	const sign = name ?? (drafts.length === 1 || hasTime ? label : null);
	if (!ended && sign && drafts.length <= SHORT_STORY) drafts.push({ ...signOff(sign, brief), at: drafts.length, spare: true });
	return drafts;
}

/** A bare number right behind another one is a sentence instead. */
function withoutTwin(shot: Shot, before: Shot | undefined): Shot {
	if (shot.scene !== "BigNumber" || before?.scene !== "BigNumber" || !shot.text) return shot;
	return { ...shot, scene: "KineticText", props: kinetic(capitalised(shot.text)) };
}

/** The blocks, and the pictures that the prompt names where it names them. */
function withPictures(brief: Brief, files: readonly string[]): Brief["blocks"] {
	const named = brief.files.length > 0 ? brief.files : brief.wantsPictures ? files.slice(0, 4) : [];
	const pictures = named.map((file): Brief["blocks"][number] => ({
		kind: "picture",
		file: files.find((known) => known.toLowerCase() === file.toLowerCase()) ?? file,
		from: Math.max(0, brief.prompt.indexOf(file)),
		text: "",
		lines: [],
		hint: "",
	}));
	const result = [...brief.blocks];
	for (const picture of pictures) {
		const at = result.findIndex((block) => block.kind !== "title" && (block.kind === "ending" || block.from > picture.from));
		result.splice(at < 0 ? result.length : at, 0, picture);
	}
	return result;
}

/** A title film of our own for a prompt that says nothing to show. */
function abstractFilm(brief: Brief): Draft[] {
	const [first, second, third] = wordsOf(brief.language).abstract;
	// One thing in three sizes: beside the first words, as a pattern, and larger than the picture.
	const icon = pick(["eye", "eye", "planet", "moon", "sun"], brief.seed, "abstract");
	return [
		{ scene: "Subject", props: { text: first }, seconds: 2, at: 0, icon, spare: true },
		{ scene: "Motif", props: { text: second }, seconds: 2, at: 1, icon, spare: true },
		{ scene: "Title", props: { title: third, align: "left" }, seconds: 2.6, at: 2, icon },
	];
}

/** For a film with too little time: scenes of a few words that follow each other share one. */
export function together(drafts: readonly Draft[], most: number): Draft[] {
	let result = [...drafts];
	while (result.length > most) {
		const at = bestPair(result);
		if (at < 0) break;
		const [one, next] = [result[at], result[at + 1]];
		if (!one || !next) break;
		result = [...result.slice(0, at), joined(one, next), ...result.slice(at + 2)];
	}
	return result;
}

/** The pair of neighbours with the fewest words that one scene of points can show; -1: none. */
function bestPair(drafts: readonly Draft[]): number {
	let best = -1;
	let least = Number.POSITIVE_INFINITY;
	for (let index = 0; index + 1 < drafts.length; index++) {
		const one = linesOf(drafts[index]);
		const next = linesOf(drafts[index + 1]);
		if (!one || !next || one.length + next.length > LINES_TOGETHER) continue;
		const length = [...one, ...next].join(" ").length;
		if (length < least) {
			least = length;
			best = index;
		}
	}
	return best;
}

/** What a scene would show as lines; null: it can't. */
function linesOf(draft: Draft | undefined): string[] | null {
	if (!draft || draft.spare) return null;
	const { points, title } = draft.props;
	if (draft.scene === "Points" && Array.isArray(points) && title === undefined) return points.map(String);
	const plain = ["KineticText", "BigNumber", "Ring", "IconArray", "Score", "Rating", "RouteMap"].includes(draft.scene);
	return plain && draft.text && draft.text.length <= 90 ? [draft.text] : null;
}

function joined(one: Draft, next: Draft): Draft {
	const lines = [...(linesOf(one) ?? []), ...(linesOf(next) ?? [])];
	return {
		scene: "Points",
		props: { points: lines.map(capitalised) },
		seconds: 1.5 + lines.length * 0.8,
		at: one.at,
		text: lines.join(" "),
	};
}
