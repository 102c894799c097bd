import { createContext, useContext } from "react";

/** Where an object stood before a cut: beside or under the words as most scenes place it, or as a title does. */
export type CarriedFrom = { by: "subject" | "title"; side: "right" | "left" | "below" };

/** Where a scene stands in its film. */
export type ScenePlace = {
	id: string;
	/** Family of the scene; null: none is known. */
	family: string | null;
	/** From the storyboard: a named variant, an icon or object, a picture; null: the scene chooses. */
	layout: string | null;
	icon: string | null;
	media: string | null;
	/** Of that picture: the point that stays in view, in percent, and whether it fills its place. */
	focus: { x: number; y: number } | null;
	fit: "auto" | "whole" | "fill" | null;
	index: number;
	/** First frame of the scene in the film. */
	from: number;
	isLast: boolean;
	/** Frames shared with the scene before and the scene after; 0 at a hard cut. */
	enterFrames: number;
	exitFrames: number;
	/** The next transition itself takes the whole picture away: the scene need not fade. */
	exitCovers: boolean;
	/**
	 * Hard cuts over which the scene's object goes on: where it stood in the scene before, and whether the scene after shows it
	 * too. Null: it comes with the scene.
	 */
	carried: { before: CarriedFrom | null; goesOn: boolean };
	/** Least distance of words from the edges, px: that of the film, where the scene has only a part of its picture. */
	margin: { x: number; y: number } | null;
};

export const ScenePlaceContext = createContext<ScenePlace>({
	id: "scene",
	family: null,
	layout: null,
	icon: null,
	media: null,
	focus: null,
	fit: null,
	index: 0,
	from: 0,
	isLast: true,
	enterFrames: 0,
	exitFrames: 0,
	exitCovers: true,
	carried: { before: null, goesOn: false },
	margin: null,
});
export const useScenePlace = (): ScenePlace => useContext(ScenePlaceContext);

/** The language of the film's texts (BCP 47); null: nobody has said. */
export const LanguageContext = createContext<string | null>(null);
export const useLanguage = (): string | null => useContext(LanguageContext);

/** True when the film has captions: scenes then leave the foot of the picture free. */
export const CaptionsContext = createContext(false);
export const useHasCaptions = (): boolean => useContext(CaptionsContext);
