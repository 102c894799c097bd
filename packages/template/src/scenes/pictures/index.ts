import { motif } from "./Motif";
import { subject } from "./Subject";

export const pictures = { Subject: subject, Motif: motif };
