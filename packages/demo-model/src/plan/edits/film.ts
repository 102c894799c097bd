import { filmDurationInFrames, type Storyboard, type StoryboardScene } from "@storydream/protocol";
import { headline, spoken } from "../scene-words.ts";

/** What the person points at, as the agent host words it before the prompt. */
export interface PointedAt {
	sceneId?: string;
	frame?: number;
	/** Text of the element clicked. */
	text?: string;
}

/** A storyboard while several wishes change it, one after the other. Fields the demo model does not know stay as they are. */
export interface FilmInWork {
	storyboard: Storyboard;
	pointedAt: PointedAt | null;
	/** Pictures below `public/assets/`. */
	files: readonly string[];
	/** Ids of scenes that look different now. */
	touched: Set<string>;
	/** What "it" and "that one" mean in the next wish of the same message. */
	lastScene: string | null;
}

/** What became of one wish. Null from an operation: the wish is none of its kind. */
export type Outcome = { done: string } | { failed: string };

/** One wish, in words. */
export interface Clause {
	/** As written. */
	text: string;
	/** The same with quoted words blanked out, of the same length. */
	masked: string;
	/** What stands between this wish and the one before it: "and", a comma. */
	joiner?: string;
}

export function seconds(frames: number, film: FilmInWork): string {
	return `${Math.round((frames / film.storyboard.fps) * 10) / 10} s`;
}

export function filmLength(film: FilmInWork): string {
	return seconds(filmDurationInFrames(film.storyboard), film);
}

/** How a scene is called in an answer: its kind, and its place when there are several of that kind. */
export function called(scene: StoryboardScene, film: FilmInWork): string {
	const same = film.storyboard.scenes.filter((other) => other.scene === scene.scene);
	const words = headline(scene);
	if (same.length > 1 && words) return `the ${spoken(scene.scene)} ${words}`;
	return `the ${spoken(scene.scene)}`;
}

/** Puts changed props on one scene. */
export function setProps(film: FilmInWork, id: string, props: Record<string, unknown>): void {
	changeScene(film, id, (scene) => ({ ...scene, props: { ...scene.props, ...props } }));
}

export function changeScene(film: FilmInWork, id: string, change: (scene: StoryboardScene) => StoryboardScene): void {
	film.storyboard = {
		...film.storyboard,
		scenes: film.storyboard.scenes.map((scene) => (scene.id === id ? change(scene) : scene)),
	};
	film.touched.add(id);
	film.lastScene = id;
}

export function setScenes(film: FilmInWork, scenes: StoryboardScene[]): void {
	film.storyboard = { ...film.storyboard, scenes };
}

/** An id no scene has: `quote-2`. */
export function freshId(film: FilmInWork, kind: string): string {
	const taken = new Set(film.storyboard.scenes.map((scene) => scene.id));
	let number = 1;
	while (taken.has(`${kind}-${number}`)) number++;
	return `${kind}-${number}`;
}
