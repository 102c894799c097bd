import { expect, it } from "vitest";
import { cpuOf, runInLanes, type Step } from "./test-steps.ts";

function step(name: string, rest: Partial<Step> = {}): Step {
	return { name, tier: "unit", command: "true", args: [], ...rest };
}

/** Runs steps until all wait for the test, lets them end one by one, and tells what ran beside what. */
async function beside(steps: Step[]): Promise<string[]> {
	const running = new Map<string, () => void>();
	const seen: string[] = [];
	const done = runInLanes(steps, ({ name }) => new Promise((end) => running.set(name, end)));
	while (running.size > 0) {
		seen.push([...running.keys()].join("+"));
		const [[name, end] = []] = running;
		running.delete(name ?? "");
		end?.();
		await new Promise(setImmediate);
	}
	await done;
	return seen;
}

it("two steps run at a time, and one that mostly waits beside them", async () => {
	expect(await beside([step("a"), step("b"), step("c"), step("slow", { waits: true })])).toEqual([
		"a+b+slow",
		"b+slow+c",
		"slow+c",
		"c",
	]);
});

it("beside a step that makes networks no browser runs", async () => {
	const steps = [step("engine", { kind: "networks" }), step("page", { kind: "browsers" }), step("unit"), step("types")];
	expect(await beside(steps)).toEqual(["engine+unit", "unit+page", "page+types", "types"]);
});

it("a step waits for the one it comes after, and not for one that is not asked for", async () => {
	expect(await beside([step("flows", { after: "build" }), step("build"), step("unit")])).toEqual([
		"build+unit",
		"unit+flows",
		"flows",
	]);
	expect(await beside([step("flows", { after: "build" })])).toEqual(["flows"]);
});

it("a step that makes networks is not put off by one browser after the other", async () => {
	const steps = [
		step("images"),
		step("page", { kind: "browsers" }),
		step("engine", { kind: "networks", after: "images" }),
		step("film", { kind: "browsers" }),
		step("unit"),
	];
	expect(await beside(steps)).toEqual(["images+page", "page+unit", "unit+engine", "engine", "film"]);
});

it("the CPU time of a step is what the shell says of its children, in any locale", () => {
	expect(cpuOf("0m0.00s 0m0.01s\n1m2.50s 0m0.50s\n")).toBe(63_000);
	expect(cpuOf("0m0,00s 0m0,01s\n0m2,500s 0m0,250s\n")).toBe(2_750);
	expect(cpuOf("")).toBeNull();
});
