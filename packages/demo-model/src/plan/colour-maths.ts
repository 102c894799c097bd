function channels(hex: string): [number, number, number] {
	return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
}

/** Between two colours: 0 is the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
	const a = channels(first);
	const b = channels(second);
	return `#${a
		.map((value, i) =>
			Math.round(value + ((b[i] ?? 0) - value) * share)
				.toString(16)
				.padStart(2, "0"),
		)
		.join("")}`;
}

/** 0 (black) to 1 (white), as the eye weighs it (WCAG's relative luminance). */
export function luminance(hex: string): number {
	const [r, g, b] = channels(hex).map((value) => {
		const part = value / 255;
		return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. */
export function contrast(first: string, second: string): number {
	const a = luminance(first);
	const b = luminance(second);
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

export function isDark(hex: string): boolean {
	return luminance(hex) < 0.32;
}

/** The wanted text colour if it can be read there, else near-white or near-black. */
export function readableOn(background: string, wanted: string): string {
	if (contrast(wanted, background) >= 7) return wanted;
	return contrast("#f8f7f4", background) >= contrast("#16161a", background) ? "#f8f7f4" : "#16161a";
}
