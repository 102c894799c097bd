import { describe, expect, test } from "vitest";
import { createLogger } from "./index.ts";

function lines(options: Parameters<typeof createLogger>[0]) {
	const written: string[] = [];
	return { logger: createLogger(options, { write: (line: string) => written.push(line) }), written };
}

describe("secrets", () => {
	const secret = "canary-key-123456";

	test.each([
		["a field", { token: secret }],
		["a field of a field", { session: { sandboxToken: secret } }],
		["a header", { request: { headers: { "x-api-key": secret, authorization: secret, cookie: secret } } }],
	])("in %s are not logged", (_where, fields) => {
		const { logger, written } = lines({});
		logger.info(fields, "something happened");
		expect(written.join("")).not.toContain(secret);
		expect(written.join("")).toContain("[redacted]");
	});

	test("that are known are cut out of texts and errors too", () => {
		const { logger, written } = lines({ secrets: [secret] });
		logger.child({ why: `it said ${secret}` }).error({ err: new Error(`refused ${secret}`) }, `with ${secret}`);
		expect(written.join("")).not.toContain(secret);
	});

	test("that are too short to be any cut nothing out", () => {
		const { logger, written } = lines({ secrets: ["a"] });
		logger.info("a banana");
		expect(written.join("")).toContain("a banana");
	});
});

describe("for a person", () => {
	test("a line is short, and says what went wrong", () => {
		const { logger, written } = lines({ pretty: true });
		logger.warn({ err: new Error("no room"), projectId: "p1" }, "a zip could not be finished");
		expect(written.join("")).toMatch(/warning.* a zip could not be finished: no room .*projectId=p1/);
	});

	test("everyday lines are shown only when they are requested", () => {
		const quiet = lines({ pretty: true });
		quiet.logger.info("project created");
		expect(quiet.written).toEqual([]);
		const loud = lines({ pretty: true, level: "debug" });
		loud.logger.info("project created");
		expect(loud.written).toHaveLength(1);
	});
});
