import { type EffectName, effectPath, effects } from "./effects.ts";
import { trackPath, tracks } from "./tracks.ts";

/** A sound as forms and searches show it. */
type CatalogSound = {
	title: string;
	description: string;
	kind: "music" | "effect";
	/** What it suits, the most typical first. */
	moods: string[];
	/** Beats a minute, rounded; null: it has no beat. */
	bpm: number | null;
};

/** The music and sounds that come with the project, by their path below `public/`. */
export const soundCatalog: Record<string, CatalogSound> = Object.fromEntries([
	...Object.entries(tracks).map(([id, { title, description, moods, words, beat }]) => [
		trackPath(id),
		{ title, description, kind: "music", moods: [...new Set([...moods, ...words])], bpm: Math.round(1800 / beat) },
	]),
	...Object.entries(effects).map(([name, { title, description }]) => [
		effectPath(name as EffectName),
		{ title, description, kind: "effect", moods: [], bpm: null },
	]),
]);
