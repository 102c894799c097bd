import { linkStaysInside } from "@storydream/protocol";

/**
 * Takes links away until all that are left stay inside the project: one may stay inside only because of another one. Each
 * link is looked at again only when one that it leads through was taken away, so the work grows with the number of links.
 * @param links targets by path; those that lead out are deleted
 * @returns the paths of these
 */
export function deleteOuterLinks(links: Map<string, string>): string[] {
	const outer: string[] = [];
	/** By the path of a link: the links that lead through it. */
	const through = new Map<string, Set<string>>();
	const open = [...links.keys()];
	// The list grows while it is read.
	for (const link of open) for (const again of look(link)) open.push(again);
	return outer;

	/** @returns the links that must be looked at again */
	function look(link: string): Iterable<string> {
		if (!links.has(link)) return [];
		const remember = (other: string) => {
			const known = through.get(other) ?? new Set();
			through.set(other, known);
			known.add(link);
		};
		if (linkStaysInside(link, links, remember)) return [];
		links.delete(link);
		outer.push(link);
		return through.get(link) ?? [];
	}
}
