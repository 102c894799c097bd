import { type Storyboard, sceneWords } from "@storydream/protocol";
import { shownLetters } from "./letters.ts";

const MOST_WORDS = 40;

/** A sentence about letters without a font, with a next step. `sceneId` has them, or (null) the captions. */
export function lettersSentence(
	storyboard: Pick<Storyboard, "scenes">,
	{ sceneId, letters }: { sceneId: string | null; letters: readonly string[] },
): string {
	const what = sceneId === null ? "The captions have" : `${nameOf(storyboard, sceneId)} has`;
	return `${what} letters that no font here draws: ${shownLetters(letters)}. Add a font that has them, or use other words.`;
}

/** Its number and what a person knows it by, never its id. */
function nameOf({ scenes }: Pick<Storyboard, "scenes">, sceneId: string): string {
	const index = scenes.findIndex(({ id }) => id === sceneId);
	const scene = scenes[index];
	if (scene === undefined) return "A scene";
	const words = sceneWords(scene.props);
	const shown = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).trim()}…` : words;
	return `Scene ${index + 1} (${shown === "" ? scene.scene : `“${shown}”`})`;
}
