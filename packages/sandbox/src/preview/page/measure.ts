/** Measures one frame as it stands on the page: its words, where they are, how they look. */
import { Contexts, colorOf, type ElementContext, intersect } from "./measure-context.ts";
import type { Box, FrameMeasure, TextRun } from "./measures.ts";

const MOST_RUNS = 600;
/** Text fainter than this is coming or going. */
const FAINT = 0.04;
const HIDING_STYLE = "storydream-hidden-text";

/** The size of the film, in its own pixels. */
interface FilmSize {
	width: number;
	height: number;
}

/**
 * Measures the frame that the page shows.
 * @param film its size; its picture fills the window as far as its shape allows
 */
export function measureFrame(film: FilmSize): FrameMeasure {
	const scale = Math.min(window.innerWidth / film.width, window.innerHeight / film.height);
	const picture: Box = {
		x: (window.innerWidth - film.width * scale) / 2,
		y: (window.innerHeight - film.height * scale) / 2,
		width: film.width * scale,
		height: film.height * scale,
	};
	const contexts = new Contexts(picture);
	const toFilm = (box: Box): Box => ({
		x: (box.x - picture.x) / scale,
		y: (box.y - picture.y) / scale,
		width: box.width / scale,
		height: box.height / scale,
	});
	const blocks = new Map<Element, number>();
	const runs: TextRun[] = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let space = false;
	while (texts.nextNode() && runs.length < MOST_RUNS) {
		const node = texts.currentNode as Text;
		const element = node.parentElement;
		const blank = node.data.trim() === "";
		space ||= blank;
		if (element === null || blank || /^(?:script|style|noscript|title)$/i.test(element.tagName)) continue;
		const context = contexts.of(element);
		if (context.opacity < FAINT) continue;
		const run = runOf(node, element, context, { picture, scale });
		if (run === null) continue;
		const block = blockOf(element);
		const number = blocks.get(block) ?? blocks.size;
		blocks.set(block, number);
		const text = space ? ` ${run.text}` : run.text;
		space = false;
		runs.push({ ...run, text, boxes: run.boxes.map(toFilm), card: run.card && toFilm(run.card), block: number });
	}
	return { runs, ...othersOf(contexts) };
}

/** What a text node looks like, in the page's pixels; null where nothing of it is drawn. */
function runOf(
	node: Text,
	element: Element,
	context: ElementContext,
	{ picture, scale }: { picture: Box; scale: number },
): Omit<TextRun, "block"> | null {
	const style = getComputedStyle(element);
	if (style.visibility !== "visible" || style.display === "none") return null;
	const range = document.createRange();
	range.selectNodeContents(node);
	const lines = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
	if (lines.length === 0) return null;
	const own = element instanceof SVGElement ? svgScale(element) : context.scale;
	const boxes = lines.slice(0, 60).map((line) => letterBox(line, node.data, style));
	const { uncut, cutBy } = cutOf(boxes, context.clip, picture);
	const painted = style.backgroundClip.includes("text") && style.backgroundImage !== "none";
	const color = colorOf(element instanceof SVGElement ? style.fill : style.webkitTextFillColor || style.color);
	const card = context.card?.getBoundingClientRect();
	return {
		text: node.data.slice(0, 2000),
		sceneId: context.sceneId,
		decoration: context.decoration,
		boxes,
		uncut,
		cutBy,
		fontSize: (parseFloat(style.fontSize) * own) / scale,
		family: firstFamily(style.fontFamily),
		familyFound: isFamilyThere(firstFamily(style.fontFamily), node.data),
		weight: Number(style.fontWeight) || 400,
		color: painted ? null : color,
		opacity: Math.min(1, context.opacity),
		inexact: context.inexact,
		card: card ? { x: card.x, y: card.y, width: card.width, height: card.height } : null,
	};
}

/** The nearest element around a text that is no part of a line. */
function blockOf(element: Element): Element {
	let at = element;
	while (at.parentElement && getComputedStyle(at).display.startsWith("inline")) at = at.parentElement;
	return at;
}

let pen: CanvasRenderingContext2D | null | undefined;
const extents = new Map<string, { top: number; bottom: number }>();

/** The part of a line's box that its letters fill: fonts keep room above and below them. */
function letterBox(line: DOMRect, text: string, style: CSSStyleDeclaration): Box {
	const words = style.textTransform === "uppercase" ? text.toUpperCase() : text;
	const font = `${style.fontStyle} ${style.fontWeight} 100px ${style.fontFamily}`;
	const key = `${font}|${words.slice(0, 80)}`;
	let extent = extents.get(key);
	if (!extent) {
		pen ??= document.createElement("canvas").getContext("2d");
		extent = { top: 0, bottom: 0 };
		if (pen) {
			pen.font = font;
			const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent, ...metrics } = metricsOf(pen, words);
			const whole = ascent + descent || 1;
			extent = { top: (ascent - metrics.top) / whole, bottom: (descent - metrics.bottom) / whole };
		}
		if (extents.size > 5_000) extents.clear();
		extents.set(key, extent);
	}
	return {
		x: line.x,
		y: line.y + line.height * extent.top,
		width: line.width,
		height: Math.max(1, line.height * (1 - extent.top - extent.bottom)),
	};
}

function metricsOf(context: CanvasRenderingContext2D, text: string) {
	const { fontBoundingBoxAscent, fontBoundingBoxDescent, actualBoundingBoxAscent, actualBoundingBoxDescent } =
		context.measureText(text.slice(0, 200));
	return { fontBoundingBoxAscent, fontBoundingBoxDescent, top: actualBoundingBoxAscent, bottom: actualBoundingBoxDescent };
}

/** How much of the letters is left by the edges around them. */
function cutOf(boxes: Box[], clip: Box | null, picture: Box): Pick<TextRun, "uncut" | "cutBy"> {
	const area = (list: Box[]) => list.reduce((sum, { width, height }) => sum + width * height, 0);
	const whole = area(boxes) || 1;
	const inElement = clip === null ? boxes : boxes.map((box) => intersect(box, clip));
	const inPicture = inElement.map((box) => intersect(box, picture));
	const uncut = Math.min(1, area(inPicture) / whole);
	if (uncut > 0.995) return { uncut: 1, cutBy: null };
	const byPicture = area(boxes.map((box) => intersect(box, picture))) / whole < 0.995;
	return { uncut, cutBy: byPicture ? "picture" : "element" };
}

function svgScale(element: SVGElement): number {
	const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
	return matrix === null ? 1 : Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
}

function firstFamily(families: string): string {
	return (families.split(",")[0] ?? "")
		.trim()
		.replace(/^["']|["']$/g, "")
		.slice(0, 200);
}

const GENERIC = /^(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-[a-z-]+|math|emoji|-apple-system|)$/i;
const found = new Map<string, boolean>();

/** Whether a family is there: loaded by the film, or on this machine. Asked of Latin letters only: others have fonts of their own. */
function isFamilyThere(family: string, text: string): boolean {
	if (GENERIC.test(family) || !/[A-Za-z]/.test(text)) return true;
	const faces = [...document.fonts].filter((face) => firstFamily(face.family) === family);
	if (faces.some(({ status }) => status === "loaded")) return true;
	const known = found.get(family);
	if (known !== undefined) return known;
	pen ??= document.createElement("canvas").getContext("2d");
	const width = (fonts: string) => {
		if (!pen) return 0;
		pen.font = `72px ${fonts}`;
		return pen.measureText("mmwWil1QgR&").width;
	};
	const there = ["monospace", "serif"].every((other) => width(`"${family}", ${other}`) !== width(other));
	found.set(family, there);
	return there;
}

function othersOf(contexts: Contexts): Omit<FrameMeasure, "runs"> {
	const sceneOf = (element: Element) => contexts.of(element).sceneId;
	const labels = [...document.querySelectorAll("[aria-label]")]
		.filter((element) => contexts.of(element).opacity > FAINT && !contexts.of(element).decoration)
		.map((element) => ({ text: (element.getAttribute("aria-label") ?? "").slice(0, 500), sceneId: sceneOf(element) }));
	const pictures = [...document.images].filter((image) => image.currentSrc !== "" && image.complete && image.naturalWidth === 0);
	const videos = [...document.querySelectorAll("video")].filter((video) => video.error !== null);
	const broken = [...pictures, ...videos].map((element) => ({
		src: element.currentSrc.slice(0, 500),
		sceneId: sceneOf(element),
	}));
	const drawn = [...document.querySelectorAll("canvas, video")].map(sceneOf);
	return { labels: labels.slice(0, 200), broken: broken.slice(0, 50), drawnScenes: [...new Set(drawn)].slice(0, 50) };
}

/** Makes all words transparent, so that a picture shows what is behind them; or shows them again. */
export function hideWords(hidden: boolean): void {
	document.getElementById(HIDING_STYLE)?.remove();
	if (!hidden) return;
	const style = document.createElement("style");
	style.id = HIDING_STYLE;
	style.textContent = `
* { color: transparent !important; -webkit-text-fill-color: transparent !important; -webkit-text-stroke-color: transparent !important; text-decoration-color: transparent !important; }
svg text, svg tspan, svg textPath { fill: transparent !important; stroke: transparent !important; }`;
	document.head.append(style);
}
