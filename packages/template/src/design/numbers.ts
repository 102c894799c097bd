/** Numbers as they stand in a film: thousands apart, always as many decimals as the number it ends on. */

/** Decimals a number is written with, at most `most`. */
export const decimalsOf = (value: number, most = 3): number => Math.min(most, (String(value).split(".")[1] ?? "").length);

export const formatNumber = (value: number, decimals: number): string =>
	new Intl.NumberFormat("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

/** A value of a chart. A currency stands before it, a unit of one or two signs behind it; longer units stand under the title. */
export const formatValue = (value: number, unit?: string, decimals = decimalsOf(value, 2)): string => {
	const text = formatNumber(Math.abs(value), decimals);
	const sign = value < 0 && /[1-9]/.test(text) ? "−" : "";
	if (unit !== undefined && /^[$€£¥]$/.test(unit)) return `${sign}${unit}${text}`;
	return `${sign}${text}${unit !== undefined && unit.length <= 2 ? unit : ""}`;
};
