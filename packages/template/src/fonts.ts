import { useEffect, useLayoutEffect, useState } from "react";
import { cancelRender, getRemotionEnvironment, useDelayRender } from "remotion";
import { forgetWidths } from "./design/fit";
import type { FontFile } from "./fonts/families";
import * as files from "./fonts/families";
import { loadFile } from "./fonts/load";
import { pointsIn, pointsOf } from "./fonts/ranges";
import { scriptFiles, type WantedFile } from "./fonts/scripts";

/**
 * The families a theme may name, with their files. To add one, put its woff2 below `public/` and add a line:
 * `"My Font": [{ path: "fonts/my-font.woff2", weight: "400" }]`. A family that is not here is refused, because a browser would
 * silently draw another in its place.
 */
export const fontFamilies: Record<string, FontFile[]> = {
	Inter: files.inter,
	"Space Grotesk": files.spaceGrotesk,
	Fraunces: files.fraunces,
	Anton: files.anton,
	Archivo: files.archivo,
	"Bodoni Moda": files.bodoniModa,
	"Bricolage Grotesque": files.bricolage,
	Caveat: files.caveat,
	"Cormorant Garamond": files.cormorant,
	"Courier Prime": files.courierPrime,
	"DM Sans": files.dmSans,
	Fredoka: files.fredoka,
	"Instrument Serif": files.instrumentSerif,
	"JetBrains Mono": files.jetbrainsMono,
	Newsreader: files.newsreader,
	"Noto Serif": files.notoSerif,
	Oswald: files.oswald,
	Shrikhand: files.shrikhand,
	Unbounded: files.unbounded,
};

/** A family of the film, and whether its italics are used. */
export type WantedFont = { family: string; italic?: boolean | undefined };

const loading = new Map<string, Promise<void>>();
/** Files that have loaded so far. */
let arrived = 0;

/** Loads a file once, however often it is wanted. */
const loadOnce = ({ family, file }: WantedFile): Promise<void> => {
	const source = "path" in file ? file.path : file.url.toString();
	const key = [family, source, file.weight, file.style, file.unicodeRange].join("|");
	const known = loading.get(key);
	if (known) return known;
	const promise = loadFile(family, file).then(() => {
		arrived += 1;
		forgetWidths();
	});
	loading.set(key, promise);
	// A file that was missing may be there after the next edit.
	promise.catch(() => loading.delete(key));
	return promise;
};

/** The files of a family with signs of a text. */
const filesOf = ({ family, italic }: WantedFont, points: ReadonlySet<number>): WantedFile[] => {
	const known = Object.hasOwn(fontFamilies, family) ? fontFamilies[family] : undefined;
	if (!known)
		throw new Error(`The font "${family}" is not in src/fonts.ts. Fonts there: ${Object.keys(fontFamilies).join(", ")}.`);
	return known
		.filter(({ style }) => style !== "italic" || italic)
		.filter(({ unicodeRange }) => !unicodeRange || pointsIn(unicodeRange, points).length > 0)
		.map((file) => ({ family, file }));
};

/** Letters of Western Europe and typographic marks, which every family has: they are loaded whatever the text is. */
const BASIC = pointsOf("Aa0");
const isBeyondLatin = (point: number) => point > 0xff && !(point >= 0x2000 && point <= 0x206f);

/** The signs of a text that not every family has, each once. */
const signsBeyondLatin = (text: string): string =>
	[...pointsOf(text)]
		.filter(isBeyondLatin)
		.sort((a, b) => a - b)
		.map((point) => String.fromCodePoint(point))
		.join("");

/**
 * Loads what is needed to draw `text` in these families: their own files with signs of it, and for signs that they may not
 * have the files of a family that has them. Rejects with a sentence that names the family and the file.
 */
export const loadFonts = async (fonts: readonly WantedFont[], text: string): Promise<void> => {
	const points = pointsOf(text);
	const all = new Set([...points, ...BASIC]);
	const beyond = new Set([...points].filter(isBeyondLatin));
	const own = fonts.flatMap((font) => filesOf(font, all));
	const western = fonts.flatMap(({ family }) => filesOf({ family: files.companionOf(family) }, beyond));
	const scripts = beyond.size > 0 ? await scriptFiles(text, beyond) : [];
	await Promise.all([...own, ...western, ...scripts].map(loadOnce));
	for (const { family } of fonts) {
		if (!document.fonts.check(`40px ${JSON.stringify(family)}`))
			throw new Error(`The font "${family}" was loaded but the browser does not draw with it.`);
	}
};

/**
 * The number of font files that the film is drawn with; null until the first fonts are there, when nothing should be drawn.
 * Text is measured to fit its place, and a measure taken with another font would stay: draw anew when the number changes.
 * An edit that needs more fonts keeps the film: its new signs are in another font until theirs is there. Rendering waits for
 * all of them; a failure ends the render, or throws in the Player.
 */
export const useFonts = (fonts: readonly WantedFont[], text: string): number | null => {
	// Words of letters that are there already load nothing: the film stays while somebody types.
	const wanted = JSON.stringify([fonts, signsBeyondLatin(text)]);
	const { delayRender, continueRender } = useDelayRender();
	const [handle] = useState(() => delayRender("Loading the film's fonts"));
	const [loaded, setLoaded] = useState<{ wanted: string; files: number } | null>(null);
	const [failure, setFailure] = useState<Error | null>(null);

	useEffect(() => {
		let current = true;
		const [families, signs] = JSON.parse(wanted) as [WantedFont[], string];
		loadFonts(families, signs).then(
			() => current && setLoaded({ wanted, files: arrived }),
			(error: unknown) => {
				const failed = error instanceof Error ? error : new Error(String(error));
				if (getRemotionEnvironment().isRendering) cancelRender(failed);
				if (current) setFailure(failed);
			},
		);
		return () => {
			current = false;
		};
	}, [wanted]);

	// After the commit that draws the film, so that no frame is taken before it.
	useLayoutEffect(() => {
		if (loaded !== null) continueRender(handle);
	}, [loaded, handle, continueRender]);
	// An edit may need other files: what waits for the film waits for them too.
	useLayoutEffect(() => {
		if (loaded === null || loaded.wanted === wanted) return;
		const again = delayRender("Loading the fonts of an edit");
		return () => continueRender(again);
	}, [loaded, wanted, delayRender, continueRender]);

	if (failure) throw failure;
	return loaded?.files ?? null;
};
