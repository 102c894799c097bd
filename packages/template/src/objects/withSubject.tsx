import type { ReactNode } from "react";
import type { SceneLook } from "../design/scene";
import { BleedSubject } from "./BleedSubject";
import { isObject } from "./index";
import { type SubjectSide, subjectPlace } from "./place";

/**
 * A scene of words with its object beside them, where the storyboard names one as the scene's `icon`: the scene with
 * the room that is left, and what to draw behind it. Without an object, or with a picture behind the words, nothing changes.
 */
export const withSubject = (scene: SceneLook, side: SubjectSide): { scene: SceneLook; bleed: ReactNode } => {
	if (!isObject(scene.icon) || scene.backdrop) return { scene, bleed: null };
	const place = subjectPlace(scene, side);
	return {
		scene: { ...scene, box: place.words, align: "left" },
		bleed: <BleedSubject scene={scene} id={scene.icon} side={side} place={place} />,
	};
};
