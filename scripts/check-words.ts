// Refuses words that the glossary replaces: `node scripts/check-words.ts`. The words are in scripts/house/words.json, and
// places where one has its ordinary meaning in words-allowed.json.
import { join } from "node:path";
import { bannedWords } from "./house/words.ts";

const found = bannedWords(join(import.meta.dirname, ".."));
for (const { place, word, say } of found) console.error(`${place}: "${word.trim()}" is not a word of this code; say: ${say}`);
process.exitCode = found.length > 0 ? 1 : 0;
