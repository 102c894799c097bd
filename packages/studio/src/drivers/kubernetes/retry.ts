import { setTimeout as sleep } from "node:timers/promises";
import { statusOf } from "../../kubernetes/index.ts";
import { isPassing } from "./errors.ts";

const ATTEMPTS = 3;
const PAUSE_MS = 200;

/**
 * Makes something that has a name, whatever happens to the answers: one that is there already counts as made, and whether
 * it is there is read when no answer says so.
 * @param read finds it by its name; null: a 409 is thrown, for the caller to judge
 */
export async function settled<T>(make: () => Promise<T>, read: (() => Promise<T | null>) | null): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await make();
		} catch (error) {
			if (statusOf(error) === 409 && read) {
				const found = await read();
				if (found !== null) return found;
			} else if (!isPassing(error)) throw error;
			if (attempt >= ATTEMPTS) {
				const found = (await read?.()) ?? null;
				if (found !== null) return found;
				throw error;
			}
			await sleep(PAUSE_MS * 2 ** attempt * (0.5 + Math.random() / 2));
		}
	}
}
