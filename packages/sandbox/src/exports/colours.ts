/** Codecs whose colours are converted and tagged; GIF and PNG are RGB. */
type VideoCodec = "mp4" | "webm";

/**
 * What players take a video for: limited range and half the colour resolution, in BT.709 for MP4. A player takes VP8 for
 * BT.601 whatever its file says.
 */
const MATRIX: Record<VideoCodec, { filter: string; tag: string }> = {
	mp4: { filter: "709", tag: "bt709" },
	webm: { filter: "470bg", tag: "bt470bg" },
};

/**
 * Options of a render that gives a video these colours. Remotion's own filter takes the JPEGs of the browser (BT.601, full
 * range) for BT.709 and leaves primaries and transfer without a tag; without a colour space, it encodes full range.
 */
export function screenColours(codec: VideoCodec) {
	const { filter, tag } = MATRIX[codec];
	const source = "matrixin=470bg:rangein=full:primariesin=709:transferin=709";
	const toScreen = `zscale=${source}:matrix=${filter}:range=limited:primaries=709:transfer=709`;
	const ffmpegOverride = ({ args }: { args: string[] }): string[] =>
		args.map((argument, index) => {
			if (args[index - 1] === "-vf" && argument.startsWith("zscale=")) return toScreen;
			return args[index - 1] === "-colorspace:v" ? tag : argument;
		});
	return { colorSpace: "bt709", pixelFormat: "yuv420p", ffmpegOverride } as const;
}
