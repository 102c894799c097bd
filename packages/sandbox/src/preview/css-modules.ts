import postcss, { type AcceptedPlugin, type Root, type Rule } from "postcss";
import { buildStyleSheet, type StyleFiles } from "./styles.ts";

type Tokens = Record<string, string>;

/**
 * What reads the files that a CSS module takes names from (`composes: x from "./base.module.css"`, `@value … from`). It is
 * called for each of them, however the path came about, and opens files of the film only.
 */
export function cssModuleLoader(files: StyleFiles) {
	return class ModuleLoader {
		readonly #plugins: AcceptedPlugin[];
		/** What each file gives, by its path; filled by `fetch`. */
		readonly #tokens = new Map<string, Promise<Tokens>>();
		/** The text of each file, those that others need first; filled by `fetch`. */
		readonly #texts: string[] = [];

		constructor(_root: string, plugins: AcceptedPlugin[]) {
			this.#plugins = plugins;
		}

		/** The names that a file gives to the one that takes them. @throws for a file that is not the film's */
		async fetch(reference: string, importer: string): Promise<Tokens> {
			const named = reference.replace(/^["']|["']$/g, "");
			const file = await files.resolve(named, importer, "import");
			if (file === null) throw new Error(`"${named}" leads to no style sheet of the film.`);
			const known = this.#tokens.get(file) ?? this.#load(file);
			this.#tokens.set(file, known);
			return known;
		}

		async #load(file: string): Promise<Tokens> {
			const { css } = await buildStyleSheet(await files.read(file), file, files);
			const { root } = await postcss(this.#plugins).process(css, { from: file, map: false });
			if (root.type !== "root") throw new Error("A style sheet has no text.");
			const taken = await this.#takeImports(root, file);
			const tokens = takeExports(root, taken);
			this.#texts.push(replaceNames(root.toString(), taken));
			return tokens;
		}

		/** Removes the rules that name other files, and answers what they give by the names used here. */
		async #takeImports(root: Root, file: string): Promise<Tokens> {
			const taken: Tokens = {};
			for (const rule of rulesOf(root, /^:import\((.+)\)$/)) {
				const reference = /^:import\((.+)\)$/.exec(rule.selector)?.[1] ?? "";
				const tokens = await this.fetch(reference, file);
				rule.walkDecls((declaration) => {
					taken[declaration.prop] = tokens[declaration.value] ?? declaration.value;
				});
				rule.remove();
			}
			return taken;
		}

		/** Read by the plugin when all is loaded: put before the module's own text. */
		get finalSource(): string {
			return this.#texts.join("\n");
		}
	};
}

function takeExports(root: Root, taken: Tokens): Tokens {
	const tokens: Tokens = {};
	for (const rule of rulesOf(root, /^:export$/)) {
		rule.walkDecls((declaration) => {
			tokens[declaration.prop] = replaceNames(declaration.value, taken);
		});
		rule.remove();
	}
	return tokens;
}

function rulesOf(root: Root, selector: RegExp): Rule[] {
	return root.nodes.filter((node): node is Rule => node.type === "rule" && selector.test(node.selector));
}

function replaceNames(text: string, names: Tokens): string {
	return text.replace(/[\w-]+/g, (word) => (Object.hasOwn(names, word) ? (names[word] ?? word) : word));
}
