import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { startHarness } from "../http/testing/harness.ts";

const folder = resolve(import.meta.dirname, "../../../../deploy");

const Panel = z.object({
	id: z.number(),
	type: z.enum(["row", "stat", "timeseries"]),
	title: z.string().min(1),
	description: z.string().optional(),
	gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
	targets: z.array(z.object({ expr: z.string(), datasource: z.object({ uid: z.literal("$" + "{datasource}") }) })).default([]),
});
const Dashboard = z.object({
	uid: z.string(),
	panels: z.array(Panel),
	annotations: z.object({ list: z.array(z.object({ expr: z.string() })) }),
	templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.unknown() })) }),
});

/** What an expression asks for: `name{label="value"}`, with the labels that it names. */
function asked(expression: string): { name: string; labels: Record<string, string> }[] {
	return [...expression.matchAll(/\b(storydream_\w+)(?:\{([^}]*)\})?/g)].map(([, name = "", within = ""]) => ({
		name,
		labels: Object.fromEntries(
			[...within.matchAll(/(\w+)(?:=~|!=|=)"([^"]*)"/g)].map(([, label = "", value = ""]) => [label, value]),
		),
	}));
}

describe("deploy/grafana/storydream.json", () => {
	const dashboard = Dashboard.parse(JSON.parse(readFileSync(resolve(folder, "grafana/storydream.json"), "utf8")));
	const panels = dashboard.panels.filter(({ type }) => type !== "row");
	const expressions = [
		...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
		...dashboard.annotations.list.map(({ expr }) => expr),
		...dashboard.templating.list.map(({ query }) => JSON.stringify(query)),
	];
	let studio: Awaited<ReturnType<typeof startHarness>>;
	/** Every series that a studio tells, by its name, with one set of its labels after the other. */
	const seriesByName = new Map<string, Record<string, string>[]>();

	beforeAll(async () => {
		studio = await startHarness();
		// What is counted only once it has happened.
		studio.metrics.previewRequest("dead", 0.01);
		studio.metrics.exportEnded("done", 1);
		studio.metrics.eventRelayed(0.001);
		studio.metrics.socketOpened();
		studio.metrics.socketClosed("left");
		studio.metrics.request({ method: "GET", route: "/", status: 200 }, 0.01);
		const text = await (await fetch(`${studio.url}/metrics`)).text();
		for (const line of text.split("\n")) {
			const [, name = "", within = ""] = /^(storydream_\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
			if (name === "") continue;
			const labels = Object.fromEntries(
				[...within.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = "", value = ""]) => [label, value]),
			);
			seriesByName.set(name, [...(seriesByName.get(name) ?? []), labels]);
		}
	});
	afterAll(() => studio?.close());

	it("asks for nothing that a studio does not tell", () => {
		expect(expressions.length).toBeGreaterThan(20);
		for (const { name, labels } of expressions.flatMap(asked)) {
			const series = seriesByName.get(name);
			expect(series, name).toBeDefined();
			for (const [label, value] of Object.entries(labels)) {
				// Prometheus adds these by itself.
				if (label === "job" || label === "instance") continue;
				expect(
					series?.every((one) => label in one),
					`${name}{${label}}`,
				).toBe(true);
				if (label === "what")
					expect(
						series?.map(({ what }) => what),
						`${name}{what="${value}"}`,
					).toContain(value);
			}
		}
	});

	it("groups and names series by labels that they have", () => {
		const labels = new Set([...seriesByName.values()].flat().flatMap((each) => Object.keys(each)));
		for (const [, list = ""] of expressions.join("\n").matchAll(/\bby \(([^)]*)\)/g)) {
			for (const label of list.split(",")) expect([...labels, "le"]).toContain(label.trim());
		}
	});

	it("shows everything of its own that a studio tells, each panel with words on what it means", () => {
		const shown = new Set(expressions.flatMap(asked).map(({ name }) => name.replace(/_(bucket|count|sum)$/, "")));
		const own = [...seriesByName.keys()].filter((name) => !/^storydream_(process|nodejs)_/.test(name));
		for (const name of own) expect([...shown]).toContain(name.replace(/_(bucket|count|sum)$/, ""));
		for (const { description } of panels) expect(description?.length ?? 0).toBeGreaterThan(5);
	});

	it("lays no panel on another", () => {
		const taken = new Set<string>();
		for (const { gridPos, title } of dashboard.panels) {
			expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
			for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
				for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
					expect(taken.has(`${x},${y}`), `${title} at ${x},${y}`).toBe(false);
					taken.add(`${x},${y}`);
				}
			}
		}
		expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
	});

	it("is explained panel by panel in docs/operations.md", () => {
		const docs = readFileSync(resolve(folder, "../docs/operations.md"), "utf8");
		const [, section = ""] = /\n## The dashboard\n([\s\S]*?)\n## /.exec(docs) ?? [];
		const explained = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, title]) => title?.trim()).slice(1);
		expect(explained).toEqual(panels.map(({ title }) => title));
	});
});

describe("deploy/prometheus/prometheus.yaml", () => {
	it("asks the studio of deploy/compose.yaml where it is, by its address", () => {
		const Scrape = z.object({
			scrape_configs: z.array(
				z.object({
					metrics_path: z.string(),
					dns_sd_configs: z.array(z.object({ names: z.array(z.string()), type: z.string(), port: z.number() })),
				}),
			),
		});
		const { scrape_configs } = Scrape.parse(parse(readFileSync(resolve(folder, "prometheus/prometheus.yaml"), "utf8")));
		expect(scrape_configs[0]).toEqual({
			metrics_path: "/metrics",
			dns_sd_configs: [{ names: ["studio"], type: "A", port: 8080 }],
		});
	});
});
