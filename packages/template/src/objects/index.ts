import type { ObjectDefinition } from "./drawing";
import { animals } from "./drawings/animals";
import { buildings } from "./drawings/buildings";
import { clothes } from "./drawings/clothes";
import { creatures } from "./drawings/creatures";
import { drinks } from "./drawings/drinks";
import { health } from "./drawings/health";
import { home } from "./drawings/home";
import { meals } from "./drawings/meals";
import { money } from "./drawings/money";
import { music } from "./drawings/music";
import { nature } from "./drawings/nature";
import { office } from "./drawings/office";
import { party } from "./drawings/party";
import { people } from "./drawings/people";
import { produce } from "./drawings/produce";
import { signs } from "./drawings/signs";
import { sky } from "./drawings/sky";
import { sport } from "./drawings/sport";
import { sweets } from "./drawings/sweets";
import { tech } from "./drawings/tech";
import { tools } from "./drawings/tools";
import { vehicles } from "./drawings/vehicles";

/** The drawings by field. */
export const objectGroups: readonly Readonly<Record<string, ObjectDefinition>>[] = [
	animals,
	buildings,
	clothes,
	creatures,
	drinks,
	health,
	home,
	meals,
	money,
	music,
	nature,
	office,
	party,
	people,
	produce,
	signs,
	sky,
	sport,
	sweets,
	tech,
	tools,
	vehicles,
];

/** Every object that can be drawn, by its id. */
export const objects: Readonly<Record<string, ObjectDefinition>> = Object.assign({}, ...objectGroups);

/** Whether there is an object with this id. */
export const isObject = (id: string | null | undefined): id is string => typeof id === "string" && Object.hasOwn(objects, id);
