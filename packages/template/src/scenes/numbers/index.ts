import { bigNumber } from "./BigNumber";
import { iconArray } from "./IconArray";
import { odometer } from "./Odometer";
import { ring } from "./Ring";

export const numbers = { BigNumber: bigNumber, Odometer: odometer, Ring: ring, IconArray: iconArray };
