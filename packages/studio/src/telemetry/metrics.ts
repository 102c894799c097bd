import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the studio counts, for `/metrics`. Labels are few and fixed: no id of a person or a project is ever one. */
export interface Metrics {
	readonly registry: Registry;
	/** Duration in seconds of one HTTP request, by route pattern (never by its filled-in path). */
	request(labels: { method: string; route: string; status: number }, seconds: number): void;
	previewRequest(outcome: "ok" | "unknown" | "dead", seconds: number): void;
	/** An event of a sandbox reached the browsers' sockets so many seconds after it had reached the studio. */
	eventRelayed(seconds: number): void;
	socketOpened(): void;
	socketClosed(why: string): void;
	exportEnded(outcome: "done" | "failed" | "cancelled", seconds: number): void;
	/** Gauges that are requested when somebody looks. */
	watch(name: string, help: string, read: () => Record<string, number>): void;
}

export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, prefix: "storydream_" });
	const registers = [registry];
	const requests = new Histogram({
		name: "storydream_http_request_seconds",
		help: "Duration of HTTP requests",
		labelNames: ["method", "route", "status"],
		buckets: [0.002, 0.01, 0.05, 0.2, 1, 5, 30],
		registers,
	});
	const previews = new Histogram({
		name: "storydream_preview_request_seconds",
		help: "Time to the first byte of requests proxied to previews",
		labelNames: ["outcome"],
		buckets: [0.001, 0.003, 0.01, 0.05, 0.2, 1, 5],
		registers,
	});
	const relays = new Histogram({
		name: "storydream_relay_seconds",
		help: "From the arrival of a sandbox's event to its write on the sockets of browsers",
		buckets: [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.5],
		registers,
	});
	const sockets = new Gauge({ name: "storydream_sockets", help: "Open sockets of browsers", registers });
	const closed = new Counter({
		name: "storydream_sockets_closed_total",
		help: "Closed sockets by reason",
		labelNames: ["why"],
		registers,
	});
	const exportSeconds = new Histogram({
		name: "storydream_export_seconds",
		help: "Duration of exports from their start to their end",
		labelNames: ["outcome"],
		buckets: [1, 5, 15, 60, 300, 1800],
		registers,
	});
	return {
		registry,
		request: ({ method, route, status }, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
		previewRequest: (outcome, seconds) => previews.observe({ outcome }, seconds),
		eventRelayed: (seconds) => relays.observe(seconds),
		socketOpened: () => sockets.inc(),
		socketClosed: (why) => {
			sockets.dec();
			closed.inc({ why });
		},
		exportEnded: (outcome, seconds) => exportSeconds.observe({ outcome }, seconds),
		watch: (name, help, read) => {
			new Gauge({
				name,
				help,
				labelNames: ["what"],
				registers,
				collect() {
					for (const [what, value] of Object.entries(read())) this.set({ what }, value);
				},
			});
		},
	};
}
