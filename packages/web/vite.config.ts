import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type PluginOption } from "vite";

/**
 * `vite build` makes what the studio serves. `vite` (for design work) answers REST and WebSocket from a scripted fake studio,
 * or, with STUDIO_URL, from a studio that runs.
 */
export default defineConfig(async ({ command }) => {
	const plugins: PluginOption[] = [react(), tailwindcss(), noRawHtml(), compressedForms(), scriptBudget()];
	const studio = process.env.STUDIO_URL;
	if (command === "serve" && !studio) plugins.push((await import("./dev/fake-studio.ts")).fakeStudio());
	return {
		plugins,
		build: { outDir: "dist", emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 900 },
		server: {
			host: "127.0.0.1",
			proxy: studio ? { "/api": { target: studio }, "/ws": { target: studio, ws: true } } : undefined,
		},
	};
});

/**
 * The Markdown renderer brings a whole HTML parser along for HTML inside texts. This app never shows any: what a model
 * writes becomes Markdown's own elements only. So the parser's plugin is one that leaves everything as it is.
 */
function noRawHtml(): PluginOption {
	const id = "\0no-raw-html";
	return {
		name: "storydream-no-raw-html",
		enforce: "pre",
		resolveId: (source) => (source === "rehype-raw" ? id : null),
		load: (wanted) => (wanted === id ? "export default function noRawHtml() { return () => {}; }" : null),
	};
}

/**
 * Bytes, compressed by gzip, that the first page may load as scripts before it is drawn: its entry and all that it imports
 * at once. What is needed later (the schemas of answers, the list of films, menus, dialogs, messages, the workspace) is loaded
 * behind it.
 */
const FIRST_PAGE_BYTES = 110_000;

/** Ends the build when the first page's scripts weigh more than they may. */
function scriptBudget(): PluginOption {
	return {
		name: "storydream-script-budget",
		apply: "build",
		generateBundle(_options, bundle) {
			const chunks = new Map(
				Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])),
			);
			const first = new Set<string>();
			const take = (name: string) => {
				if (first.has(name)) return;
				first.add(name);
				for (const imported of chunks.get(name)?.imports ?? []) take(imported);
			};
			for (const chunk of chunks.values()) if (chunk.isEntry) take(chunk.fileName);
			const bytes = [...first].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "", { level: 9 }).length, 0);
			if (bytes > FIRST_PAGE_BYTES) {
				this.error(`The first page loads ${bytes} compressed bytes of scripts; at most ${FIRST_PAGE_BYTES} are allowed.`);
			}
		},
	};
}

/** Beside each script and style its compressed forms, which the studio sends to browsers that take them: nothing need stand before it. */
function compressedForms(): PluginOption {
	return {
		name: "storydream-compressed-forms",
		apply: "build",
		async writeBundle({ dir = "dist" }, bundle) {
			await Promise.all(
				Object.values(bundle).map(async (file) => {
					const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
					if (!/\.(?:js|css)$/.test(file.fileName) || bytes.length < 2_000) return;
					const path = join(dir, file.fileName);
					await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
					const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
					await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
				}),
			);
		},
	};
}
