import { join } from "node:path";
import { createProject, type Follower, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import type { Figure } from "../harness/figures.ts";

const SESSIONS = 20;
const STUDIO = join(import.meta.dirname, "../relay/studio.ts");
const FAKES = `${SESSIONS} sessions of the real studio at once, 50 events/s each; fake sandboxes behind the agent host's contract, no agents`;

/**
 * How long the studio itself takes to pass an event on while twenty sessions stream: as its own histogram says, and from
 * the sandbox's write to this reader, both sockets and the wait for a place on the processor included.
 */
export async function relayDelay(): Promise<Figure[]> {
	const studio = await startStudio({ WARM_POOL: "0", MAX_SESSIONS: String(SESSIONS) }, [STUDIO]);
	const pages: Follower[] = [];
	try {
		for (let one = 0; one < SESSIONS; one += 1) {
			const page = await follow(studio.url, (await createProject(studio.url)).id);
			pages.push(page);
			await page.until("session:ready");
		}
		const before = await relayBuckets(studio.url);
		for (const page of pages) page.send("Stream.");
		await Promise.all(pages.map((page) => page.until("agent:complete")));
		const own = since(before, await relayBuckets(studio.url));
		const whole = pages.flatMap(({ received }) =>
			received.flatMap(({ at, message }) => {
				if (message.type !== "agent:message" || message.event.type !== "text") return [];
				const sentAt = Number(/@([\d.]+)/.exec(message.event.text)?.[1]);
				return [performance.timeOrigin + at - sentAt];
			}),
		);
		return [
			{ question: "studio's own delay per relayed event", unit: "ms", samples: own, goal: 5, goalAt: 0.99, note: FAKES },
			{
				question: "sandbox's write to a page's socket, both ways and the wait included",
				unit: "ms",
				samples: whole,
				note: FAKES,
			},
		];
	} finally {
		for (const page of pages) page.close();
		await studio.close();
	}
}

/** Counts of `storydream_relay_seconds` up to each bound, in ms. */
async function relayBuckets(url: string): Promise<Map<number, number>> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const buckets = [...text.matchAll(/^storydream_relay_seconds_bucket\{le="([^"]+)"\} (\d+)/gm)];
	return new Map(
		buckets.map(([, bound, count]) => [bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound) * 1000, Number(count)]),
	);
}

/** What came between two looks, each event at the upper bound of its bucket: never less than it was. */
function since(before: Map<number, number>, after: Map<number, number>): number[] {
	const samples: number[] = [];
	for (const [bound, count] of after) {
		const upTo = count - (before.get(bound) ?? 0);
		while (samples.length < upTo) samples.push(bound);
	}
	return samples;
}
