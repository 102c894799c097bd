import { enableCompileCache } from "node:module";
import { join } from "node:path";

/*
 * The program of a sandbox, and of what goes before it (`prepare`). Half of its start is compiling its sources and Vite's:
 * what one sandbox compiled (Node checks each file's content) lies beside the bundle of dependencies that all share, where
 * no command of an agent can write. Whoever starts this names that folder in NODE_COMPILE_CACHE, so that this file needs no
 * compiler either; where nobody does, nothing else is loaded before it is named here. A folder that can't be written is
 * read, or done without.
 */
const seed = process.env.VITE_CACHE_SEED;
// What is started from here compiles for itself.
delete process.env.NODE_COMPILE_CACHE;
if (seed) enableCompileCache(join(seed, "code"));

// The first act, before what it guards is even loaded: it mostly waits for answers that do not come. Whether these
// variables are right is reported where all of them are read.
const { EGRESS, GATEWAY_URL = "", EGRESS_TRY = "" } = process.env;
const isTried = EGRESS === "closed" || EGRESS === "allowed";
const places = EGRESS_TRY.split(",").filter((place) => place !== "");
const tried = isTried ? import("./egress.ts").then(({ waysOut }) => waysOut(GATEWAY_URL, places)) : null;
tried?.catch(() => undefined);

if (process.argv[2] === "prepare") await (await import("./prepare.ts")).prepare(tried);
else await (await import("./sandbox-process.ts")).runProcess(tried);
