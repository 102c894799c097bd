import type { ObjectDefinition } from "./drawing";
import { animals } from "./drawings/animals";
import { creatures } from "./drawings/creatures";
import { drinks } from "./drawings/drinks";
import { meals } from "./drawings/meals";
import { nature } from "./drawings/nature";
import { sky } from "./drawings/sky";

/** The drawings by field. */
export const objectGroups: readonly Readonly<Record<string, ObjectDefinition>>[] = [
	drinks,
	meals,
	animals,
	creatures,
	nature,
	sky,
];

/** Every object that can be drawn, by its id. */
export const objects: Readonly<Record<string, ObjectDefinition>> = Object.assign({}, ...objectGroups);
