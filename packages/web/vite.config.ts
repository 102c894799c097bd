import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type PluginOption } from "vite";

/**
 * `vite build` makes what the studio serves. `vite` (for design work) answers REST and WebSocket from a scripted stand-in,
 * or, with STUDIO_URL, from a studio that runs.
 */
export default defineConfig(async ({ command }) => {
	const plugins: PluginOption[] = [react(), tailwindcss(), noRawHtml()];
	const studio = process.env.STUDIO_URL;
	if (command === "serve" && !studio) plugins.push((await import("./dev/stand-in.ts")).standIn());
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
