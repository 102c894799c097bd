import { pause } from "@storydream/kit";
import { type Asset, type EditResult, StoryDreamError } from "@storydream/protocol";
import type { Reports } from "../followers/reports.ts";
import type { Live } from "../lifecycle/bring-up.ts";
import { assetsAt, putAsset, putMissingAssets } from "../lifecycle/opening.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import type { SandboxClient } from "../sandbox/client.ts";
import type { Proxies } from "../sandbox/proxies.ts";
import type { Sessions } from "../sessions.ts";
import type { Runs } from "../turns/runs.ts";
import type { Publisher } from "./publisher.ts";

type WithoutProject<T> = T extends (projectId: string, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;
/** What a person does with an open project besides talking to the agent; as in `Sessions`. */
export type Edits = {
	[Verb in "state" | "putStoryboard" | "putAssets" | "restore" | "previewVersion" | "pictures" | "checkFilm"]: WithoutProject<
		Sessions[Verb]
	>;
};

const MIN_PICTURE_PIXELS = 64;
const MAX_PICTURE_PIXELS = 1920;

/** Edits by hand: made in the sandbox, like the agent's, so that one place commits; then published. */
export function createEdits(
	projectId: string,
	options: SessionsOptions & {
		deadlines: Deadlines;
		publisher: Publisher;
		runs: Runs;
		reports: Reports;
		/** The session, started if there is none. */
		ensure: () => Promise<Live>;
		proxies: Proxies;
		/** The media of the project are others now. */
		onAssets: () => void;
	},
): Edits {
	const { publisher, runs, reports, repositories, ensure, deadlines, proxies, onAssets } = options;
	/** Versions that lie beside the project in this sandbox already. */
	const laidOut = new WeakMap<SandboxClient, Set<string>>();

	/** Commits and publishes as one step: nothing of another's comes in between. */
	async function commit(work: (client: SandboxClient) => Promise<EditResult>): Promise<EditResult> {
		const live = await ensure();
		return publisher.exclusive(async () => {
			const result = await work(live.client);
			if (result.changed) await publisher.publish(live.client, { deadlineMs: deadlines.publishMs, signal: live.signal });
			return result;
		});
	}

	/** The version stands when this is done: what is missing then is reported, and comes with the next opening. */
	async function bringBack(client: SandboxClient, assets: readonly Asset[]): Promise<void> {
		if (await putMissingAssets(client, projectId, assets, options)) return;
		reports.notice("Media of the restored version could not be fetched. Close the project and open it again.");
	}

	return {
		async state() {
			return (await ensure()).client.state();
		},
		putStoryboard: (edit) => commit((client) => client.edit(edit)),
		async putAssets({ title, assets, added, removed }) {
			const live = await ensure();
			// Before the project is locked for the commit: a conversion takes its time.
			for (const asset of added) await putAsset(live.client, projectId, asset, options);
			await Promise.race([proxies.prepare(live, added), pause(deadlines.proxyGraceMs, live.signal)]);
			const committed = await commit(async (client) => {
				if (client !== live.client) for (const asset of added) await putAsset(client, projectId, asset, options);
				const result = await client.edit({ title, assets });
				// Last, so that a film that still names it fails only when the manifest says so too.
				for (const name of removed) await client.removeAsset(name);
				return result;
			});
			onAssets();
			return committed;
		},
		async restore(sha, { baseCommitSha: base, storyboard: film, title } = {}) {
			const version = await repositories.version(projectId, sha);
			const live = await ensure();
			if (runs.current) {
				throw new StoryDreamError("busy", "An old version can't be restored while a turn is under way.");
			}
			const to = { sha, title: title ?? `Restore “${version.title}”`.slice(0, 200), base, film };
			const assets = await assetsAt(projectId, sha, options);
			const result = await commit(async (client) => {
				const source = await repositories.sourceOf(projectId, sha);
				const restored = await client.restore(to, source);
				reports.leftOut(restored.leftOut, "Files of this version that can't be part of a project were left out");
				await bringBack(client, assets);
				return restored;
			});
			proxies.resume(live);
			return result;
		},
		async previewVersion(sha) {
			const live = await ensure();
			const there = laidOut.get(live.client) ?? new Set();
			laidOut.set(live.client, there);
			if (!there.has(sha)) {
				await live.client.putVersion(sha, await repositories.sourceOf(projectId, sha));
				there.add(sha);
			}
			const url = new URL(options.previewUrl(live.record.previewKey));
			url.searchParams.set("version", sha);
			return { previewUrl: url.href };
		},
		checkFilm: async () => (await ensure()).client.checkFilm(),
		async pictures({ frames, size, ...limit }) {
			const bounded = Math.min(MAX_PICTURE_PIXELS, Math.max(MIN_PICTURE_PIXELS, Math.round(size)));
			return (await ensure()).client.pictures({ frames: frames.slice(0, 8), size: bounded, ...limit });
		},
	};
}
