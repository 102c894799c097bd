import { describe, expect, it } from "vitest";
import { type Measure, measure } from "../testing/briefs/measure.ts";
import { BRIEF_SET } from "../testing/briefs/set/index.ts";

describe.each(Object.entries(BRIEF_SET))("the films of the briefs in %s", (_, briefs) => {
	const measured = briefs.map(measure);
	const faultsIn = <T>(of: (one: Measure) => T[]) =>
		measured.flatMap((one) => of(one).map((fault) => ({ prompt: one.brief.prompt, fault })));

	it("show all words that are wanted", () => {
		expect(faultsIn(({ missing }) => missing)).toEqual([]);
	});

	it("show no instruction", () => {
		expect(faultsIn(({ leaked }) => leaked)).toEqual([]);
	});

	it("have the name that the brief gives", () => {
		expect(faultsIn(({ titleExact, brief, title }) => (titleExact ? [] : [[brief.title, title]]))).toEqual([]);
	});

	it("have a scene that suits the content", () => {
		expect(faultsIn(({ sceneFits, brief }) => (sceneFits ? [] : [brief.scene]))).toEqual([]);
	});

	it("have exactly the length and the ratio asked for", () => {
		expect(faultsIn(({ lengthExact, brief }) => (lengthExact ? [] : [brief.seconds]))).toEqual([]);
		expect(faultsIn(({ ratioExact, brief }) => (ratioExact ? [] : [brief.ratio]))).toEqual([]);
	});
});
