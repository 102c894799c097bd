/** The short sounds that come with the project, as data: see `tracks.ts`. */
export type Effect = {
	title: string;
	/** Seconds from its beginning to its loudest moment, which falls on what is seen. */
	lead: number;
	/** How loud it is beneath music, from 0 to 1. */
	volume: number;
};

/** By id: `public/audio/sfx/<id>.mp3`. */
export const effects = {
	whoosh: { title: "Whoosh", lead: 0.43, volume: 0.3 },
	breath: { title: "Breath", lead: 0.9, volume: 0.22 },
	pop: { title: "Pop", lead: 0.01, volume: 0.3 },
	tick: { title: "Tick", lead: 0, volume: 0.3 },
	rise: { title: "Rise", lead: 1.88, volume: 0.22 },
	hit: { title: "Hit", lead: 0.02, volume: 0.4 },
	shimmer: { title: "Shimmer", lead: 0.6, volume: 0.25 },
	chime: { title: "Chime", lead: 0.17, volume: 0.25 },
} as const satisfies Record<string, Effect>;

export type EffectName = keyof typeof effects;

export const effectPath = (name: EffectName): string => `audio/sfx/${name}.mp3`;
