/** The short sounds that come with the project, as data: see `tracks.ts`. */
export type Effect = {
	title: string;
	/** What it is for. */
	description: string;
	/** Seconds from its beginning to its loudest moment, which falls on what is seen. */
	lead: number;
	/** How loud it is beneath music, from 0 to 1. */
	volume: number;
};

/** By id: `public/audio/sfx/<id>.mp3`. */
export const effects = {
	whoosh: { title: "Whoosh", description: "Air that passes, for a transition", lead: 0.43, volume: 0.3 },
	breath: { title: "Breath", description: "Air that moves slowly, for a quiet transition", lead: 0.9, volume: 0.22 },
	pop: { title: "Pop", description: "Something appears", lead: 0.01, volume: 0.25 },
	tick: { title: "Tick", description: "A small step, a number that counts", lead: 0, volume: 0.3 },
	rise: { title: "Rise", description: "Tension before a reveal", lead: 1.88, volume: 0.22 },
	hit: { title: "Hit", description: "A low impact under a cut", lead: 0.02, volume: 0.4 },
	shimmer: { title: "Shimmer", description: "Small bells that scatter: something precious", lead: 0.6, volume: 0.25 },
	chime: { title: "Chime", description: "A reveal, a success", lead: 0.17, volume: 0.25 },
} as const satisfies Record<string, Effect>;

export type EffectName = keyof typeof effects;

export const effectPath = (name: EffectName): string => `audio/sfx/${name}.mp3`;
