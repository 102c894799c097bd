import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { expect, test } from "vitest";
import { createLogger } from "../../telemetry/index.ts";
import { fromThrown, sendProblem } from "../problems.ts";
import { clientErrorRoutes } from "./client-errors.ts";

/** The route on an app of its own, with the log's lines in memory. */
function routeWithLog() {
	const lines: string[] = [];
	const clock = { ms: 0 };
	const logger = createLogger({ secrets: ["a-known-secret"] }, { write: (line: string) => void lines.push(line) });
	const app = Fastify({
		loggerInstance: logger as FastifyBaseLogger,
		logController: new LogController({ disableRequestLogging: true }),
	}).withTypeProvider<ZodTypeProvider>();
	app.setValidatorCompiler(validatorCompiler);
	app.setSerializerCompiler(serializerCompiler);
	app.setErrorHandler((error, request, reply) => sendProblem(reply, fromThrown(error, request)));
	clientErrorRoutes(app, () => clock.ms);
	const post = (body: unknown) => app.inject({ method: "POST", url: "/api/client-errors", payload: body as object });
	return { lines, clock, post };
}

const REPORT = { kind: "panel", panel: "Export", message: "TypeError: x is not a function", path: "/projects/abc" };

test("an error of the page is one JSON line of the studio's log", async () => {
	const { lines, post } = routeWithLog();
	const answer = await post({ ...REPORT, stack: "TypeError: x\n    at Export (http://localhost:8080/assets/index-1.js:2:3)" });
	expect(answer.statusCode).toBe(204);
	const reports = lines.map((line) => JSON.parse(line)).filter((line) => line.clientError);
	expect(reports).toHaveLength(1);
	expect(reports[0].clientError).toMatchObject({ kind: "panel", panel: "Export", path: "/projects/abc" });
	expect(reports[0].clientError.stack).toContain("/assets/index-1.js:2:3");
});

test("no host, query or key of a report reaches the log", async () => {
	const { lines, post } = routeWithLog();
	const secrets = ["7j6u3gsoapoxrunnvjww4vklbd", "opensesame", "sk-ant-abcdefgh12345678", "a-known-secret", "studio.example.com"];
	await post({
		...REPORT,
		message: "failed: http://7j6u3gsoapoxrunnvjww4vklbd.preview.localhost:8080/x?token=opensesame and sk-ant-abcdefgh12345678",
		stack: "at https://studio.example.com/a.js?k=opensesame:1:2 a-known-secret wss://studio.example.com/ws#opensesame",
		componentStack: "at 7j6u3gsoapoxrunnvjww4vklbd.preview.localhost",
		path: "/projects/abc?token=opensesame",
	});
	const log = lines.join("");
	for (const secret of secrets) expect(log).not.toContain(secret);
});

test("a report that is too large or no report is refused in words", async () => {
	const { post } = routeWithLog();
	expect((await post({ ...REPORT, message: "x".repeat(501) })).statusCode).toBe(400);
	expect((await post({ ...REPORT, stack: "x".repeat(20_000) })).statusCode).toBe(413);
	expect((await post({ kind: "other" })).statusCode).toBe(400);
});

test("a page whose error comes in a loop fills no log: 60 reports a minute", async () => {
	const { lines, clock, post } = routeWithLog();
	const answers = [];
	for (let n = 0; n < 80; n += 1) answers.push((await post(REPORT)).statusCode);
	expect(answers.filter((status) => status === 204)).toHaveLength(60);
	expect(answers.filter((status) => status === 429)).toHaveLength(20);
	expect(lines.filter((line) => line.includes("clientError"))).toHaveLength(60);
	clock.ms = 60_001;
	expect((await post(REPORT)).statusCode).toBe(204);
});
