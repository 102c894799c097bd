import { iconList } from "./IconList";
import { points } from "./Points";
import { priceList } from "./PriceList";
import { recipe } from "./Recipe";
import { steps } from "./Steps";
import { table } from "./Table";

export const lists = { Points: points, Steps: steps, IconList: iconList, PriceList: priceList, Recipe: recipe, Table: table };
