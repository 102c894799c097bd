/** What the elements around a text do to it: size, opacity, edges. Computed once an element and frame. */
import type { Box } from "./measures.ts";

export interface ElementContext {
	/** From its own pixels to the page's. */
	scale: number;
	opacity: number;
	/** Edges that cut what stands in it, in the page's pixels; null: none below the picture's own. */
	clip: Box | null;
	/** Turned, blended, filtered or masked by a form. */
	inexact: boolean;
	decoration: boolean;
	sceneId: string | null;
	/** The nearest element that is drawn as a box, as far as one is. */
	card: Element | null;
}

/** A turn of less than this (about half a degree) does not matter. */
const STRAIGHT = 0.01;
/** A box that covers more of the picture than this is a ground, no card. */
const GROUND_SHARE = 0.6;

const BASE: ElementContext = {
	scale: 1,
	opacity: 1,
	clip: null,
	inexact: false,
	decoration: false,
	sceneId: null,
	card: null,
};

/** Contexts of one frame. `picture` is the film's place on the page. */
export class Contexts {
	readonly #known = new Map<Element, ElementContext>();
	readonly #picture: Box;

	constructor(picture: Box) {
		this.#picture = picture;
	}

	of(element: Element | null): ElementContext {
		if (element === null) return BASE;
		const known = this.#known.get(element);
		if (known) return known;
		const context = this.#make(element, this.of(element.parentElement));
		this.#known.set(element, context);
		return context;
	}

	#make(element: Element, outer: ElementContext): ElementContext {
		const style = getComputedStyle(element);
		const { scale, turned } = turnOf(style);
		const clip = clipOf(element, style);
		const blended = style.mixBlendMode !== "normal" || style.maskImage !== "none" || clip === "form";
		return {
			scale: outer.scale * scale,
			opacity: outer.opacity * Number(style.opacity),
			clip: clip === null || clip === "form" ? outer.clip : outer.clip === null ? clip : intersect(outer.clip, clip),
			inexact: outer.inexact || turned || blended,
			decoration: outer.decoration || element.getAttribute("aria-hidden") === "true",
			sceneId: element.getAttribute("data-scene-id") ?? outer.sceneId,
			card: this.#isCard(element, style) ? element : outer.card,
		};
	}

	#isCard(element: Element, style: CSSStyleDeclaration): boolean {
		const painted =
			alphaOf(style.backgroundColor) > 0.15 || parseFloat(style.borderTopWidth) * parseFloat(style.borderBottomWidth) > 0;
		if (!painted || style.display === "inline") return false;
		const { width, height } = element.getBoundingClientRect();
		return width * height > 0 && width * height < GROUND_SHARE * this.#picture.width * this.#picture.height;
	}
}

function turnOf(style: CSSStyleDeclaration): { scale: number; turned: boolean } {
	let scale = 1;
	let turned = false;
	if (style.transform !== "none") {
		const { a, b, c, d, is2D } = new DOMMatrix(style.transform);
		scale *= Math.sqrt(Math.abs(a * d - b * c));
		turned = !is2D || Math.abs(b) > STRAIGHT || Math.abs(c) > STRAIGHT;
	}
	if (style.scale !== "none") scale *= Number(style.scale.split(" ")[0]) || 1;
	if (style.rotate !== "none") turned = true;
	return { scale, turned };
}

/** The edges at which an element cuts its content; `form`: it cuts by a form that is no rectangle. */
function clipOf(element: Element, style: CSSStyleDeclaration): Box | "form" | null {
	const box = element.getBoundingClientRect();
	if (style.clipPath !== "none") return insetOf(style.clipPath, box) ?? "form";
	const cutsX = style.overflowX !== "visible";
	const cutsY = style.overflowY !== "visible";
	if (style.display === "inline" || (!cutsX && !cutsY)) return null;
	const far = 1e6;
	return {
		x: cutsX ? box.x : -far,
		y: cutsY ? box.y : -far,
		width: cutsX ? box.width : 2 * far,
		height: cutsY ? box.height : 2 * far,
	};
}

/** The rectangle of `inset(…)` whose lengths are px or percent; null for other forms. */
function insetOf(clipPath: string, box: DOMRect): Box | null {
	const inner = /^inset\(([^)]*?)(?:\s+round\s.*)?\)$/.exec(clipPath)?.[1];
	if (inner === undefined) return null;
	const [top = "0px", right = top, bottom = top, left = right] = inner.trim().split(/\s+/);
	const px = (length: string, whole: number) => (length.endsWith("%") ? (parseFloat(length) / 100) * whole : parseFloat(length));
	const [t, r, b, l] = [px(top, box.height), px(right, box.width), px(bottom, box.height), px(left, box.width)];
	if ([t, r, b, l].some(Number.isNaN)) return null;
	return { x: box.x + l, y: box.y + t, width: Math.max(0, box.width - l - r), height: Math.max(0, box.height - t - b) };
}

/** What two boxes share; of no size where they do not meet. */
export function intersect(one: Box, other: Box): Box {
	const x = Math.max(one.x, other.x);
	const y = Math.max(one.y, other.y);
	return {
		x,
		y,
		width: Math.max(0, Math.min(one.x + one.width, other.x + other.width) - x),
		height: Math.max(0, Math.min(one.y + one.height, other.y + other.height) - y),
	};
}

let pen: CanvasRenderingContext2D | null | undefined;
const colors = new Map<string, [number, number, number, number]>();

/** Any CSS colour as red, green, blue (0 to 255) and opacity (0 to 1): drawn once, because there are many ways to write one. */
export function colorOf(css: string): [number, number, number, number] {
	const known = colors.get(css);
	if (known) return known;
	if (pen === undefined)
		pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
	if (!pen) return [0, 0, 0, 1];
	pen.clearRect(0, 0, 1, 1);
	pen.fillStyle = css;
	pen.fillRect(0, 0, 1, 1);
	const [red = 0, green = 0, blue = 0, alpha = 255] = pen.getImageData(0, 0, 1, 1).data;
	const color: [number, number, number, number] = [red, green, blue, alpha / 255];
	if (colors.size > 2_000) colors.clear();
	colors.set(css, color);
	return color;
}

function alphaOf(css: string): number {
	return colorOf(css)[3];
}
