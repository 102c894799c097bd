import { type Asset, StoryDreamError } from "@storydream/protocol";
import type { Live } from "./bring-up.ts";
import { parseManifest } from "./opening.ts";
import type { SessionsOptions } from "./ports.ts";

/** Proxies of the media that can't be played as they are: made in the project's sandbox, kept in the store. */
export interface Proxies {
	/** Makes those that are missing, one after the other. Never rejects: failures are kept, and listed with the asset. */
	prepare(live: Live, assets: Asset[]): Promise<void>;
	/** Begins with what an earlier session left unfinished; returns at once. */
	resume(live: Live): void;
}

export function createProxies(projectId: string, options: SessionsOptions): Proxies {
	const { assets: store, repositories, records, logger } = options;
	/** Hashes of the originals that a conversion is under way for. Owned by `prepare`. */
	const underWay = new Set<string>();

	async function make({ client, signal }: Live, asset: Asset): Promise<void> {
		if (asset.conversion === null || signal.aborted || underWay.has(asset.sha256)) return;
		underWay.add(asset.sha256);
		try {
			if (!(await store.needsProxy(projectId, asset))) return;
			const original = await store.openOriginal(projectId, asset);
			if (original === null) return;
			const proxy = await client.convertAsset({ name: asset.name, to: asset.conversion }, original.body);
			await store.keepProxy(projectId, asset, proxy);
			logger.info({ projectId, asset: asset.name, bytes: proxy.bytes }, "a proxy was made");
		} catch (error) {
			// Everything but the file's own fault is tried again by the next session.
			if (error instanceof StoryDreamError && error.code === "unsupported_media") {
				await store.keepFailure(projectId, asset, `${error.message} ${error.hint}`);
			} else logger.warn({ err: error, projectId, asset: asset.name }, "a proxy could not be made yet");
		} finally {
			underWay.delete(asset.sha256);
		}
	}

	async function prepare(live: Live, assets: Asset[]): Promise<void> {
		for (const asset of assets) {
			await make(live, asset).catch((error: unknown) => {
				logger.warn({ err: error, projectId }, "what became of a proxy could not be stored");
			});
		}
	}

	async function unfinished(): Promise<Asset[]> {
		const project = await records.projects.get(projectId);
		if (project === null) return [];
		const file = await repositories.readFile(projectId, project.currentCommitSha, "assets.json");
		return (file === null ? null : parseManifest(file))?.filter((asset) => asset.conversion !== null) ?? [];
	}

	return {
		prepare,
		resume(live) {
			unfinished()
				.then((assets) => prepare(live, assets))
				.catch((error: unknown) => logger.warn({ err: error, projectId }, "unfinished proxies could not be looked up"));
		},
	};
}
