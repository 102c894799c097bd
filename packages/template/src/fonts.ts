import { useEffect, useLayoutEffect, useState } from "react";
import { cancelRender, getRemotionEnvironment, staticFile, useDelayRender } from "remotion";

type FontFile = { path: string; weight: string; style?: "normal" | "italic"; unicodeRange?: string };

const LATIN =
	"U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD";
const LATIN_EXTENDED =
	"U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF";

const latin = (name: string, weight: string): FontFile[] => [
	{ path: `fonts/${name}-latin.woff2`, weight, unicodeRange: LATIN },
	{ path: `fonts/${name}-latin-ext.woff2`, weight, unicodeRange: LATIN_EXTENDED },
];

/**
 * The families a theme may name, with their files below `public/`. To add one, put its woff2 there and add a line:
 * a family that is not here is refused, because a browser would silently draw another in its place.
 */
export const fontFamilies: Record<string, FontFile[]> = {
	Inter: latin("inter", "100 900"),
	"Space Grotesk": latin("space-grotesk", "300 700"),
	Fraunces: latin("fraunces", "100 900"),
};

const loading = new Map<string, Promise<void>>();

/** Waits before another try, in ms: a connection may break while the machine's network changes. */
const TRY_AGAIN_AFTER_MS = [200, 600, 1500, 3000];

/** Whether the file is served: false, the server answers that it is not; null, there is no answer. */
const isServed = (url: string): Promise<boolean | null> =>
	fetch(url, { cache: "no-store" }).then(
		(answer) => answer.ok,
		() => null,
	);

/** Loads a face. A broken connection is tried again; a file that is missing, or that is served and no font, is not. */
const loadFace = async (url: string, make: () => FontFace): Promise<FontFace> => {
	let wasServed = false;
	for (const wait of TRY_AGAIN_AFTER_MS) {
		try {
			return await make().load();
		} catch (cause) {
			const served = await isServed(url);
			if (served === false || wasServed) throw cause;
			wasServed = served === true;
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
	}
	return make().load();
};

const load = async (family: string): Promise<void> => {
	const files = Object.hasOwn(fontFamilies, family) ? fontFamilies[family] : undefined;
	if (!files) {
		throw new Error(`The font "${family}" is not in src/fonts.ts. Fonts there: ${Object.keys(fontFamilies).join(", ")}.`);
	}
	await Promise.all(
		files.map(async (file) => {
			const url = staticFile(file.path);
			const make = () =>
				new FontFace(family, `url(${JSON.stringify(url)}) format("woff2")`, {
					weight: file.weight,
					style: file.style ?? "normal",
					...(file.unicodeRange ? { unicodeRange: file.unicodeRange } : {}),
				});
			const face = await loadFace(url, make).catch((cause: unknown) => {
				throw new Error(`The font "${family}" could not be loaded from public/${file.path}. Is the file there, and a woff2?`, {
					cause,
				});
			});
			document.fonts.add(face);
		}),
	);
	if (!document.fonts.check(`40px ${JSON.stringify(family)}`)) {
		throw new Error(`The font "${family}" was loaded but the browser does not draw with it.`);
	}
};

/** Loads a family once, however often it is asked for. Rejects with a sentence that names the family and the file. */
export const loadFont = (family: string): Promise<void> => {
	const known = loading.get(family);
	if (known) return known;
	const promise = load(family);
	loading.set(family, promise);
	// A file that was missing may be there after the next edit.
	promise.catch(() => loading.delete(family));
	return promise;
};

/**
 * True once all `families` are there. Until then nothing should be drawn: text is measured to fit its place, and a
 * measure taken with another font would stay. Rendering waits; a failure ends the render, or throws in the Player.
 */
export const useFonts = (families: (string | undefined)[]): boolean => {
	const names = [...new Set(families.filter((family) => family !== undefined))].join("|");
	const { delayRender, continueRender } = useDelayRender();
	const [handle] = useState(() => delayRender("Loading the film's fonts"));
	const [loaded, setLoaded] = useState<string | null>(null);
	const [failure, setFailure] = useState<Error | null>(null);

	useEffect(() => {
		let current = true;
		Promise.all(names.split("|").map(loadFont)).then(
			() => current && setLoaded(names),
			(error: unknown) => {
				const failed = error instanceof Error ? error : new Error(String(error));
				if (getRemotionEnvironment().isRendering) cancelRender(failed);
				if (current) setFailure(failed);
			},
		);
		return () => {
			current = false;
		};
	}, [names]);

	// After the commit that draws the film, so that no frame is taken before it.
	useLayoutEffect(() => {
		if (loaded !== null) continueRender(handle);
	}, [loaded, handle, continueRender]);

	if (failure) throw failure;
	return loaded === names;
};
