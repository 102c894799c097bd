/**
 * Makes `src/icons/paths-*.ts` from the npm package lucide-static (ISC), which is too large to be a dependency of every
 * project: `npm pack lucide-static@1.62.0`, unpack it, then `node scripts/make-icons.ts FOLDER name name …`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [folder = "", ...names] = process.argv.slice(2);
const out = join(dirname(fileURLToPath(import.meta.url)), "../src/icons");

/** An element of an icon as the data of a path. */
const pathOf = (tag: string, attributes: Record<string, string>): string => {
	const number = (name: string) => Number(attributes[name] ?? 0);
	const points = (attributes.points ?? "").trim().replace(/[\s,]+/g, " ");
	switch (tag) {
		case "path":
			return attributes.d ?? "";
		case "line":
			return `M${number("x1")} ${number("y1")}L${number("x2")} ${number("y2")}`;
		case "polyline":
			return `M${points}`;
		case "polygon":
			return `M${points}Z`;
		case "circle":
		case "ellipse": {
			const [rx, ry] = tag === "circle" ? [number("r"), number("r")] : [number("rx"), number("ry")];
			return `M${number("cx") - rx} ${number("cy")}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
		}
		case "rect": {
			const [x, y, width, height] = [number("x"), number("y"), number("width"), number("height")];
			const r = number("rx") || number("ry");
			const corner = (dx: number, dy: number) => (r === 0 ? "" : `a${r} ${r} 0 0 1 ${dx} ${dy}`);
			return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}z`;
		}
		default:
			throw new Error(`An icon has an element <${tag}>, which is not known here.`);
	}
};

const strokesOf = (name: string): string[] => {
	const svg = readFileSync(join(folder, "icons", `${name}.svg`), "utf8");
	const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.indexOf("</svg>"));
	return [...body.matchAll(/<(\w+)([^>]*)\/>/g)].map(([, tag = "", rest = ""]) =>
		pathOf(tag, Object.fromEntries([...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]))),
	);
};

const write = (part: string, chosen: string[]) => {
	const lines = chosen.map((name) => `\t${JSON.stringify(name)}: ${JSON.stringify(strokesOf(name).join("|"))},`);
	writeFileSync(
		join(out, `paths-${part}.ts`),
		`/** Made by scripts/make-icons.ts from lucide-static 1.62.0 (ISC, see LICENSE.txt): strokes in a box of 24 by 24, parted by "|". */\nexport const paths = {\n${lines.join("\n")}\n} as const;\n`,
	);
};

const sorted = [...new Set(names)].sort();
const half = sorted.findIndex((name) => name >= "l");
write("a-k", sorted.slice(0, half));
write("l-z", sorted.slice(half));
