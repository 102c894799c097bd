#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { join } from "node:path";

/*
 * Half of the start is compiling what is loaded, so what one start compiled is kept beside the other caches of this
 * checkout (Node checks each file's content), and nothing else is loaded before this. Where the folder can't be written,
 * it is read, or done without.
 */
enableCompileCache(join(import.meta.dirname, "../../../node_modules/.cache/storydream/programs"));
await import("./program.ts");
