import { lazyData } from "../design/lazy-data";

/** The strokes of an icon in a box of 24 by 24, in the order in which they are drawn; null without such an icon. */
export type Icons = { names: readonly string[]; strokesOf: (name: string) => readonly string[] | null };

/**
 * The icons of Lucide, by the names they have there ("coffee", "shield-check") or had before. They are 600 kB, so a film reads
 * them only when it draws one: the bundler puts them into a file of their own.
 */
export const icons = lazyData("Reading the icons", async (): Promise<Icons> => {
	const [set, { strokesIn }] = await Promise.all([import("@iconify-json/lucide/icons.json"), import("./strokes")]);
	const { icons: drawn, aliases } = set.default;
	const known = new Map<string, readonly string[]>();
	const parentOf = (name: string) => (Object.hasOwn(aliases, name) ? (aliases[name]?.parent ?? name) : name);
	const strokesOf = (name: string): readonly string[] | null => {
		const id = parentOf(name);
		const strokes = known.get(id) ?? (Object.hasOwn(drawn, id) ? strokesIn(drawn[id]?.body ?? "") : null);
		if (strokes) known.set(id, strokes);
		return strokes;
	};
	return { names: Object.keys(drawn), strokesOf };
});
