import path from "node:path";
import postcss, { type Declaration, type Plugin, type Root } from "postcss";
import atImport from "postcss-import";
import parseValue, { type FunctionNode, type Node } from "postcss-value-parser";

/** How a style sheet of a film reaches other files. Both throw for a file that is not the film's. */
export interface StyleFiles {
	/** The file that a reference in a style sheet leads to; null where it leads to the network, a fragment or nothing. */
	resolve(reference: string, importer: string, kind: "import" | "url"): Promise<string | null>;
	read(file: string): Promise<string>;
}

export interface BuiltStyleSheet {
	css: string;
	/** Files that were joined into it. */
	imported: string[];
}

/**
 * Joins a style sheet with all it imports and names the files in its `url()` by their address at the preview. Vite is
 * left nothing to resolve or to read (see `closeUrls`): each file is found and opened here.
 * @param file its absolute path
 */
export async function buildStyleSheet(code: string, file: string, files: StyleFiles): Promise<BuiltStyleSheet> {
	const imported = new Set<string>();
	const joined = atImport({
		// Style sheets in the address itself would be read by another way, with the files that they name.
		filter: (reference) => !/^\s*data:/i.test(reference),
		async resolve(reference, folder) {
			// Of the importer only its folder is known here, and only that counts.
			const found = await files.resolve(reference, path.join(folder, path.basename(file)), "import");
			if (found === null) throw new Error(`@import "${reference}" leads to no style sheet of the film.`);
			imported.add(found);
			return found;
		},
		load: async (found) => withoutSourceMap(await files.read(found)),
	});
	const result = await postcss([joined, noImportLeft, addressUrls(file, files)]).process(withoutSourceMap(code), {
		from: file,
		map: false,
	});
	return { css: result.css, imported: [...imported] };
}

/** Without the comments that name a source map: whatever reads style sheets would open the file they name. */
export function withoutSourceMap(code: string): string {
	return code.replace(/sourceMappingURL/gi, "sourceMapping");
}

const noImportLeft: Plugin = {
	postcssPlugin: "storydream:no-import-left",
	OnceExit(root) {
		root.walkAtRules(/^import$/i, (rule) => {
			throw rule.error("@import takes style sheets of the film only, at the beginning of a file.");
		});
	},
};

function addressUrls(file: string, files: StyleFiles): Plugin {
	return {
		postcssPlugin: "storydream:address-urls",
		async OnceExit(root) {
			for (const declaration of declarationsOf(root)) {
				const importer = declaration.source?.input.file ?? file;
				declaration.value = await withAddresses(declaration.value, importer, files);
			}
		},
	};
}

function declarationsOf(root: Root): Declaration[] {
	const found: Declaration[] = [];
	root.walkDecls((declaration) => {
		found.push(declaration);
	});
	return found;
}

async function withAddresses(value: string, importer: string, files: StyleFiles): Promise<string> {
	const parsed = parseValue(value);
	const references = referencesIn(parsed.nodes);
	if (references.length === 0) return value;
	for (const { node, owner } of references) {
		const found = await files.resolve(node.value, importer, "url");
		if (found === null) continue;
		const fragment = /#[^#]*$/.exec(node.value)?.[0] ?? "";
		const address = `/@fs${encodeURI(found).replace(/[?#]/g, encodeURIComponent)}${fragment}`;
		owner.nodes = owner.nodes.map((candidate) => (candidate === node ? quoted(address, node) : candidate));
	}
	return parsed.toString();
}

function quoted(text: string, { sourceIndex, sourceEndIndex }: Node): Node {
	return { type: "string", quote: '"', value: text, sourceIndex, sourceEndIndex };
}

/** What `url()`, `src()` and `image-set()` name, with the function it stands in. */
function referencesIn(nodes: Node[]): { node: Node; owner: FunctionNode }[] {
	return nodes.flatMap((node) => {
		if (node.type !== "function") return [];
		const name = node.value.toLowerCase();
		const names = name === "url" || name === "src" || name.endsWith("image-set");
		const own = names ? node.nodes.filter(({ type }) => type === "string" || (type === "word" && name === "url")) : [];
		return [...own.map((found) => ({ node: found, owner: node })), ...referencesIn(node.nodes)];
	});
}

/**
 * Writes `url(` and `image-set(` with an escaped letter, which browsers read as the same: Vite, which looks for these words
 * in the text of every value and would put the content of whatever file they name into the page, finds none. It comes
 * after everything that could put such a word together, and before Vite. What our own step has not addressed is requested
 * by the browser, at a server that has the same guard.
 *
 * @param isOwn whether a style sheet is left to Vite: one of an installed package
 */
export function closeUrls(isOwn: (file: string) => boolean): Plugin {
	return {
		postcssPlugin: "storydream:close-urls",
		OnceExit(root) {
			root.walkDecls((declaration) => {
				const file = declaration.source?.input.file;
				if (file !== undefined && isOwn(file)) return;
				const closed = declaration.value.replace(/u(?=rl\()/g, "\\75 ").replace(/i(?=mage-set\()/g, "\\69 ");
				if (closed !== declaration.value) declaration.value = closed;
			});
		},
	};
}
