import { comparison } from "./Comparison";

export const comparisons = { Comparison: comparison };
