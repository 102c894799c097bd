import { type LeftOut, type LeftOutList, leftOutLine, MAX_LEFT_OUT } from "@storydream/protocol";
import type { LeftOutPaths } from "../project/index.ts";

const NAMED_TO_AGENT = 20;

/** Which of the paths left out of versions are reported already: each is named in the turn it is first seen in. */
export class LeftOutReports {
	/** Keys of the last save. */
	#reported = new Set<string>();
	/** Not yet in a prompt. */
	#forAgent: LeftOut[] = [];

	/** Paths of a save that were not left out of the save before. */
	takeNew({ count, paths }: LeftOutPaths): LeftOutList {
		const fresh = paths.filter((path) => !this.#reported.has(keyOf(path)));
		const known = paths.length - fresh.length;
		this.#reported = new Set(paths.map(keyOf));
		this.#forAgent = fresh;
		return { count: fresh.length === 0 ? 0 : count - known, paths: fresh.slice(0, MAX_LEFT_OUT) };
	}

	/** For the next prompt, once: what the last save left out; "" when that is nothing new. */
	takeNote(): string {
		const paths = this.#forAgent;
		this.#forAgent = [];
		if (paths.length === 0) return "";
		const lines = paths.slice(0, NAMED_TO_AGENT).map((path) => `- ${leftOutLine(path)}`);
		return `[StoryDream: these paths were not saved in the last version:\n${lines.join("\n")}\nRename, move or remove them where the film needs them.]`;
	}
}

const keyOf = ({ path, reason }: LeftOut) => `${reason} ${path}`;
