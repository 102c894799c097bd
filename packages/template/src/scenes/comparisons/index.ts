import { beforeAfter } from "./BeforeAfter";
import { comparison } from "./Comparison";
import { score } from "./Score";
import { versus } from "./Versus";

export const comparisons = { Comparison: comparison, Versus: versus, BeforeAfter: beforeAfter, Score: score };
