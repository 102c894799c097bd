import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { InlineConfig, Plugin } from "vite";
import { COMMON_DEPENDENCIES, FILM_DEPENDENCIES } from "./dependencies.ts";

/** The page's own sources: Vite's root, the same for every sandbox, so that all can share one bundle of dependencies. */
export const PAGE_FOLDER = realpathSync(fileURLToPath(new URL("./page", import.meta.url)));

/** Folder of Vite itself: its client is served from there. */
export const VITE_FOLDER = realpathSync(dirname(createRequire(import.meta.url).resolve("vite/package.json")));

/** The sources of the protocol, which the page shares; in the bundle of dependencies, named here for the guard. */
export const PROTOCOL_FOLDER = realpathSync(dirname(createRequire(import.meta.url).resolve("@storydream/protocol")));

/**
 * The one configuration the preview runs with. Nothing of a project takes part: no file of its configuration is looked
 * for (Vite, PostCSS, Babel, environment files), and the plugins are ours.
 */
export function fixedConfig(cacheDir: string, plugins: Plugin[]): InlineConfig {
	// Vite and React's refresh look here, whatever `mode` says; nothing else of this process does.
	process.env.NODE_ENV = "development";
	return {
		configFile: false,
		envFile: false,
		envDir: false,
		root: PAGE_FOLDER,
		cacheDir,
		publicDir: false,
		appType: "custom",
		mode: "development",
		clearScreen: false,
		logLevel: "silent",
		// The plugins are added by `guardModules`: what is here keeps Vite from looking for a configuration.
		css: { postcss: { plugins: [] }, devSourcemap: false },
		resolve: { dedupe: ["react", "react-dom", "remotion", "zod", "three"], tsconfigPaths: false },
		optimizeDeps: {
			noDiscovery: true,
			include: FILM_DEPENDENCIES,
			holdUntilCrawlEnd: false,
			// For the page's own sources.
			extensions: [".tsx"],
			rolldownOptions: {
				// Inside walls the settings of the checkout that it would look for are not there.
				tsconfig: false,
				output: {
					// A request costs more than what an unused part of a big file does, and browsers read each file on a thread of
					// its own: what nearly every page loads is three files, a third of it each.
					codeSplitting: {
						groups: [
							{ name: "react", priority: 3, test: /[\\/]node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
							{ name: "media", priority: 2, test: /[\\/]node_modules[\\/]@remotion[\\/]media[\\/]/ },
							{ name: "film", priority: 1, test: COMMON_DEPENDENCIES },
						],
					},
					minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
				},
			},
		},
		define: { "process.env.NODE_ENV": JSON.stringify("development") },
		plugins: [...plugins, react()],
	};
}

/** Names of our plugins, in order. */
export const OUR_PLUGINS = ["storydream:guard", "storydream:tags", "storydream:entry", "storydream:host"];
