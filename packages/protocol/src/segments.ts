import { z } from "zod";
import { Sha256 } from "./ids.ts";

/**
 * A segment of an export has at most 256 MiB. A larger one stays where it was made.
 * @example facts.bytes <= MAX_SEGMENT_BYTES
 */
export const MAX_SEGMENT_BYTES = 256 * 1024 ** 2;
/**
 * Segments of one export that are shared. An hour of film has some 400.
 * @example segments.slice(0, MAX_SHARED_SEGMENTS)
 */
export const MAX_SHARED_SEGMENTS = 5_000;

/**
 * A segment that an export is made of. The key is a hash of all it depends on (decision 026); the sound of a film is one of its
 * segments.
 * @example { key: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", frames: 90 }
 */
export const WantedSegment = z.object({ key: Sha256, frames: z.int().positive() });
export type WantedSegment = z.infer<typeof WantedSegment>;

/**
 * What is known of a segment that is kept: its bytes are compared with it before each use.
 * @example { key: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", frames: 90,
 *   sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", bytes: 40960 }
 */
export const SegmentFacts = WantedSegment.extend({ sha256: Sha256, bytes: z.int().positive().max(MAX_SEGMENT_BYTES) });
export type SegmentFacts = z.infer<typeof SegmentFacts>;

/**
 * The facts of a segment in the query of the request that brings its bytes.
 * @example { frames: "90", sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", bytes: "40960" }
 */
export const SegmentQuery = z.object({
	frames: z.coerce.number().pipe(SegmentFacts.shape.frames),
	sha256: Sha256,
	bytes: z.coerce.number().pipe(SegmentFacts.shape.bytes),
});

/**
 * Segments that an export needs.
 * @example { segments: [{ key: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", frames: 90 }] }
 */
export const WantedSegments = z.object({ segments: z.array(WantedSegment).max(MAX_SHARED_SEGMENTS) });

/**
 * Segments of an export that are kept.
 * @example { segments: [] }
 */
export const KeptSegments = z.object({ segments: z.array(SegmentFacts).max(MAX_SHARED_SEGMENTS) });
