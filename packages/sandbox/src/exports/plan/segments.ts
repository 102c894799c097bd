import { overlapInFrames, type Storyboard, type StoryboardScene, sceneSpans } from "@storydream/protocol";

/** A longer scene is cut, so that several processes can draw it and a stopped export goes on in the middle. */
const LONGEST_SECONDS = 10;
/** A mark that goes from scene to scene sets out this long before a scene begins, and arrives this long after it. */
const REACH_SECONDS = 1;

/** A run of frames that is drawn, encoded and kept by itself. */
export interface Segment {
	/** Null: the film is one segment, or these frames are of a transition. */
	sceneId: string | null;
	/** First frame in the film. */
	from: number;
	durationInFrames: number;
	/** Names of the scenes' components that are seen in it. */
	components: string[];
	/** All that the storyboard says about these frames, as JSON: equal inputs with equal code and files give equal pixels. */
	inputs: unknown;
	/** Each text of the inputs, for the files that it may name. */
	texts: string[];
}

/** Frames of a film, the last one included. */
export interface FrameRange {
	from: number;
	to: number;
}

/**
 * Cuts a film into segments: each scene by itself, and each transition by itself, because it shows both of its neighbours.
 * Their order is that of the film, and together they are exactly the range.
 * @param range within the film
 * @param seesFilm names of components that read more than their own scene: their segments hold the whole storyboard
 * @example planSegments(board, { from: 0, to: 89 }, new Set())[0] // { sceneId: "title", from: 0, durationInFrames: 60, … }
 */
export function planSegments(board: Storyboard, range: FrameRange, seesFilm: ReadonlySet<string>): Segment[] {
	const pieces = piecesOf(board).flatMap((piece) => {
		const from = Math.max(piece.from, range.from);
		const end = Math.min(piece.end, range.to + 1);
		return end > from ? [{ ...piece, from, end }] : [];
	});
	return pieces.map((piece) => segmentOf(board, piece, seesFilm));
}

/** A film whose code is not known to keep to the storyboard: one segment, of the whole storyboard where there is one. */
export function wholeFilm(board: Storyboard | null, range: FrameRange): Segment {
	return {
		sceneId: null,
		from: range.from,
		durationInFrames: range.to - range.from + 1,
		components: [],
		inputs: { range, storyboard: board },
		texts: [],
	};
}

interface Piece {
	sceneId: string | null;
	from: number;
	/** After the last frame. */
	end: number;
}

function piecesOf(board: Storyboard): Piece[] {
	const spans = sceneSpans(board);
	const longest = LONGEST_SECONDS * board.fps;
	return board.scenes.flatMap((scene, index) => {
		const from = spans[index]?.from ?? 0;
		const own = from + overlapInFrames(board.scenes[index - 1], scene);
		const end = spans[index + 1]?.from ?? from + scene.durationInFrames;
		const transition: Piece[] = own > from ? [{ sceneId: null, from, end: own }] : [];
		return [...transition, ...cutEvery({ sceneId: scene.id, from: own, end }, longest)];
	});
}

function cutEvery(piece: Piece, longest: number): Piece[] {
	const cuts = Array.from({ length: Math.ceil((piece.end - piece.from) / longest) }, (_, index) => piece.from + index * longest);
	return cuts.map((from) => ({ ...piece, from, end: Math.min(piece.end, from + longest) }));
}

function segmentOf(board: Storyboard, { sceneId, from, end }: Piece, seesFilm: ReadonlySet<string>): Segment {
	const spans = sceneSpans(board);
	const seen = board.scenes.flatMap((scene, index) => {
		const start = spans[index]?.from ?? 0;
		return start < end && start + scene.durationInFrames > from ? [placeOf(board, scene, index, start)] : [];
	});
	const { scenes, audio: _audio, captions, brief: _brief, ...film } = board;
	const components = [...new Set(seen.map(({ scene }) => scene.scene))].sort();
	const reach = REACH_SECONDS * board.fps;
	const inputs = {
		film,
		frames: { from, end },
		scenes: seen,
		scenesInFilm: scenes.length,
		startsNear: spans.map((span) => span.from).filter((start) => start > from - reach && start < end + reach),
		hasCaptions: captions.length > 0,
		captions: captionsOf(board, from, end),
		...(components.some((name) => seesFilm.has(name)) ? { storyboard: board } : {}),
	};
	return { sceneId, from, durationInFrames: end - from, components, inputs, texts: textsIn(inputs) };
}

/** A scene with all that its place in the film decides. */
function placeOf(board: Storyboard, scene: StoryboardScene, index: number, from: number) {
	const { notes: _notes, ...shown } = scene;
	const [before, next] = [board.scenes[index - 1], board.scenes[index + 1]];
	const enterFrames = overlapInFrames(before, scene);
	const exitFrames = next === undefined ? 0 : overlapInFrames(scene, next);
	return {
		scene: shown,
		index,
		from,
		enterFrames,
		exitFrames,
		exit: next?.transition ?? null,
		isLast: next === undefined,
		objectBefore: enterFrames === 0 ? objectShared(before, scene) : null,
		objectAfter: exitFrames === 0 ? objectShared(next, scene) : null,
	};
}

/** A neighbour that shows the same object over a hard cut, which then goes on from where it stood; null: it does not. */
function objectShared(neighbour: StoryboardScene | undefined, scene: StoryboardScene) {
	if (neighbour?.icon === undefined || neighbour.icon !== scene.icon) return null;
	const { scene: component, layout, props } = neighbour;
	return { component, layout: layout ?? null, props };
}

/** The captions that begin before the frames end, as far as they may still be there, and the next one, which would end them. */
function captionsOf({ captions }: Storyboard, from: number, end: number) {
	const inOrder = captions.toSorted((a, b) => a.startFrame - b.startFrame);
	const next = inOrder.find(({ startFrame }) => startFrame >= end);
	const there = inOrder.filter(({ startFrame, endFrame }) => startFrame < end && endFrame > from);
	return next === undefined || there.length === 0 || next.startFrame >= Math.max(...there.map(({ endFrame }) => endFrame))
		? there
		: [...there, { startFrame: next.startFrame }];
}

function textsIn(value: unknown): string[] {
	if (typeof value === "string") return [value];
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
