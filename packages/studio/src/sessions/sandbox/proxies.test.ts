import { Readable } from "node:stream";
import { type Asset, type ProxyState, StoryDreamError } from "@storydream/protocol";
import { beforeEach, expect, test, vi } from "vitest";
import type { Live } from "../lifecycle/bring-up.ts";
import { createTestLogger } from "../testing/test-logger.ts";
import { createProxies, type Proxies } from "./proxies.ts";

/** What a test decides: how each conversion ends, by the asset's name. */
let ends: Map<string, PromiseWithResolvers<void>>;
let started: string[];
let kept: string[];
let failures: string[];
let said: [string, ProxyState][];
let session: AbortController;

beforeEach(() => {
	ends = new Map();
	started = [];
	kept = [];
	failures = [];
	said = [];
	session = new AbortController();
});

function asset(name: string): Asset {
	return {
		name,
		originalName: null,
		path: `assets/${name}`,
		sha256: Buffer.from(name).toString("hex").padEnd(64, "0"),
		bytes: 1,
		mediaType: "video/mp4",
		kind: "video",
		width: null,
		height: null,
		duration: null,
		codecs: [],
		conversion: "mp4",
		createdAt: "2026-01-01T00:00:00.000Z",
	};
}

function proxies(conversionQueueMs = 60_000): Proxies {
	const body = () => ({ body: Readable.from([]), bytes: 1, sha256: "0".repeat(64) });
	return createProxies("prj12345", {
		assets: {
			open: async () => body(),
			openOriginal: async () => body(),
			played: async () => body(),
			needsProxy: async (_projectId, { name }) => !kept.includes(name),
			async keepProxy(_projectId, { name }) {
				kept.push(name);
			},
			async keepFailure(_projectId, _asset, reason) {
				failures.push(reason);
			},
		},
		repositories: {} as Parameters<typeof createProxies>[1]["repositories"],
		records: {} as Parameters<typeof createProxies>[1]["records"],
		logger: createTestLogger(),
		deadlines: { conversionQueueMs },
		onState: ({ name }, state) => said.push([name, state]),
	});
}

function live(): Live {
	const client = {
		async convertAsset({ name }: { name: string }) {
			started.push(name);
			await ends.get(name)?.promise;
			return { body: Readable.from([]), bytes: 1, sha256: "0".repeat(64) };
		},
	};
	return { client, signal: session.signal } as unknown as Live;
}

const statesOf = (name: string) => said.filter(([of]) => of === name).map(([, { state }]) => state);

test("files that are added at the same time are converted one after the other, and each state is published", async () => {
	for (const name of ["a.mp4", "b.mp4"]) ends.set(name, Promise.withResolvers());
	const all = proxies();
	const both = Promise.all([all.prepare(live(), [asset("a.mp4")]), all.prepare(live(), [asset("b.mp4"), asset("a.mp4")])]);
	await vi.waitFor(() => expect(started).toEqual(["a.mp4"]));
	expect(all.states.get(asset("b.mp4").sha256)).toEqual({ state: "waiting", reason: null });
	ends.get("a.mp4")?.resolve();
	await vi.waitFor(() => expect(started).toEqual(["a.mp4", "b.mp4"]));
	ends.get("b.mp4")?.resolve();
	await both;
	expect(kept).toEqual(["a.mp4", "b.mp4"]);
	for (const name of kept) expect(statesOf(name)).toEqual(["waiting", "preparing", "ready"]);
});

test("a file that waits too long for others is reported with a sentence, is not converted, and can be tried again", async () => {
	ends.set("endless.mp4", Promise.withResolvers());
	const all = proxies(20);
	const endless = all.prepare(live(), [asset("endless.mp4")]);
	await all.prepare(live(), [asset("b.mp4")]);
	expect(statesOf("b.mp4")).toEqual(["waiting", "failed"]);
	expect(said.at(-1)?.[1].reason).toMatch(/^No playable copy yet: .* tried again when the project is opened\.$/);
	expect(failures).toEqual([]);
	ends.get("endless.mp4")?.resolve();
	await endless;
	expect(started).toEqual(["endless.mp4"]);
	await all.prepare(live(), [asset("b.mp4")]);
	expect(kept).toEqual(["endless.mp4", "b.mp4"]);
});

test.each([
	["the file's own fault is kept", new StoryDreamError("unsupported_media", "It is damaged.", { hint: "Save it." }), 1],
	["a sandbox's fault is not kept", new StoryDreamError("sandbox_failed", "The sandbox is full."), 0],
	["an unknown fault is not kept", new TypeError("read of /srv/data failed"), 0],
])("a conversion that fails is published as a sentence without a path: %s", async (_what, error, keptFailures) => {
	const end = Promise.withResolvers<void>();
	ends.set("a.mp4", end);
	const all = proxies();
	const ended = all.prepare(live(), [asset("a.mp4")]);
	end.reject(error);
	await ended;
	expect(statesOf("a.mp4")).toEqual(["waiting", "preparing", "failed"]);
	expect(said.at(-1)?.[1].reason).toMatch(/\.$/);
	expect(said.at(-1)?.[1].reason).not.toContain("/srv");
	expect(failures).toHaveLength(keptFailures);
});

test("a session that ends has no failures to report: the next one makes what is missing", async () => {
	const end = Promise.withResolvers<void>();
	ends.set("a.mp4", end);
	const all = proxies();
	const ended = all.prepare(live(), [asset("a.mp4"), asset("b.mp4")]);
	await vi.waitFor(() => expect(started).toEqual(["a.mp4"]));
	session.abort(new StoryDreamError("sandbox_failed", "The session was ended."));
	end.reject(session.signal.reason);
	await ended;
	expect([statesOf("a.mp4"), statesOf("b.mp4")]).toEqual([["waiting", "preparing"], ["waiting"]]);
	expect(all.states.size).toBe(0);
});
