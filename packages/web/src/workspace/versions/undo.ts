import type { Version } from "@storydream/protocol";

/**
 * The version that undo goes back to: the one before the newest. A version made by an undo stands for the one it brought
 * back (`standsFor`), so the next undo goes on from there. Autosaves are steps inside a turn and are passed over.
 * `versions` are newest first.
 */
export function previousOf(versions: readonly Version[], standsFor: ReadonlyMap<string, string>): Version | null {
	const bySha = new Map(versions.map((version) => [version.sha, version]));
	const newest = versions.find((version) => version.current) ?? versions[0];
	let at = newest && bySha.get(standsFor.get(newest.sha) ?? newest.sha);
	for (let steps = 0; at && steps <= versions.length; steps += 1) {
		at = at.parentSha ? bySha.get(at.parentSha) : undefined;
		// An undo of before this one is passed through to what it stood for.
		while (at && standsFor.has(at.sha)) at = bySha.get(standsFor.get(at.sha) ?? "");
		if (at && at.kind !== "autosave") return at;
	}
	return null;
}
