import { SECTIONS } from "./load.ts";
import type { Section, Variable } from "./variables.ts";

const HEAD = `# Settings of the StoryDream studio. All are optional: what stands here commented out is the default.
# Put them in the environment, for instance with \`set -a; . ./.env; set +a\`.
`;
const WIDTH = 119;

/** The text of `.env.example`: every variable that the studio reads, with what it is for and its default. */
export function envExample(): string {
	return [HEAD, ...SECTIONS.map(ofSection)].join("\n");
}

function ofSection({ title, entries }: Section): string {
	const head = `# --- ${title} `.padEnd(WIDTH, "-");
	return [head, ...entries.map((entry) => (typeof entry === "string" ? `\n# ${entry}` : ofVariable(entry))), ""].join("\n");
}

function ofVariable({ name, about, shown = "" }: Variable<unknown>): string {
	const lines = about === undefined ? [] : about.split("\n").map((line) => `# ${line}`);
	return [...lines, `#${name}=${shown}`].join("\n");
}
