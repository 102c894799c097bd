import { AssetName, CommitSha, Id, Problem, Sha256 } from "@storydream/protocol";
import { z } from "zod";

export const ProjectParams = z.object({ id: Id });
export const VersionParams = z.object({ id: Id, sha: CommitSha });
export const AssetParams = z.object({ id: Id, name: AssetName });
export const PictureParams = z.object({ id: Id, sha256: Sha256 });

/** Items of one page. */
const limit = (fallback: number, most: number) => z.coerce.number().int().min(1).max(most).default(fallback);
const cursor = z.string().max(200).optional();
export const PageQuery = z.object({ limit: limit(50, 200), cursor });
export const ProjectsQuery = z.object({ limit: limit(50, 200), cursor, search: z.string().trim().max(200).optional() });

/** Every failure looks the same. */
export const problems = {
	"4xx": { description: "What went wrong and what to do next", content: { "application/problem+json": { schema: Problem } } },
	"5xx": { description: "What went wrong and what to do next", content: { "application/problem+json": { schema: Problem } } },
} as const;

/** Bytes, for routes that answer no JSON. */
export function bytes(mediaType: string, description: string) {
	return { description, content: { [mediaType]: { schema: z.any().meta({ type: "string", format: "binary" }) } } };
}

export const NOTHING = z.null().describe("No content");
