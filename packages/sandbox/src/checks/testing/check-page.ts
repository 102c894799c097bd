/** A page for films of the template that are given one after the other: with the camera's handles, and without a project. */
export const checkPage = (pageFolder: string): string => `
import { createElement as h, createRef, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { AbsoluteFill, useCurrentFrame } from "remotion";
import { Player } from "@remotion/player";
import { z } from "zod";
import { StoryboardFilm } from "/src/Film.tsx";
import { scenes } from "/src/scenes/index.ts";
import { lookCatalog } from "/src/looks/index.ts";
import { filmDurationInFrames, parseStoryboard } from "/src/storyboard.ts";
import { drawFrame, nextFrame } from "/@fs${pageFolder}/draw.ts";
import { missingLetters } from "/@fs${pageFolder}/glyphs.ts";
import { wordsOfFilm } from "/@fs${pageFolder}/letters.ts";
import { hideWords, measureFrame } from "/@fs${pageFolder}/measure.ts";

window.remotion_staticBase = "";
let painted = null;
let board = null;
let counter = 0;

/** Elements as they are given, for faults that no scene of the template has. */
const Broken = ({ ground, elements = [], strobe, random }) => {
	const frame = useCurrentFrame();
	const drift = { position: "absolute", left: 40, top: 40 + (frame % 90), width: 60, height: 20, background: "#888" };
	return h(AbsoluteFill, { style: { fontFamily: "sans-serif", background: strobe && Math.floor(frame / strobe) % 2 ? "#ffffff" : ground } },
		ground === undefined || elements.length === 0 ? null : h("div", { style: drift }),
		elements.map(({ text, style, inner, src, still }, index) => h("div", { key: index, style: { position: "absolute", whiteSpace: "nowrap", ...style } },
			src ? h("img", { src, width: 200, height: 200 }) : inner ? h("div", { style: inner }, text) : random ? text + (counter++) : text)));
};
scenes.Broken = { component: Broken, schema: z.looseObject({}), title: "Broken", description: "", family: "words", defaultProps: {}, defaultDurationInFrames: 90 };
const Still = ({ text }) => h(AbsoluteFill, { style: { fontFamily: "sans-serif", background: "#203040", color: "#ffffff", fontSize: 120, justifyContent: "center", alignItems: "center" } }, text);
scenes.Still = { ...scenes.Broken, component: Still };

const Shown = () => {
	const frame = useCurrentFrame();
	useLayoutEffect(() => { painted = frame; });
	return h(StoryboardFilm, { board });
};
const player = createRef();
let root = null;
const drawing = { seekTo: (frame) => player.current?.seekTo(frame), paintedFrame: () => painted, buffering: () => false };

/** Shows a film; resolves when its first frame is drawn. */
window.show = async (json) => {
	root?.unmount();
	painted = null;
	board = parseStoryboard(json);
	root = createRoot(document.getElementById("root"));
	flushSync(() => root.render(h(Player, {
		ref: player, component: Shown, durationInFrames: filmDurationInFrames(board), compositionWidth: board.width,
		compositionHeight: board.height, fps: board.fps, initiallyMuted: true, numberOfSharedAudioTags: 0, acknowledgeRemotionLicense: true,
		errorFallback: () => null, style: { width: "100%", height: "100%", background: "#000" },
	})));
	await drawFrame(drawing, 0, 15000);
	return true;
};
window.looks = lookCatalog;
window.__storydream = {
	async measure(frame, timeoutMs) {
		const drawn = await drawFrame(drawing, frame, timeoutMs);
		return { drawn, ...measureFrame(board) };
	},
	hideWords: async (hidden) => hideWords(hidden),
	letters: () => wordsOfFilm(board)
		.map(({ sceneId, text }) => ({ sceneId, letters: missingLetters(text) })).filter(({ letters }) => letters.length > 0),
	errors: () => [],
};
window.ready = true;
`;
