import { staticFile } from "remotion";

/** A path below `public/` or an address, as something an `<img>` takes. */
export const sourceOf = (src: string): string =>
	/^(https?:|data:)/.test(src) ? src : staticFile(src.replace(/^\/?(public\/)?/, ""));
