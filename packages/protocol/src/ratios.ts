/**
 * The ratios a film may have: width to height.
 * @example RATIOS.includes("16:9") // true
 */
export const RATIOS = ["16:9", "9:16", "1:1", "4:5", "21:9"] as const;
/**
 * Pixels of a ratio at full size.
 * @example RATIO_SIZE["9:16"] // { width: 1080, height: 1920 }
 */
export const RATIO_SIZE = {
	"16:9": { width: 1920, height: 1080 },
	"9:16": { width: 1080, height: 1920 },
	"1:1": { width: 1080, height: 1080 },
	"4:5": { width: 1080, height: 1350 },
	"21:9": { width: 2520, height: 1080 },
} as const satisfies Record<(typeof RATIOS)[number], { width: number; height: number }>;
