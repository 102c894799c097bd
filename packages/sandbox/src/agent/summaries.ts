import { relativePaths } from "./titles.ts";

const SUMMARY_LENGTH = 4000;
const OWN_TOOLS = "mcp__storydream__";

/** What the SDK writes in the place of an answer when a turn is stopped or a call is refused. */
const STOPPED =
	/\[Request interrupted|user doesn't want to (?:proceed|take)|tool use was rejected|Request was aborted|No response requested/i;
/** Text for the model that is in answers of tools without being an answer. */
const FOR_THE_MODEL = new RegExp(
	[
		"<system-reminder>[\\s\\S]*?(?:</system-reminder>|$)",
		// Where the SDK has put a picture, or the rest of an answer that was too long.
		"<persisted-output>[\\s\\S]*?(?:</persisted-output>|$)",
		"\\[Image: [^\\]]*\\]",
		"</?tool_use_error>",
	]
		.map((one) => `(?:${one})\\n?`)
		.join("|"),
	"g",
);
/** Tools of the SDK that answer with words for the model only. What they did is on their card. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["Write", "Edit", "TodoWrite", "Skill"]);

/** Why a tool of the SDK failed, in our words; the first that fits. */
const FAILURES: readonly [RegExp, string][] = [
	[/has not been read yet|modified since|unexpectedly modified/i, "The agent has to read this file again first."],
	[/string (?:to replace )?(?:was )?not found|not found in file/i, "The text to change is not in the file."],
	[/found \d+ matches/i, "The text to change stands in the file more than once."],
	[/no changes to make/i, "There was nothing to change."],
	[/exceeds maximum|too large/i, "The file is too large to be read at once."],
	[/does not exist|no such file|ENOENT/i, "There is no such file."],
	[/is a directory|EISDIR/i, "This is a folder, not a file."],
	[/^Not allowed: /m, "This is outside of what the agent may do in a project."],
];
const FAILED = "This did not work. The agent was given the reason.";

/**
 * What a person reads of a tool's answer. The answer is written for the model, and much of it by the SDK itself: none of the
 * SDK's own words are shown. Empty: there is nothing to say beside what the card shows.
 *
 * @param tool name of the tool as the SDK calls it
 * @param ok whether the call worked
 * @param projectDir the project's folder in the sandbox
 */
export function summaryOf(tool: string, ok: boolean, text: string, projectDir: string): string {
	const plain = relativePaths(text.replace(FOR_THE_MODEL, ""), projectDir).trim();
	if (STOPPED.test(plain)) return "Stopped.";
	if (ok) return SAYS_NOTHING.has(tool) ? "" : cut(plain);
	if (tool.startsWith(OWN_TOOLS)) return isOwnWords(plain) ? cut(plain) : FAILED;
	return FAILURES.find(([pattern]) => pattern.test(plain))?.[1] ?? FAILED;
}

/** Answers of our own tools are ours, but not what the SDK says when it could not call one. */
const isOwnWords = (text: string): boolean =>
	!/InputValidationError|MCP error|No such tool|API Error|Error calling tool|\bat .+:\d+:\d+\)?$/m.test(text);

const cut = (text: string): string => (text.length <= SUMMARY_LENGTH ? text : `${text.slice(0, SUMMARY_LENGTH - 1)}…`);
