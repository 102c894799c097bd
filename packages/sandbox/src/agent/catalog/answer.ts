import { type CatalogEntry, KINDS, type Kind } from "./entries.ts";
import { search } from "./search.ts";

/** The most entries of a kind in one answer: those with a line cost more than names do. */
const MOST: Record<Kind, number> = { scene: 4, look: 3, object: 12, icon: 12, transition: 3, backdrop: 2, sound: 6 };
/** With one kind requested there is room for more of it. */
const MOST_OF_ONE: Record<Kind, number> = { scene: 10, look: 8, object: 40, icon: 40, transition: 12, backdrop: 10, sound: 30 };
/** Entries that suit far less than the best one are not what was meant. */
const NEAR = 0.45;
const MOST_NAMES = 260;

const HEADS: Record<Kind, string> = {
	scene: "Scenes",
	look: "Looks (`look` of the storyboard)",
	object: "Objects (`icon` of a scene or an item)",
	icon: "Icons (`icon` of an item)",
	transition: "Transitions",
	backdrop: "Backdrops (`theme.backdrop`)",
	sound: "Sounds",
};

/**
 * What a film can use, as the agent reads it: the best of each kind for a query, or an overview without one.
 *
 * @param kind only entries of it
 */
export function catalogText(entries: readonly CatalogEntry[], query: string, kind?: Kind): string {
	const among = kind === undefined ? entries : entries.filter((entry) => entry.kind === kind);
	if (among.length === 0) return "This film has none of these.";
	if (query.trim() === "") return overview(among, kind);
	const found = search(among, query);
	const best = found[0]?.worth ?? 0;
	const near = found.filter(({ worth }) => worth >= best * NEAR).map(({ entry }) => entry);
	if (near.length === 0)
		return `Nothing is known by “${query}”. Try another word for it, or look at all:\n${overview(among, kind)}`;
	const most = kind === undefined ? MOST : MOST_OF_ONE;
	return sections((each) => near.filter((entry) => entry.kind === each).slice(0, most[each]));
}

function sections(of: (kind: Kind) => readonly CatalogEntry[]): string {
	return KINDS.map((kind) => section(kind, of(kind)))
		.filter((part) => part !== "")
		.join("\n");
}

function section(kind: Kind, entries: readonly CatalogEntry[]): string {
	if (entries.length === 0) return "";
	const lines = entries.map(({ line }) => line).filter((line) => line !== undefined);
	const named = entries.filter(({ line }) => line === undefined).map(({ name }) => name);
	return [`${HEADS[kind]}:`, ...lines.map((line) => `- ${line}`), ...(named.length > 0 ? [named.join(", ")] : [])].join("\n");
}

function overview(entries: readonly CatalogEntry[], kind?: Kind): string {
	const parts = KINDS.map((each) => {
		const all = entries.filter((entry) => entry.kind === each);
		return all.length === 0 ? "" : `${HEADS[each]}, ${all.length}: ${listed(all, kind === each)}`;
	});
	return [...parts.filter((part) => part !== ""), "Ask with a query for props, layouts and what each is for."].join("\n");
}

/** Names by group. The many names of icons and objects stand only in a list of their own. */
function listed(entries: readonly CatalogEntry[], whole: boolean): string {
	const groups = Map.groupBy(entries, ({ group }) => group ?? "");
	const short = !whole && entries.length > 60;
	const row = (names: readonly CatalogEntry[]) => {
		const shown = names.slice(0, short ? 3 : MOST_NAMES).map(({ name }) => name);
		return shown.length < names.length ? `${shown.join(", ")}, …` : shown.join(", ");
	};
	return [...groups].map(([group, names]) => (group === "" ? row(names) : `${group} (${row(names)})`)).join(" · ");
}
