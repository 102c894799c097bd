// Lists members of interfaces, types and schemas that nobody reads: `node scripts/dead-members.ts`. Members that somebody
// outside reads (a library, a browser, a person) are in scripts/house/members-allowed.json, with who.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deadMembers, usersByArea } from "./house/dead-members.ts";
import allowed from "./house/members-allowed.json" with { type: "json" };
import { listFiles } from "./house/sources.ts";

const root = join(import.meta.dirname, "..");
/** Tables of words hold no members, and are long. */
const tables = /^packages\/demo-model\/src\/(subject|reading)\/words\//;
const files = listFiles(root, /^(packages\/[^/]+\/src|e2e|bench)\/.*\.tsx?$/)
	.filter((path) => !tables.test(path))
	.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const outside = (path: string, name: string) => allowed.some((one) => path.startsWith(one.path) && one.names.includes(name));
const dead = deadMembers(files, usersByArea(files)).filter(({ place, name }) => !outside(place, name));
for (const { place, name } of dead) console.error(`${place}: nobody reads "${name}"`);
process.exitCode = dead.length > 0 ? 1 : 0;
