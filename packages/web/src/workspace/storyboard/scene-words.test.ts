import { expect, test } from "vitest";
import { sceneWords } from "./scene-words.ts";

test.each([
	["a title", { title: "Small Wings", subtitle: "A film" }, "Small Wings"],
	["a quote", { quote: "No bees, no breakfast", author: "Ada" }, "No bees, no breakfast"],
	[
		"a number with its unit and label",
		{ value: 75, suffix: "%", label: "of food crops need them" },
		"75% of food crops need them",
	],
	["a large sum of money", { value: 1240000, prefix: "$", label: "" }, "$1,240,000"],
	["a scene without words", { src: "a.png", value: "75" }, ""],
	["an empty title before a text", { title: " ", text: "Words" }, "Words"],
])("%s is known by its words", (_what, props, words) => {
	expect(sceneWords(props)).toBe(words);
});
