// Writes the list of cities that films with a map read: `node scripts/make-cities.ts`. Why it is a file: docs/decisions/023.
import { writeFileSync } from "node:fs";
import { cityTable } from "./city-table.ts";

writeFileSync(new URL("../packages/template/public/maps/cities.tsv", import.meta.url), cityTable());
