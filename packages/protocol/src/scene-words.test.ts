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
	["a percentage as it is shown", { value: 33.3, shown: "a third", label: "of all bread" }, "a third of all bread"],
	["a number that is a text", { value: "1,204 km", label: "on one charge" }, "1,204 km on one charge"],
	["a count of a total", { count: 9, total: 10, label: "bakers agree" }, "9 of 10 bakers agree"],
	["points without a title", { points: ["Find a flower", "Take the nectar"] }, "Find a flower"],
	["steps without a title", { steps: [{ title: "Describe", text: "it" }] }, "Describe"],
	["a list of things", { items: [{ text: "Tea", icon: "mug" }] }, "Tea"],
	["prices", { items: [{ name: "Espresso", price: "2.40 €" }] }, "Espresso"],
	["dates", { events: [{ date: "1969", text: "" }] }, "1969"],
	["a scene without words", { src: "a.png" }, ""],
	["an empty title before a text", { title: " ", text: "Words" }, "Words"],
])("%s is known by its words", (_what, props, words) => {
	expect(sceneWords(props)).toBe(words);
});
