/** The package has no types of its own. */
declare module "heic-decode" {
	/** Decodes the primary picture, its rotation applied; `data` is RGBA. Throws for anything but HEIC. */
	export default function decode(options: {
		buffer: Uint8Array;
	}): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
}
