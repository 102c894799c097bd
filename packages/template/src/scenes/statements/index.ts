import { kineticText } from "./KineticText";
import { quote } from "./Quote";

export const statements = { KineticText: kineticText, Quote: quote };
