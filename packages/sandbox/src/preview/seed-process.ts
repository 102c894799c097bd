/** Builds a seed in a process of its own, which gives all the memory back that bundling takes. See `seed.ts`. */
import { writeSync } from "node:fs";
import { buildPreviewSeed } from "./seed.ts";

const [, , folder] = process.argv;
if (!folder) throw new Error("Name the folder of the seeds.");
buildPreviewSeed(folder).catch((error: NodeJS.ErrnoException) => {
	writeSync(2, `${error.code ?? ""}\n${error.stack ?? error.message}\n`);
	process.exit(1);
});
