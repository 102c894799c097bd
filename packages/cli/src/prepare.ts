// A process of its own for what needs the sandbox's libraries: its memory is given back when it ends.
import { buildPreviewSeed, testAgentSandbox } from "@storydream/sandbox";

const [what, folder] = process.argv.slice(2);
if (what === "seed" && folder) console.log(await buildPreviewSeed(folder));
else if (what === "confinement") console.log(JSON.stringify(await testAgentSandbox()));
else throw new Error("prepare.ts seed <folder> | confinement");
process.exit(0);
