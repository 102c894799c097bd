import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { shownCaptions } from "../Captions";
import { commonDirectionOf, directionOf } from "./direction";
import type { SceneLook } from "./scene";
import { FittedLines } from "./Text";

describe("the direction of a text", () => {
	it.each([
		["Hello", "ltr"],
		["مرحبا بالعالم", "rtl"],
		["שלום", "rtl"],
		["24 أنواع من الخبز", "rtl"],
		["“مرحبا” – Hello", "rtl"],
		["Hello مرحبا", "ltr"],
		["2024", "ltr"],
		["", "ltr"],
		["日本語", "ltr"],
	])("of %j is %s", (text, direction) => {
		expect(directionOf(text)).toBe(direction);
	});
});

describe("the direction of texts that stand together", () => {
	it.each([
		[["מצא פרח", "קח את הצוף", "Remotion הוא חינם"], "rtl"],
		[["Hello", "World", "مرحبا"], "ltr"],
		[["مرحبا", "Hello"], "rtl"],
		[["Hello", "مرحبا"], "ltr"],
		[["2024", "مرحبا", ""], "rtl"],
		[[], "ltr"],
	])("of %j is %s", (texts, direction) => {
		expect(commonDirectionOf(texts)).toBe(direction);
	});
});

describe("lines of text", () => {
	const motion = { stagger: () => 0, enter: () => 1 };
	const scene = { motion, align: "left" } as unknown as SceneLook;
	const voice = { family: "Inter", weight: 400, letterSpacing: 0, lineHeight: 1.2 };
	const markup = (lines: string[], align: "left" | "center" = "left") =>
		renderToStaticMarkup(
			createElement(FittedLines, {
				scene,
				voice,
				color: "#000000",
				reveal: "none",
				align,
				fitted: { fontSize: 10, lines, width: 10, height: 10 },
			}),
		);

	it("that are read from right to left stand on the right, every line of them", () => {
		const html = markup(["مرحبا", "StoryDream 2"]);
		expect(html).toMatch(/^<div dir="rtl"/);
		expect(html).toMatch(/text-align:start/);
		expect(html).toMatch(/width:100%/);
	});

	it("that are read from left to right stay where they were, and centred ones stay centred", () => {
		expect(markup(["Hello"])).toMatch(/^<div dir="ltr"[^>]*text-align:start/);
		expect(markup(["Hello"])).not.toMatch(/width:100%/);
		expect(markup(["مرحبا"], "center")).toMatch(/dir="rtl"[^>]*text-align:center/);
	});
});

describe("captions that overlap", () => {
	const caption = (startFrame: number, endFrame: number) => ({ text: "x", startFrame, endFrame });

	it("take each other's place: no two are shown at once", () => {
		const captions = [caption(0, 50), caption(30, 80), caption(30, 60), caption(90, 90)];
		expect(shownCaptions(captions).map(({ caption: { startFrame }, frames }) => [startFrame, frames])).toEqual([
			[0, 30],
			[30, 30],
		]);
	});
});
