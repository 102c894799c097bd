import { confetti } from "./Confetti";
import { outro } from "./Outro";

export const endings = { Outro: outro, Confetti: confetti };
