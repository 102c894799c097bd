import type { PreviewError } from "@storydream/protocol";

const MOVING_TYPES = new Set(["image/gif", "image/webp", "image/png", "image/apng", "image/avif"]);
/** A picture that is not read by then is left out of the check; the next frame asks again. */
const READ_DEADLINE_MS = 3_000;

/** Finds pictures of the page that play by the clock instead of the film's frame; each address is read once. */
export class MovingImages {
	/** Whether the picture at an address moves. Owned by `find`. */
	readonly #known = new Map<string, boolean>();

	/** Errors for the pictures on the page that move in an `<img>`; none in browsers that can't tell. */
	async find(images: Iterable<HTMLImageElement>): Promise<Omit<PreviewError, "key">[]> {
		if (!("ImageDecoder" in globalThis)) return [];
		const addresses = new Set([...images].map((image) => image.currentSrc).filter((address) => isOwn(address)));
		const errors: Omit<PreviewError, "key">[] = [];
		for (const address of addresses) {
			const isMoving = this.#known.get(address) ?? (await moves(address));
			if (isMoving === null) continue;
			this.#known.set(address, isMoving);
			if (isMoving) errors.push({ kind: "asset", message: sentence(address) });
		}
		return errors;
	}
}

function isOwn(address: string): boolean {
	return address !== "" && new URL(address, location.href).origin === location.origin;
}

/** Null when the file could not be read in time. */
async function moves(address: string): Promise<boolean | null> {
	try {
		const answer = await fetch(address, { signal: AbortSignal.timeout(READ_DEADLINE_MS) });
		const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
		if (!MOVING_TYPES.has(type) || !(await ImageDecoder.isTypeSupported(type))) return false;
		const decoder = new ImageDecoder({ data: await answer.arrayBuffer(), type });
		try {
			await decoder.tracks.ready;
			await decoder.completed;
			return (decoder.tracks.selectedTrack?.frameCount ?? 0) > 1;
		} finally {
			decoder.close();
		}
	} catch {
		// Late, or damaged: the <img> itself reports what it can't show.
		return null;
	}
}

function sentence(address: string): string {
	const path = new URL(address, location.href).pathname.replace(/^.*?\/__files\/[^/]+\//, "public/");
	return `${decodeURIComponent(path)} moves, and <Img> plays it by the clock, so that no two exports are equal. Draw it by frame: <Picture> of src/design/Picture.tsx, or <AnimatedImage> of remotion.`;
}
