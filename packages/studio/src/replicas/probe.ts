import { z } from "zod";

/** Where a studio says which one it is, for others that ask whether it lives. */
export const PROBE_PATH = "/api/replica";
export const ProbeAnswer = z.object({ id: z.string() });

/**
 * What an address says of a studio. `itself`: it lives. `other`: another studio has the address by now. `refused`: nobody
 * listens there. `silent`: nothing is known; it may be slow, stopped, or cut off.
 */
export type Probed = "itself" | "other" | "refused" | "silent";

/** Asks whether the studio `id` is the one at `address`. Never rejects; takes at most `timeoutMs`. */
export async function probe(address: string, id: string, timeoutMs: number): Promise<Probed> {
	try {
		const answer = await fetch(new URL(PROBE_PATH, address), {
			signal: AbortSignal.timeout(timeoutMs),
			redirect: "error",
			headers: { connection: "close" },
		});
		const said = ProbeAnswer.safeParse(await answer.json());
		if (!answer.ok || !said.success) return "silent";
		return said.data.id === id ? "itself" : "other";
	} catch (error) {
		// No answer is an answer here; which of them it is, is all that counts.
		return isRefused(error) ? "refused" : "silent";
	}
}

function isRefused(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ("code" in error && error.code === "ECONNREFUSED") return true;
	if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isRefused);
	return isRefused(error.cause);
}
