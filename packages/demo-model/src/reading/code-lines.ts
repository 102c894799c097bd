/** A line for a terminal: a known program and what it shall do, or a line behind a prompt sign. */
const COMMAND =
	/^(?:\$\s+\S.*|(?:npm|npx|pnpm|yarn|bun|deno|pip3?|pipx|uv|brew|cargo|docker|git|curl|wget|apt(?:-get)?|sudo|kubectl|helm|dotnet|gem|composer|terraform)\s+(?:[a-z-]\S*)(?:\s.*)?|go (?:get|install|run|build|test)\s+\S.*)$/u;
/** A line of code: it begins with a word of a programming language and has that language's signs. */
const CODE =
	/^(?:(?:const|let|var)\s+[\w{[].*=.+|import\s+.+\s+from\s+.+|import\s+[\w.]+;?|from\s+\w+\s+import\s+.+|(?:async\s+)?(?:def|function|fn|func)\s+\w+\s*\(.*|class\s+\w+.*[:{]|(?:return|await|throw)\s+.+[;)]|(?:print|console\.\w+|fmt\.\w+|System\.out\.\w+)\s*\(.*|(?:SELECT|INSERT|UPDATE|DELETE|CREATE)\s+[\w*].+|#include\s+.+|[\w.]+\([^)]*\);|<\/?[a-z][\w-]*(?:\s[^<>]*)?>.*)$/u;

/** What a line or sentence is in the eyes of a developer; null: plain words. */
export function codeKindOf(line: string): "terminal" | "code" | null {
	const bare = line.trim().replace(/^`|`$/g, "").replace(/\.$/, "");
	if (COMMAND.test(bare)) return "terminal";
	return CODE.test(bare) ? "code" : null;
}
