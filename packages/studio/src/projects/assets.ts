import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createKeyedLock } from "@storydream/kit";
import { type Asset, type AssetList, AssetManifest, StoryDreamError } from "@storydream/protocol";
import type { User } from "../access/index.ts";
import { assetPath, originalOf, playedFileOf, proxyState, type StoredFile } from "./asset-bytes.ts";
import { conversionOf, playedType } from "./conversion.ts";
import { assertUsable, type MediaFacts, type MediaType, mediaFacts, normalizeText, shortName, sniffMedia } from "./media.ts";
import { assetName, originalName } from "./naming.ts";
import type { ProjectsCore, ProjectsDeps } from "./projects.ts";

/** Files of one request. */
export const MAX_ASSETS_AT_ONCE = 20;
/** Assets of one project: the manifest is one file in git that every edit rewrites. */
const MAX_ASSETS = 500;

export interface OpenAsset {
	asset: Asset;
	bytes: number;
	/** Of these bytes. */
	sha256: string;
	/** Both ends included. */
	open(range?: { start: number; end: number }): Promise<Readable>;
}

export interface Assets {
	list(user: User, projectId: string): Promise<AssetList>;
	/**
	 * Takes files in as they stream, and puts all of them into the project as one version. A file over the limit, or of a
	 * kind a film can't use, throws (`too_large`, `unsupported_media`) and then none of the request is added.
	 */
	add(user: User, projectId: string, files: AsyncIterable<{ name: string; body: Readable }>): Promise<AssetList>;
	/** Takes an asset out of the film's folder; versions that used it keep it. */
	remove(user: User, projectId: string, name: string): Promise<AssetList>;
	/** What the film plays of it; or, where that is a proxy, its original. */
	open(user: User, projectId: string, name: string, options?: { original: boolean }): Promise<OpenAsset>;
	/** Everything that is in a version, for the zip; `original` where the film plays a proxy. */
	openAll(projectId: string, sha: string): Promise<{ played: OpenAsset; original: OpenAsset | null }[]>;
}

export function createAssets(
	core: ProjectsCore,
	deps: ProjectsDeps & { maxAssetBytes: number /** For uploads under way. */; tempDir: string },
): Assets {
	const { records, objects, repositories, sessions } = deps;
	const oneAtATime = createKeyedLock();

	async function manifest(projectId: string, sha: string): Promise<Asset[]> {
		const file = await repositories.readFile(projectId, sha, "assets.json");
		if (file === null) return [];
		try {
			return AssetManifest.parse(JSON.parse(file.toString("utf8"))).assets;
		} catch (error) {
			throw new StoryDreamError("conflict", "The project's assets.json was changed by hand and can't be read any more.", {
				hint: "Restore the version before that change.",
				cause: error,
			});
		}
	}

	async function current(projectId: string): Promise<Asset[]> {
		const project = await records.projects.get(projectId);
		if (project === null) throw new StoryDreamError("project_not_found", "There is no such project.");
		return manifest(projectId, project.currentCommitSha);
	}

	async function receive(folder: string, file: { name: string; body: Readable }, index: number): Promise<Received> {
		const path = join(folder, String(index));
		const name = originalName(file.name);
		const hash = createHash("sha256");
		let bytes = 0;
		const count = new Transform({
			transform(chunk: Buffer, _encoding, done) {
				bytes += chunk.length;
				if (bytes > deps.maxAssetBytes) {
					done(
						new StoryDreamError(
							"too_large",
							`“${shortName(name)}” is larger than ${megabytes(deps.maxAssetBytes)}, the most a file may have.`,
							{ hint: "Compress or shorten it, or raise MAX_ASSET_BYTES." },
						),
					);
					return;
				}
				hash.update(chunk);
				done(null, chunk);
			},
		});
		await pipeline(file.body, count, createWriteStream(path)).catch((error: unknown) => {
			if (isFull(error)) {
				throw new StoryDreamError("storage_full", "The disk is full: the file was not added.", { cause: error });
			}
			throw error instanceof StoryDreamError ? error : (brokenUpload(file.body) ?? error);
		});
		if (bytes === 0) throw new StoryDreamError("bad_request", `“${shortName(name)}” is empty.`);
		const type = await sniffMedia(path, name);
		const facts = await mediaFacts(path, type);
		await assertUsable(path, name, type, facts);
		const conversion = conversionOf(name, type, facts);
		const sha256 = hash.digest("hex");
		if (!(await normalizeText(path, type)))
			return { path, name, bytes, sha256, type: playedType(type, conversion), facts, conversion };
		const text = await readFile(path);
		return { path, name, bytes: text.length, sha256: createHash("sha256").update(text).digest("hex"), type, facts, conversion };
	}

	return {
		async list(user, projectId) {
			const project = await core.record(user, projectId);
			return listed(projectId, await manifest(projectId, project.currentCommitSha));
		},
		async add(user, projectId, files) {
			await core.record(user, projectId);
			await mkdir(deps.tempDir, { recursive: true });
			const folder = await mkdtemp(join(deps.tempDir, "upload-"));
			try {
				const received: Received[] = [];
				for await (const file of files) received.push(await receive(folder, file, received.length));
				if (received.length === 0) throw new StoryDreamError("bad_request", "There is no file in the request.");
				return await oneAtATime(projectId, async () => {
					const before = await current(projectId);
					if (before.length + received.length > MAX_ASSETS) {
						throw new StoryDreamError("too_large", `A project has at most ${MAX_ASSETS} assets; this one has ${before.length}.`, {
							hint: "Remove some that the film does not use.",
						});
					}
					const added: Asset[] = [];
					const taken = new Set(before.map((asset) => asset.name));
					for (const file of received) {
						// The same bytes under the same name, sent twice: nothing to add.
						const name = assetName(file.name, file.type.extension, new Set());
						const isSame = (asset: Asset) =>
							asset.sha256 === file.sha256 &&
							(asset.originalName === null ? asset.name === name : asset.originalName === file.name);
						if (before.some(isSame) || added.some(isSame)) continue;
						const free = assetName(file.name, file.type.extension, taken);
						taken.add(free);
						await objects.putFile(assetPath(projectId, file.sha256, file.type.extension), file.path, {
							mode: "write-once",
							contentType: file.type.mediaType,
						});
						added.push({
							name: free,
							originalName: file.name,
							path: `assets/${free}`,
							sha256: file.sha256,
							bytes: file.bytes,
							mediaType: file.type.mediaType,
							kind: file.type.kind,
							width: file.facts.width,
							height: file.facts.height,
							duration: file.facts.duration,
							codecs: codecsOf(file.facts),
							conversion: file.conversion,
							createdAt: new Date().toISOString(),
						});
					}
					const assets = [...before, ...added];
					if (added.length > 0) await sessions.putAssets(projectId, { title: titleFor(added), assets, added, removed: [] });
					return listed(projectId, assets);
				});
			} finally {
				await rm(folder, { recursive: true, force: true });
			}
		},
		async remove(user, projectId, name) {
			await core.record(user, projectId);
			return oneAtATime(projectId, async () => {
				const before = await current(projectId);
				const assets = before.filter((asset) => asset.name !== name);
				if (assets.length === before.length) throw notThere(name);
				const removed = before.find((asset) => asset.name === name);
				const title = `Remove ${shortName(removed?.originalName ?? name)}`;
				await sessions.putAssets(projectId, { title, assets, added: [], removed: [name] });
				return listed(projectId, assets);
			});
		},
		async open(user, projectId, name, options) {
			const project = await core.record(user, projectId);
			const asset = (await manifest(projectId, project.currentCommitSha)).find((one) => one.name === name);
			if (asset === undefined) throw notThere(name);
			const file = await (options?.original ? originalOf : playedFileOf)(objects, projectId, asset);
			const opened = file === null ? null : openFile(asset, file);
			if (opened === null) throw new StoryDreamError("not_found", `The bytes of ${name} are missing in the store.`);
			return opened;
		},
		async openAll(projectId, sha) {
			const opened: Awaited<ReturnType<Assets["openAll"]>> = [];
			for (const asset of await manifest(projectId, sha)) {
				const file = await playedFileOf(objects, projectId, asset);
				if (file === null) continue;
				const original = file.sha256 === asset.sha256 ? null : await originalOf(objects, projectId, asset);
				opened.push({ played: openFile(asset, file), original: original && openFile(asset, original) });
			}
			return opened;
		},
	};

	async function listed(projectId: string, assets: Asset[]): Promise<AssetList> {
		const underWay = sessions.proxyStates(projectId);
		const stateOf = (asset: Asset) => proxyState(objects, projectId, asset, underWay.get(asset.sha256));
		return { assets: await Promise.all(assets.map(async (asset) => ({ ...asset, proxy: await stateOf(asset) }))) };
	}

	function openFile(asset: Asset, { path, bytes, sha256 }: StoredFile): OpenAsset {
		return {
			asset,
			bytes,
			sha256,
			async open(range) {
				const opened = await objects.open(path, range);
				if (opened === null) throw new StoryDreamError("not_found", `The bytes of ${asset.name} are missing in the store.`);
				return opened.body;
			},
		};
	}
}

interface Received {
	path: string;
	name: string;
	bytes: number;
	sha256: string;
	type: MediaType;
	facts: MediaFacts;
	conversion: Asset["conversion"];
}

function codecsOf({ container }: MediaFacts): string[] {
	return [container?.video, container?.audio].filter((codec) => codec !== null && codec !== undefined);
}

/** The client's fault, when the body itself ended with an error: it was cut, or its connection broke. */
function brokenUpload(body: Readable): StoryDreamError | null {
	return body.errored === null && !body.readableAborted ? null : uploadBrokeOff(body.errored);
}

/** @param cause what the reader of the form said */
export function uploadBrokeOff(cause: unknown): StoryDreamError {
	return new StoryDreamError("bad_request", "The upload broke off: the files did not arrive completely.", {
		hint: "Add them again.",
		cause,
	});
}

function titleFor(added: Asset[]): string {
	const [first, ...others] = added;
	if (first === undefined) return "Add assets";
	const name = shortName(first.originalName ?? first.name);
	return others.length === 0 ? `Add ${name}` : `Add ${name} and ${others.length} more`;
}

function notThere(name: string): StoryDreamError {
	return new StoryDreamError("not_found", `There is no asset named ${name} in this project.`, {
		hint: "Load the list of assets again.",
	});
}

function megabytes(bytes: number): string {
	return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.round(bytes / 1000)} kB`;
}

function isFull(error: unknown): boolean {
	return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
