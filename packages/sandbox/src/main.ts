import { enableCompileCache } from "node:module";
import { join } from "node:path";

/*
 * The program of a sandbox, and of what goes before it (`prepare`). Half of its start is compiling its sources and Vite's: what one sandbox compiled (Node checks
 * each file's content) lies beside the bundle of dependencies that all share, where no command of an agent can write.
 * So nothing else is loaded before this. A folder that can't be written is read, or done without.
 */
const seed = process.env.VITE_CACHE_SEED;
if (seed) enableCompileCache(join(seed, "code"));

if (process.argv[2] === "prepare") await import("./prepare.ts");
else await import("./sandbox-process.ts");
