import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

it("shows the studio's own delay per relayed event as a histogram", async () => {
	const metrics = createMetrics();
	metrics.eventRelayed(0.0003);
	metrics.eventRelayed(0.004);
	const text = await metrics.registry.metrics();
	expect(text).toContain('storydream_relay_seconds_bucket{le="0.0005"} 1');
	expect(text).toContain('storydream_relay_seconds_bucket{le="0.005"} 2');
	expect(text).toContain("storydream_relay_seconds_count 2");
});
