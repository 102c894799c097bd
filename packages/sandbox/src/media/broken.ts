import { inputArguments, runMediaProgram } from "./ffmpeg.ts";

const CHECK_DEADLINE_MS = 20_000;

/** The first of some files whose sound can't be decoded here; null when all can, or have none. */
export async function findUndecodable(files: readonly string[]): Promise<string | null> {
	for (const file of files) {
		const args = ["-nostdin", "-v", "error", "-t", "1", ...inputArguments(file), "-map", "0:a:0?", "-f", "null", "-"];
		try {
			await runMediaProgram("ffmpeg", args, AbortSignal.timeout(CHECK_DEADLINE_MS));
		} catch {
			return file;
		}
	}
	return null;
}
