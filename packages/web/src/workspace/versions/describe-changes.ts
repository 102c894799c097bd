import { filmDurationInFrames, type SceneCatalog, type Storyboard, type StoryboardScene, sceneWords } from "@storydream/protocol";
import { seconds } from "../../ui/index.ts";
import { humanLabel } from "../edit/index.ts";
import { sceneTitle, soundName } from "../storyboard/index.ts";

/** One difference between two versions as a person reads it. */
export interface ChangeLine {
	/** The part of the film: "Scene 2, Big number", "Film". */
	where: string;
	/** What of it: "Label", "Length"; null where the part itself came or went. */
	what: string | null;
	/** Null: it was not there. */
	before: string | null;
	/** Null: it is not there any more. */
	after: string | null;
}

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);
/** Lists longer than this are compared as one. */
const MOST_ITEMS = 30;

/** What changed from one storyboard to another, in words: scenes that came and went, then each field. */
export function describeChanges(before: Storyboard, after: Storyboard, catalog: SceneCatalog | null): ChangeLine[] {
	return [
		...sceneLines(before, after, catalog),
		...filmLines(before, after),
		...soundLines(before, after),
		...(same(before.captions, after.captions)
			? []
			: [line("Captions", null, count(before.captions, "caption"), count(after.captions, "caption"))]),
	];
}

function sceneLines(before: Storyboard, after: Storyboard, catalog: SceneCatalog | null): ChangeLine[] {
	const old = new Map(before.scenes.map((scene, index) => [scene.id, { scene, index }]));
	const kept = new Set(after.scenes.filter((scene) => old.has(scene.id)).map((scene) => scene.id));
	const place = (scene: StoryboardScene, index: number) => `Scene ${index + 1}, ${sceneTitle(scene.scene, catalog)}`;
	const gone = before.scenes.flatMap((scene, index) =>
		kept.has(scene.id) ? [] : [line(place(scene, index), null, wordsOf(scene.props), null)],
	);
	const others = after.scenes.flatMap((scene, index) => {
		const was = old.get(scene.id)?.scene;
		if (!was) return [line(place(scene, index), null, null, wordsOf(scene.props))];
		return fieldsOf(was, scene, before.fps, after.fps).map((one) => ({ ...one, where: place(scene, index) }));
	});
	const order = (scenes: StoryboardScene[]) => scenes.filter((scene) => kept.has(scene.id));
	const ids = (scenes: StoryboardScene[]) => order(scenes).map((scene) => scene.id);
	const names = (scenes: StoryboardScene[]) => order(scenes).map((scene) => sceneTitle(scene.scene, catalog));
	const moved = same(ids(before.scenes), ids(after.scenes))
		? []
		: [line("Film", "Order of the scenes", names(before.scenes).join(" → "), names(after.scenes).join(" → "))];
	return [...gone, ...others, ...moved];
}

function fieldsOf(was: StoryboardScene, now: StoryboardScene, oldFps: number, fps: number): ChangeLine[] {
	const transition = (scene: StoryboardScene) => scene.transition?.type ?? "none";
	return [
		...leaves(was.props, now.props, []),
		...different("Kind of scene", was.scene, now.scene),
		...different("Length", seconds(was.durationInFrames / oldFps), seconds(now.durationInFrames / fps)),
		...different("Comes in by", transition(was), transition(now)),
		...different("Layout", was.layout ?? null, now.layout ?? null),
		...different("Icon", was.icon ?? null, now.icon ?? null),
		...different("Picture", was.media ?? null, now.media ?? null),
		...different("Picture shown", was.fit ?? null, now.fit ?? null),
		...different("Focus of the picture", pointOf(was.focus), pointOf(now.focus)),
		...different("Notes", was.notes ?? null, now.notes ?? null),
	];
}

const pointOf = (focus: StoryboardScene["focus"]) => (focus ? `${focus.x}% from the left, ${focus.y}% from the top` : null);

function filmLines(before: Storyboard, after: Storyboard): ChangeLine[] {
	const size = (film: Storyboard) => `${film.width} × ${film.height}`;
	const length = (film: Storyboard) => seconds(filmDurationInFrames(film) / film.fps);
	const mark = (film: Storyboard) =>
		film.mark ? `${film.mark.src.split("/").at(-1)}, ${film.mark.corner.replace("-", " ")}` : null;
	return [
		...different("Length", length(before), length(after)),
		...different("Size", size(before), size(after)),
		...different("Frames a second", String(before.fps), String(after.fps)),
		...different("Picture in the corner", mark(before), mark(after)),
		...different("Look", before.look ?? null, after.look ?? null),
		...leaves(before.theme, after.theme, []),
	].map((one) => ({ ...one, where: "Film" }));
}

function soundLines(before: Storyboard, after: Storyboard): ChangeLine[] {
	const old = new Map(before.audio.map((track) => [track.id, track]));
	const now = new Set(after.audio.map((track) => track.id));
	return [
		...before.audio.filter((track) => !now.has(track.id)).map((track) => line("Sound", null, soundName(track.src), null)),
		...after.audio.flatMap((track) => {
			const was = old.get(track.id);
			if (!was) return [line("Sound", null, null, soundName(track.src))];
			const { id: _id, ...fields } = track;
			const { id: _was, ...oldFields } = was;
			return leaves(oldFields, fields, []).map((one) => ({ ...one, where: `Sound ${soundName(track.src)}` }));
		}),
	];
}

/** Differences of two values, leaf by leaf, each named by its path: "Bars 2, label". */
function leaves(before: unknown, after: unknown, path: string[]): ChangeLine[] {
	if (same(before, after)) return [];
	if (isPlain(before) && isPlain(after)) {
		return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
			leaves(Object.hasOwn(before, key) ? before[key] : undefined, Object.hasOwn(after, key) ? after[key] : undefined, [
				...path,
				key,
			]),
		);
	}
	if (Array.isArray(before) && Array.isArray(after) && Math.max(before.length, after.length) <= MOST_ITEMS) {
		return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
			leaves(before[index], after[index], [...path, String(index + 1)]),
		);
	}
	return [line("", pathLabel(path), valueText(before), valueText(after))];
}

function pathLabel(path: readonly string[]): string {
	const words = path.map((key) => (/^\d+$/.test(key) ? key : humanLabel(key)));
	return words.reduce((label, word, index) =>
		/^\d+$/.test(word) ? `${label} ${word}` : index === 0 ? word : `${label}, ${word.toLowerCase()}`,
	);
}

function valueText(value: unknown): string | null {
	if (value === undefined || value === null || value === "") return null;
	if (typeof value === "boolean") return value ? "on" : "off";
	return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}

const line = (where: string, what: string | null, before: string | null, after: string | null): ChangeLine => ({
	where,
	what,
	before,
	after,
});
const different = (what: string, before: string | null, after: string | null) =>
	before === after ? [] : [line("", what, before, after)];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const count = (items: readonly unknown[], one: string) =>
	items.length === 0 ? null : `${items.length} ${one}${items.length === 1 ? "" : "s"}`;

/** The words a scene is known by; "a scene" where it has none. */
const wordsOf = (props: Plain): string => sceneWords(props) || "a scene";
