import { paths as first } from "./paths-a-k";
import { paths as second } from "./paths-l-z";

const paths: Readonly<Record<string, string>> = { ...first, ...second };

/** Names of the icons, as Lucide has them: "coffee", "shield-check". */
export const iconNames: readonly string[] = Object.keys(paths);

/** The strokes of an icon in a box of 24 by 24, in the order in which they are drawn; null without such an icon. */
export const strokesOf = (name: string): readonly string[] | null =>
	Object.hasOwn(paths, name) ? (paths[name] ?? "").split("|") : null;
