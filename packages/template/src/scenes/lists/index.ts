import { points } from "./Points";
import { steps } from "./Steps";

export const lists = { Points: points, Steps: steps };
