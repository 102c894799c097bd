/** The page in which the template's scenes are measured: a list of scenes, and cells that show one frame each. */
export const MEASURE_PAGE = `
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { Thumbnail } from "@remotion/player";
import { StoryboardFilm } from "/src/Film.tsx";
import { scenes } from "/src/scenes/index.ts";
import { filmDurationInFrames, parseStoryboard } from "/src/storyboard.ts";
import { presets } from "/src/theme.ts";

window.remotion_staticBase = "";
/** What the schema does not take (a price of 200 letters) is left as it was. */
const accepted = (definition, wished) => {
	let props = wished;
	for (let round = 0; round < 5; round++) {
		const parsed = definition.schema.safeParse(props);
		if (parsed.success) return props;
		props = structuredClone(props);
		for (const { path } of parsed.error.issues) {
			const parent = (from) => path.slice(0, -1).reduce((at, key) => at?.[key], from);
			const key = path.at(-1);
			if (key !== undefined && parent(props)) parent(props)[key] = parent(definition.defaultProps)?.[key];
		}
	}
	return definition.defaultProps;
};
window.sceneList = Object.entries(scenes).map(([scene, { layouts = {}, family = null, defaultProps, slots = [] }]) => ({ scene, family, layouts: Object.keys(layouts), defaultProps, slots }));
let root = null;
window.show = (cells) => {
	root?.unmount();
	root = createRoot(document.getElementById("root"));
	const shown = cells.map(({ scene, layout, width, height, props, frame, media }, index) => {
		const board = parseStoryboard({
			fps: 30, width, height, theme: presets.studio, audio: [], captions: [],
			scenes: [{ id: "measured", scene, layout, durationInFrames: 240, props: accepted(scenes[scene], props), ...(media ? { media } : {}) }],
		});
		const Film = () => h(StoryboardFilm, { board });
		return h("div", { key: index, className: "cell" }, h(Thumbnail, {
			component: Film, compositionWidth: width, compositionHeight: height, frameToDisplay: frame,
			durationInFrames: filmDurationInFrames(board), fps: 30, style: { width: width / 4, height: height / 4 },
		}));
	});
	flushSync(() => root.render(h("div", null, shown)));
};
/** Texts of a cell that leave the safe area, or that their own edge cuts, as shares of the picture. */
const faultsOf = (cell) => {
	const frame = cell.firstElementChild.getBoundingClientRect();
	const faults = [];
	const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
	let seen = 0;
	while (texts.nextNode()) {
		const text = texts.currentNode;
		const element = text.parentElement;
		if (text.data.trim() === "" || element.closest("[aria-hidden]")) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		const box = range.getBoundingClientRect();
		if (box.width === 0) continue;
		let opacity = 1;
		for (let at = element; at && at !== cell; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
		if (opacity < 0.5) continue;
		seen += 1;
		// A line's box is higher than its letters.
		const spare = (box.height / frame.height) * 0.15;
		const [left, right] = [(box.left - frame.left) / frame.width, (box.right - frame.left) / frame.width];
		const [top, bottom] = [(box.top - frame.top) / frame.height + spare, (box.bottom - frame.top) / frame.height - spare];
		if (left < 0.03 || right > 0.97 || top < 0.03 || bottom > 0.97) {
			faults.push(JSON.stringify(text.data.slice(0, 40)) + " at " + [left, right, top, bottom].map((value) => value.toFixed(3)).join(" "));
		}
		for (let at = element.parentElement; at && at !== cell; at = at.parentElement) {
			if (!/hidden|clip/.test(getComputedStyle(at).overflowX)) continue;
			const edge = at.getBoundingClientRect();
			if (box.right > edge.right + frame.width * 0.006 || box.left < edge.left - frame.width * 0.006) faults.push(JSON.stringify(text.data.slice(0, 40)) + " is cut");
		}
	}
	return seen === 0 ? ["shows no words"] : faults;
};
/** The pixels of a PNG in base64: red, green, blue and alpha, a sign of code 0 to 255 each. */
window.pixels = async (png) => {
	const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
	const { width, height } = bitmap;
	const context = new OffscreenCanvas(width, height).getContext("2d");
	context.drawImage(bitmap, 0, 0);
	const bytes = context.getImageData(0, 0, width, height).data;
	const rows = Array.from({ length: height }, (_, row) => String.fromCharCode(...bytes.subarray(row * width * 4, (row + 1) * width * 4)));
	return { data: rows.join(""), width, height };
};
window.faults = () => [...document.querySelectorAll(".cell")].map(faultsOf);
`;
