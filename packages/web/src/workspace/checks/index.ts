export { CheckChip } from "./check-chip.tsx";
