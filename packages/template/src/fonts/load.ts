import { staticFile } from "remotion";
import type { FontFile } from "./families";

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

/** Loads one file of a family and adds it to the page's fonts. Rejects with a sentence that names the family and the file. */
export const loadFile = async (family: string, file: FontFile): Promise<void> => {
	const where = "path" in file ? `public/${file.path}` : "its npm package";
	try {
		const url = "path" in file ? staticFile(file.path) : (await file.url()).default;
		const { weight, style = "normal", stretch, unicodeRange } = file;
		const make = () =>
			new FontFace(family, `url(${JSON.stringify(url)}) format("woff2")`, {
				weight,
				style,
				...(stretch ? { stretch } : {}),
				...(unicodeRange ? { unicodeRange } : {}),
			});
		document.fonts.add(await loadFace(url, make));
	} catch (cause) {
		throw new Error(`The font "${family}" could not be loaded from ${where}. Is the file there, and a woff2?`, { cause });
	}
};
