import { withDeadline } from "@storydream/kit";
import { Health, Me } from "@storydream/protocol";
import { z } from "zod";
import { whoIs } from "../../access/index.ts";
import type { Metrics } from "../../telemetry/index.ts";
import type { App } from "../app.ts";

export interface HealthDeps {
	version: string;
	me: () => Omit<Me, "userId" | "name">;
	/** Named parts that can be asked whether they work; each throws with a sentence when it does not. */
	checks: Record<string, () => Promise<void>>;
	isDraining: () => boolean;
	isOpen: () => boolean;
	metrics: Metrics;
}

const CHECK_DEADLINE_MS = 3_000;
/** A probe every second must not mean a write every second. */
const CHECK_EVERY_MS = 2_000;

/** What machines ask: alive, ready, how it goes; and who is asking. */
export function healthRoutes(app: App, deps: HealthDeps): void {
	let last: { at: number; checks: Promise<Record<string, string>> } | null = null;

	function checks(): Promise<Record<string, string>> {
		if (last === null || performance.now() - last.at > CHECK_EVERY_MS) {
			last = { at: performance.now(), checks: runChecks(deps.checks) };
		}
		return last.checks;
	}

	async function health(): Promise<Health> {
		const results = await checks();
		const ok = Object.values(results).every((result) => result === "ok");
		const status = deps.isDraining() ? "draining" : ok && deps.isOpen() ? "ok" : "degraded";
		return { status, version: deps.version, checks: results };
	}

	app.get("/api/health", { schema: { summary: "How the studio is", response: { 200: Health } } }, async () => health());
	app.get("/livez", { schema: { summary: "Alive", response: { 200: z.object({ status: z.literal("ok") }) } } }, async () => ({
		status: "ok" as const,
	}));
	app.get(
		"/readyz",
		{ schema: { summary: "Ready for requests", response: { 200: Health, 503: Health } } },
		async (_request, reply) => {
			if (deps.isDraining()) return reply.code(503).send({ status: "draining", version: deps.version, checks: {} });
			const now = await health();
			return reply.code(now.status === "ok" ? 200 : 503).send(now);
		},
	);
	app.get("/metrics", { schema: { summary: "Metrics for Prometheus", hide: true } }, async (_request, reply) =>
		reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics()),
	);
	app.get(
		"/api/me",
		{ schema: { summary: "Who is asking, which model answers, what the limits are", response: { 200: Me } } },
		async (request) => {
			const user = whoIs(request);
			return { userId: user.id, name: user.name, ...deps.me() };
		},
	);
}

async function runChecks(checks: Record<string, () => Promise<void>>): Promise<Record<string, string>> {
	const results = await Promise.all(
		Object.entries(checks).map(async ([name, check]): Promise<[string, string]> => {
			try {
				await withDeadline(check(), CHECK_DEADLINE_MS, () => new Error("no answer in time"));
				return [name, "ok"];
			} catch (error) {
				return [name, error instanceof Error ? error.message : "failed"];
			}
		}),
	);
	return Object.fromEntries(results);
}
