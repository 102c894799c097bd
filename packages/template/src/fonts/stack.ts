import { companionOf } from "./families";
import { SCRIPT_FAMILIES } from "./scripts";

const stacks = new Map<string, string>();

/**
 * The value of `font-family` for a family: behind it stand the families of scripts that it may not have. Those that no text
 * of the film needs are not loaded, and take no part.
 */
export const familyStack = (family: string): string => {
	const known = stacks.get(family);
	if (known) return known;
	const names = [...new Set([family, companionOf(family), ...SCRIPT_FAMILIES])].map((name) => JSON.stringify(name));
	const stack = `${names.join(", ")}, sans-serif`;
	stacks.set(family, stack);
	return stack;
};
