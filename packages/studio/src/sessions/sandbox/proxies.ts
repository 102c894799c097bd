import { createSerialQueue } from "@storydream/kit";
import { type Asset, type ProxyState, StoryDreamError } from "@storydream/protocol";
import { errorFields } from "../errors.ts";
import type { Live } from "../lifecycle/bring-up.ts";
import { parseManifest } from "../lifecycle/opening.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";

/** Proxies of the media that can't be played as they are: made in the project's sandbox, kept in the store. */
export interface Proxies {
	/**
	 * Makes those that are missing, one after the other, also of several calls. Resolves when each has ended, well or not.
	 * Never rejects: failures are kept, and listed with the asset.
	 */
	prepare(live: Live, assets: Asset[]): Promise<void>;
	/** Begins with what an earlier session left unfinished; returns at once. */
	resume(live: Live): void;
	/** How far those are that this session makes or could not make, by the hash of the original. */
	readonly states: ReadonlyMap<string, ProxyState>;
}

/**
 * A proxy that could not be made for another reason than its file is tried again by the next session: the store says
 * nothing of it, and `states` says why.
 *
 * @param options.onState each new state of a proxy
 */
export function createProxies(
	projectId: string,
	options: Pick<SessionsOptions, "assets" | "repositories" | "records" | "logger"> & {
		deadlines: Pick<Deadlines, "conversionQueueMs">;
		onState: (asset: Asset, state: ProxyState) => void;
	},
): Proxies {
	const { assets: store, repositories, records, logger, deadlines } = options;
	const states = new Map<string, ProxyState>();
	/** By the hash of the original: what waits or is being made. Owned by `prepare`. */
	const underWay = new Map<string, Promise<void>>();
	const line = createSerialQueue();

	function setState(asset: Asset, state: ProxyState): void {
		states.set(asset.sha256, state);
		options.onState(asset, state);
	}

	async function make({ client, signal }: Live, asset: Asset, to: NonNullable<Asset["conversion"]>): Promise<void> {
		try {
			signal.throwIfAborted();
			setState(asset, { state: "preparing", reason: null });
			const original = await store.openOriginal(projectId, asset);
			if (original === null) throw new StoryDreamError("not_found", "The bytes of the file are missing in the store.");
			const proxy = await client.convertAsset({ name: asset.name, to }, original.body);
			await store.keepProxy(projectId, asset, proxy);
			logger.info({ projectId, asset: asset.name, bytes: proxy.bytes }, "a proxy was made");
			setState(asset, { state: "ready", reason: null });
		} catch (error) {
			await failed(asset, error, signal);
		}
	}

	/** Everything but the file's own fault is tried again by the next session. */
	async function failed(asset: Asset, error: unknown, signal: AbortSignal): Promise<void> {
		// The session ended: the next one begins with it.
		if (signal.aborted) {
			states.delete(asset.sha256);
			return;
		}
		if (error instanceof StoryDreamError && error.code === "unsupported_media") {
			const reason = `${error.message} ${error.hint}`;
			await store.keepFailure(projectId, asset, reason);
			setState(asset, { state: "failed", reason });
			return;
		}
		logger.warn({ err: error, projectId, asset: asset.name }, "a proxy could not be made yet");
		const message = error instanceof StoryDreamError ? errorFields(error).message : "The copy could not be made or kept.";
		setState(asset, {
			state: "failed",
			reason: `No playable copy yet: ${message} It is tried again when the project is opened.`,
		});
	}

	/** Waits for its turn, at most so long as `deadlines` say, and makes it. */
	async function queue(live: Live, asset: Asset, to: NonNullable<Asset["conversion"]>): Promise<void> {
		if (!(await store.needsProxy(projectId, asset))) return;
		setState(asset, { state: "waiting", reason: null });
		const late = Promise.withResolvers<void>();
		let isLate = false;
		const timer = setTimeout(() => {
			isLate = true;
			failed(asset, waitedTooLong(), live.signal).then(late.resolve, late.reject);
		}, deadlines.conversionQueueMs);
		const made = line.run(async () => {
			clearTimeout(timer);
			if (!isLate) await make(live, asset, to);
		});
		await Promise.race([made, late.promise]);
	}

	async function prepareOne(live: Live, asset: Asset): Promise<void> {
		if (asset.conversion === null || live.signal.aborted) return;
		const known = underWay.get(asset.sha256);
		if (known !== undefined) return known;
		const work = queue(live, asset, asset.conversion)
			.catch((error: unknown) => logger.warn({ err: error, projectId }, "what became of a proxy could not be stored"))
			.finally(() => underWay.delete(asset.sha256));
		underWay.set(asset.sha256, work);
		return work;
	}

	async function prepare(live: Live, assets: Asset[]): Promise<void> {
		await Promise.all(assets.map((asset) => prepareOne(live, asset)));
	}

	async function unfinished(): Promise<Asset[]> {
		const project = await records.projects.get(projectId);
		if (project === null) return [];
		const file = await repositories.readFile(projectId, project.currentCommitSha, "assets.json");
		return (file === null ? null : parseManifest(file))?.filter((asset) => asset.conversion !== null) ?? [];
	}

	return {
		states,
		prepare,
		resume(live) {
			unfinished()
				.then((assets) => prepare(live, assets))
				.catch((error: unknown) => logger.warn({ err: error, projectId }, "unfinished proxies could not be looked up"));
		},
	};
}

function waitedTooLong(): StoryDreamError {
	return new StoryDreamError("sandbox_timeout", "Other files took too long before it.");
}
