import { createHash } from "node:crypto";
import type { FilmCode } from "./film-code.ts";
import type { PublicFiles } from "./public-files.ts";
import type { Segment } from "./segments.ts";

/** How frames become a file: everything beside the film that changes a segment's bytes. */
export interface Encoding {
	codec: string;
	width: number;
	height: number;
	scale: number;
	fps: number;
	/** Quality and speed of the encoder, and colours. */
	encoder: string;
	/** Versions of Remotion, of the browser and of this exporter. */
	versions: string;
}

/** Raised when the same key would mean other bytes: a change of how segments are drawn or encoded. */
const FORMAT = 2;

/** Files of these kinds are only heard. */
const SOUND_ONLY = /\.(?:mp3|m4a|aac|wav|ogg|oga|opus|flac)$/i;

/** The name of a segment's bytes: two segments with one key have the same frames. */
export function segmentKey(segment: Segment, code: FilmCode, encoding: Encoding, files: PublicFiles): string {
	const isKnown = code.unknown === null;
	const parts = {
		format: FORMAT,
		code: isKnown ? code.shared : code.all,
		scenes: segment.components.map((name) => [name, code.scenes[name]?.code ?? code.code]),
		inputs: segment.inputs,
		files: shownFiles(segment, code, files),
		encoding,
	};
	return createHash("sha256").update(inOneOrder(parts)).digest("hex");
}

/** Files that may be seen in a segment, with their hashes. Code that is not the template's may show any. */
function shownFiles(segment: Segment, code: FilmCode, { hashes, shipped }: PublicFiles): [string, string][] {
	const isTemplate =
		code.unknown === null && code.isTemplate && segment.components.every((name) => code.scenes[name]?.isTemplate ?? false);
	return [...hashes]
		.filter(([path]) => (isTemplate ? (shipped.has(path) && !SOUND_ONLY.test(path)) || isNamed(path, segment.texts) : true))
		.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A text may name a file with more around its path, and with its letters escaped as in an address. */
function isNamed(path: string, texts: readonly string[]): boolean {
	const names = [path, encodeURI(path), path.split("/").map(encodeURIComponent).join("/")];
	return texts.some((text) => names.some((name) => text.includes(name)));
}

/** JSON with the keys of each object in order, so that equal values give equal texts. */
export function inOneOrder(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === "object" && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}
