/** Items with a key each that stays the same while text is edited elsewhere: the text, and which of its like it is. */
export const keyed = <Item>(
	items: readonly Item[],
	textOf: (item: Item) => string,
): { key: string; item: Item; index: number }[] => {
	const seen = new Map<string, number>();
	return items.map((item, index) => {
		const text = textOf(item);
		const nth = (seen.get(text) ?? 0) + 1;
		seen.set(text, nth);
		return { key: nth === 1 ? text : `${text}#${nth}`, item, index };
	});
};

/** `count` places with a key each, for things that have nothing but their place. */
export const places = (count: number): { key: string; index: number }[] =>
	Array.from({ length: Math.max(0, Math.ceil(count)) }, (_, index) => ({ key: `place-${index}`, index }));
