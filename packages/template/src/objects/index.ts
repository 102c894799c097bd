import type { ObjectDefinition } from "./drawing.ts";
import { animals } from "./drawings/animals.ts";
import { buildings } from "./drawings/buildings.ts";
import { clothes } from "./drawings/clothes.ts";
import { creatures } from "./drawings/creatures.ts";
import { drinks } from "./drawings/drinks.ts";
import { health } from "./drawings/health.ts";
import { home } from "./drawings/home.ts";
import { meals } from "./drawings/meals.ts";
import { money } from "./drawings/money.ts";
import { music } from "./drawings/music.ts";
import { nature } from "./drawings/nature.ts";
import { office } from "./drawings/office.ts";
import { party } from "./drawings/party.ts";
import { people } from "./drawings/people.ts";
import { produce } from "./drawings/produce.ts";
import { signs } from "./drawings/signs.ts";
import { sky } from "./drawings/sky.ts";
import { sport } from "./drawings/sport.ts";
import { sweets } from "./drawings/sweets.ts";
import { tech } from "./drawings/tech.ts";
import { tools } from "./drawings/tools.ts";
import { vehicles } from "./drawings/vehicles.ts";

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
