import { enableCompileCache } from "node:module";
import { join } from "node:path";

/* The program of an export's job: one film, and an end. As with a sandbox, nothing is loaded before what was compiled. */
const seed = process.env.VITE_CACHE_SEED;
delete process.env.NODE_COMPILE_CACHE;
if (seed) enableCompileCache(join(seed, "code"));

await import("./export-job/process.ts");
