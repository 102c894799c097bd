import { describe, expect, it } from "vitest";
import { scenes } from ".";
import { charts } from "./charts";
import { comparisons } from "./comparisons";
import { contact } from "./contact";
import { endings } from "./endings";
import { lists } from "./lists";
import { numbers } from "./numbers";
import { people } from "./people";
import { pictures } from "./pictures";
import { places } from "./places";
import { products } from "./products";
import { statements } from "./statements";
import { time } from "./time";
import { titles } from "./titles";

const all = Object.entries(scenes);
const families = Object.entries({
	titles,
	statements,
	lists,
	numbers,
	charts,
	comparisons,
	time,
	places,
	people,
	products,
	contact,
	pictures,
	endings,
});
const withLayouts = all.filter(([, scene]) => scene.layouts !== undefined);

describe("the scenes of the template", () => {
	it.each(all)("%s accepts the props that it is added with, and changes none of them", (_name, scene) => {
		expect(scene.schema.parse(scene.defaultProps)).toEqual(scene.defaultProps);
	});

	it.each(all)("%s refuses a prop that it does not have", (_name, scene) => {
		expect(scene.schema.safeParse({ ...scene.defaultProps, "no such prop": 1 }).success).toBe(false);
	});

	it.each(withLayouts)("%s has two to four layouts, each with a description", (_name, { layouts = {} }) => {
		expect(Object.keys(layouts).length).toBeGreaterThanOrEqual(2);
		expect(Object.keys(layouts).length).toBeLessThanOrEqual(4);
		for (const description of Object.values(layouts)) expect(description.length).toBeGreaterThan(10);
	});

	it.each(families)("of the family %s say so, and can be named by a storyboard", (family, members) => {
		for (const [name, scene] of Object.entries(members)) {
			expect(scene.family).toBe(family);
			expect(scenes[name]).toBe(scene);
		}
	});
});
