// Writes .env.example from the variables that the studio's rooms declare.
import { writeFile } from "node:fs/promises";
import { envExample } from "../packages/studio/src/config/index.ts";

await writeFile(new URL("../.env.example", import.meta.url), envExample());
