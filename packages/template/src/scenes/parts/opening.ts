import { useScenePlace } from "../../design/context";

/**
 * The beat at which the main words of a scene come. Those of a film's first scene come before its first frame, and stand
 * there whole: players and messengers show that frame of a film at rest.
 */
export const useOpening = (start = -0.1): number => (useScenePlace().index === 0 ? Math.min(start, -0.75) : start);
