import { expect, it } from "vitest";
import { readResults, slowest } from "./test-results.ts";

it("a report of Vitest is counted, and its failed tests are told with what they said", () => {
	const report = {
		numPassedTests: 3,
		numFailedTests: 1,
		numPendingTests: 2,
		numTodoTests: 1,
		testResults: [
			{
				name: "/x/one.test.ts",
				status: "failed",
				message: "",
				assertionResults: [
					{ fullName: "one works", status: "passed", failureMessages: [], duration: 1500.4 },
					{
						fullName: "one is fast",
						status: "failed",
						duration: null,
						failureMessages: ["Error: \u001b[31mtoo slow\u001b[39m\n\n    at one.test.ts:3:1"],
					},
				],
			},
			{ name: "/x/two.test.ts", status: "failed", message: "Cannot find module 'three'", assertionResults: [] },
		],
	};
	expect(readResults(report, "vitest")).toEqual({
		passed: 3,
		failed: 1,
		skipped: 3,
		failures: ["/x/one.test.ts: one is fast\n    Error: too slow", "/x/two.test.ts: (the file)\n    Cannot find module 'three'"],
		times: [
			{ name: "/x/one.test.ts: one works", ms: 1500.4 },
			{ name: "/x/one.test.ts: one is fast", ms: 0 },
		],
	});
});

it("a report of Playwright is counted, and a test that passed at its second try has failed", () => {
	const spec = (title: string, ok: boolean, status: string, messages: string[]) => ({
		title,
		file: "flow.spec.ts",
		ok,
		tests: [
			{
				status,
				results: [
					{ duration: 40, errors: messages.map((message) => ({ message })) },
					{ duration: 2, errors: [] },
				],
			},
		],
	});
	const report = {
		stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 },
		suites: [
			{ specs: [spec("opens", true, "expected", [])], suites: [{ specs: [spec("plays", true, "flaky", ["Timed out"])] }] },
			{ specs: [spec("ends", false, "unexpected", ["Not there"])] },
		],
		errors: [{ message: "A worker ended" }],
	};
	expect(readResults(report, "playwright")).toEqual({
		passed: 4,
		failed: 2,
		skipped: 0,
		failures: ["flow.spec.ts: plays\n    Timed out", "flow.spec.ts: ends\n    Not there", "(the run):\n    A worker ended"],
		times: ["opens", "plays", "ends"].map((title) => ({ name: `flow.spec.ts: ${title}`, ms: 42 })),
	});
});

it("what is no report is refused", () => {
	expect(() => readResults({}, "vitest")).toThrow();
	expect(() => readResults({ stats: {} }, "playwright")).toThrow();
});

it("the slowest tests are listed first, by the paths of the checkout", () => {
	const times = [
		{ name: "/home/a/kit.test.ts: waits", ms: 90 },
		{ name: "/home/a/page.test.ts: draws", ms: 12_340 },
		{ name: "flow.spec.ts: opens", ms: 3_000 },
	];
	expect(slowest(times, 2, "/home/a")).toEqual(["  12.3 s  page.test.ts: draws", "   3.0 s  flow.spec.ts: opens"]);
});
