import { useEffect, useState } from "react";
import { useDelayRender } from "remotion";

/** A picture that is so much wider or taller than its place would lose its content to the crop. */
const MOST_STRETCH = 1.6;
/** Names of files that are drawn, not photographed: each edge of them counts. */
const DRAWN = /(?:^|[^a-z])(?:logo|logotype|wordmark|icon|badge|emblem|signet|mark|qr)(?:[^a-z]|$)/i;
/** Side of the small copy in which transparent pixels are counted. */
const SAMPLE = 48;
const TRANSPARENT_SHARE = 0.03;

/** What is known of a picture: pixels, and whether a part of it can be seen through. */
export type PictureFacts = { width: number; height: number; transparent: boolean };

/**
 * Whether a picture is shown whole in its place instead of filling it: a logo, a transparent picture, or one of another
 * shape than its place. `facts` are null while they are not known.
 */
export const isShownWhole = (src: string, facts: PictureFacts | null, place: { width: number; height: number }): boolean => {
	const name = (src.split(/[\\/]/).at(-1) ?? "").replace(/\.[^.]*$/, "").replace(/([a-z])([A-Z])/g, "$1-$2");
	if (DRAWN.test(name)) return true;
	if (facts === null || facts.width < 1 || facts.height < 1) return false;
	const stretch = facts.width / facts.height / (place.width / place.height);
	return facts.transparent || Math.max(stretch, 1 / stretch) > MOST_STRETCH;
};

/** Wider than this, or as narrow, a picture is a wordmark or a panorama rather than a photo. */
const MOST_ASPECT = 2.3;

/**
 * Whether a picture is shown whole where it stands beside words: a logo, a transparent or a very wide picture. A photo fills its
 * part and loses its edges, around a point that stays in view.
 */
export const isShownWholeBeside = (src: string, facts: PictureFacts | null): boolean => {
	if (facts === null || facts.width < 1 || facts.height < 1) return isShownWhole(src, null, { width: 1, height: 1 });
	const aspect = facts.width / facts.height;
	return isShownWhole(src, facts, facts) || Math.max(aspect, 1 / aspect) > MOST_ASPECT;
};

/** Facts of a picture by its address; null until they are known. A render waits for them. */
export const usePictureFacts = (url: string): PictureFacts | null => {
	const { delayRender, continueRender } = useDelayRender();
	const [known, setKnown] = useState<{ url: string; facts: PictureFacts | null } | null>(null);
	const [handle] = useState(() => delayRender(`Reading the shape of ${url}`));
	useEffect(() => {
		let left = false;
		const image = new Image();
		image.onload = () => {
			if (!left) setKnown({ url, facts: factsOf(image) });
		};
		// Where it can't be loaded the picture itself says so.
		image.onerror = () => {
			if (!left) setKnown({ url, facts: null });
		};
		image.src = url;
		return () => {
			left = true;
		};
	}, [url]);
	useEffect(() => {
		if (known !== null) continueRender(handle);
	}, [known, handle, continueRender]);
	return known?.url === url ? known.facts : null;
};

const factsOf = (image: HTMLImageElement): PictureFacts => {
	const { naturalWidth: width, naturalHeight: height } = image;
	return { width, height, transparent: isTransparent(image) };
};

const isTransparent = (image: HTMLImageElement): boolean => {
	try {
		const canvas = document.createElement("canvas");
		canvas.width = SAMPLE;
		canvas.height = SAMPLE;
		const context = canvas.getContext("2d", { willReadFrequently: true });
		if (!context) return false;
		context.drawImage(image, 0, 0, SAMPLE, SAMPLE);
		const { data } = context.getImageData(0, 0, SAMPLE, SAMPLE);
		let clear = 0;
		for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 200) clear += 1;
		return clear / (SAMPLE * SAMPLE) > TRANSPARENT_SHARE;
	} catch {
		// A picture of another origin can't be read: it is taken as a photo.
		return false;
	}
};
