import type { Block, BlockOf, ContactEntry } from "../reading/blocks.ts";

/** The blocks as the film's scenes take them: its opening and its ending may be two blocks on one card. */
export function arranged(blocks: readonly Block[]): Block[] {
	return withClosingCard(withHeading(withRecipeTitle(withInvitation([...blocks]))));
}

/** An invitation right behind the title has the title on its card: the film opens with it. */
function withInvitation(blocks: Block[]): Block[] {
	const [title, invitation, ...rest] = blocks;
	if (title?.kind !== "title" || invitation?.kind !== "invitation" || invitation.title !== null || title.subtitle) return blocks;
	const named = {
		...invitation,
		title: title.title,
		kicker: title.kicker,
		text: `${title.text}\n${invitation.text}`,
		from: title.from,
	};
	return [named, ...rest];
}

/** A recipe that begins the film has its name on a title of its own. */
function withRecipeTitle(blocks: Block[]): Block[] {
	const [recipe, ...rest] = blocks;
	if (recipe?.kind !== "recipe" || recipe.title === null) return blocks;
	const { from, title } = recipe;
	const named: Block = {
		...{ from, hint: "", text: title, lines: [title] },
		...{ kind: "title", title, kicker: null, subtitle: null, isName: true },
	};
	return [named, { ...recipe, title: null }, ...rest];
}

/** Values right behind a title of their own have it on their chart, which can't do without a heading. */
function withHeading(blocks: Block[]): Block[] {
	const [title, series, ...rest] = blocks;
	if (title?.kind !== "title" || series?.kind !== "series" || series.title !== null || title.kicker || title.subtitle)
		return blocks;
	return [{ ...series, from: title.from, title: title.title, text: `${title.text}\n${series.text}` }, ...rest];
}

/** Longest words that stand largest on a closing card. */
const LONGEST_CALL = 60;

/** Ways to reach somebody right before the last words of the film are one card with them. */
function withClosingCard(blocks: Block[]): Block[] {
	const [contact, ending] = blocks.slice(-2);
	if (contact?.kind !== "contact" || ending?.kind !== "ending" || !ending.action || ending.link) return blocks;
	const { action } = ending;
	if (action.length > LONGEST_CALL || /\d/.test(action) || !fitsCard(contact)) return blocks;
	const call: ContactEntry = { kind: "place", text: action, bare: action };
	const text = `${action}\n${contact.text}`;
	return [...blocks.slice(0, -2), { ...contact, entries: [call, ...contact.entries], text, lines: text.split("\n") }];
}

/** Whether a card shows each of the entries: one of a kind, and none with words of its own. */
function fitsCard({ entries }: BlockOf<"contact">): boolean {
	const kinds = new Set(entries.map(({ kind }) => kind));
	return (
		kinds.size === entries.length &&
		!kinds.has("place") &&
		entries.every(({ kind, text, bare }) => kind === "phone" || text === bare)
	);
}
