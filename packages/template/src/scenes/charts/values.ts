import { decimalsOf, formatValue } from "../../design/numbers";

/** A value that grows with its picture, and its own words once it is there. */
export const grownText = (value: number, grown: number, unit: string | undefined, shown: string | undefined): string => {
	if (grown >= 1) return shown ?? formatValue(value, unit);
	// Words that are more than one number can't be counted up: they stand from the beginning.
	if (shown !== undefined) return shown;
	return formatValue(value * grown, unit, decimalsOf(value, 2));
};

/** The value's final words. */
export const valueText = (value: number, unit: string | undefined, shown: string | undefined): string =>
	shown ?? formatValue(value, unit);
