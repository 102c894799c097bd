import type { EnvironmentModuleNode, HtmlTagDescriptor } from "vite";

const AHEAD_EVENT = "storydream:ahead";

/**
 * React's refresh waits 16 ms for more modules of the same change. Vite hands all of them over in one go, so the end of
 * that moment is enough. A runtime that is written otherwise is left as it is.
 */
export function refreshAtOnce(code: string): string {
	return code.replace(/^\}, 16\)$/m, "}, 0)");
}

/**
 * A page hears of a change by the modules that take it in (components); the file itself it finds as it reads those, two
 * rounds to the server later. This has it fetched along with them.
 */
export function aheadOf(
	modules: readonly EnvironmentModuleNode[],
	timestamp: number,
): { event: string; data: { urls: string[] } } {
	const urls = modules.flatMap(({ url, importers }) => {
		// Nothing on a page imports it, or it is named in a way of its own.
		if (importers.size === 0 || url.includes("?")) return [];
		return [`${url}?${/\.[cm]?[jt]sx?$/.test(url) ? "" : "import&"}t=${timestamp}`];
	});
	return { event: AHEAD_EVENT, data: { urls } };
}

/** What listens on the page. Apart from the page's own sources, so that it is there from the first script on. */
export function aheadTag(): HtmlTagDescriptor {
	return {
		tag: "script",
		attrs: { type: "module" },
		injectTo: "body",
		children: `import { createHotContext } from "/@vite/client";
createHotContext("/@storydream/ahead").on(${JSON.stringify(AHEAD_EVENT)}, ({ urls }) => {
	for (const url of urls) {
		const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href: url });
		link.onload = link.onerror = () => link.remove();
		document.head.append(link);
	}
});`,
	};
}
