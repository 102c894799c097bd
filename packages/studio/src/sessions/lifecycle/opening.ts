import { withDeadline } from "@storydream/kit";
import { type Asset, AssetManifest, StoryDreamError } from "@storydream/protocol";
import type { ProjectRecord } from "../../records/records.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import type { SandboxClient } from "../sandbox/client.ts";
import { SandboxUnreachable } from "../sandbox/http.ts";
import { type OpenedVersion, openNewestVersion } from "../sandbox/open-version.ts";

/** See `openProject`; within `loadMs`. Answers the project as it was opened, and what a person must know of that. */
export async function loadProject(
	projectId: string,
	client: SandboxClient,
	options: SessionsOptions & { deadlines: Deadlines; onStep: (what: string) => void },
): Promise<OpenedVersion> {
	const project = await options.records.projects.get(projectId);
	if (project === null) throw new StoryDreamError("project_not_found", "The project has been deleted.");
	const seconds = Math.round(options.deadlines.loadMs / 1000);
	return withDeadline(
		openProject(client, project, options),
		options.deadlines.loadMs,
		() => new StoryDreamError("sandbox_timeout", `The project was not open within ${seconds} seconds.`),
	);
}

/**
 * Puts a project into a sandbox that holds none: source archive, newer packs, media, transcript. A warm sandbox that
 * stands at the project's commit already gets `up_to_date`, and no file moves.
 *
 * @throws `sandbox_failed` when the sandbox does not stand at the project's head afterwards: no agent may write there
 */
async function openProject(
	client: SandboxClient,
	project: ProjectRecord,
	options: SessionsOptions & { onStep: (what: string) => void },
): Promise<OpenedVersion> {
	const { repositories } = options;
	const { currentCommitSha } = project;
	const author = options.author?.(project.userId) ?? { name: "You", email: `${project.userId}@storydream.local` };
	const query = {
		projectId: project.id,
		sha: currentCommitSha,
		userName: author.name,
		userEmail: author.email,
		...(project.agentSessionId === null ? {} : { agentSessionId: project.agentSessionId }),
	};
	const before = await client.health();
	if (before.state === "open" && before.projectId !== project.id) {
		throw new StoryDreamError("sandbox_failed", "The sandbox holds another project.");
	}
	const standsThere = before.head === currentCommitSha;
	if (!standsThere) options.onStep("Putting the project in place");
	const opened = standsThere
		? { ...(await client.openProject(query, null)), notice: null }
		: await openNewestVersion(client, project, query, options);
	const head = (await options.records.projects.get(project.id))?.currentCommitSha;
	if (opened.head !== head) {
		throw new StoryDreamError("sandbox_failed", `The sandbox stands at ${opened.head} and not at the project's version ${head}.`);
	}
	// The template's own commit has no media.
	if (!standsThere) await putAllAssets(client, { ...project, currentCommitSha: head }, options);
	if (project.agentSessionId !== null) {
		options.onStep("Bringing the conversation back");
		const transcript = await repositories.readTranscript(project.id, project.agentSessionId);
		if (transcript) await client.putTranscript(transcript);
	}
	return opened;
}

async function putAllAssets(
	client: SandboxClient,
	project: ProjectRecord,
	options: SessionsOptions & { onStep: (what: string) => void },
): Promise<void> {
	const assets = await assetsAt(project.id, project.currentCommitSha, options);
	for (const [index, asset] of assets.entries()) {
		options.onStep(`Fetching media, ${index + 1} of ${assets.length}`);
		await putAsset(client, project.id, asset, options);
	}
}

/** The media that a version names; none where its manifest can't be read. */
export async function assetsAt(
	projectId: string,
	sha: string,
	{ repositories, logger }: Pick<SessionsOptions, "repositories" | "logger">,
): Promise<Asset[]> {
	const file = await repositories.readFile(projectId, sha, "assets.json");
	if (file === null) return [];
	const assets = parseManifest(file);
	if (assets === null) logger.warn({ projectId, sha }, "assets.json can't be read: the version stands without its media");
	return assets ?? [];
}

/**
 * One asset's bytes into `public/assets/`. Bytes that are missing in the store are logged, and left out.
 * @param options.onlyMissing nothing is sent where the sandbox has the same bytes under the asset's name
 */
export async function putAsset(
	client: SandboxClient,
	projectId: string,
	asset: Asset,
	options: Pick<SessionsOptions, "assets" | "logger"> & { onlyMissing?: boolean },
): Promise<void> {
	// The hash is that of what the store has: a proxy takes the place of its original.
	if (options.onlyMissing === true) {
		const { sha256 } = await options.assets.played(projectId, asset);
		if (await client.hasAsset({ sha256, name: asset.name })) return;
	}
	const opened = await options.assets.open(projectId, asset);
	if (opened === null) {
		options.logger.error({ projectId, sha256: asset.sha256 }, "the bytes of an asset are missing in the store");
		return;
	}
	try {
		await client.putAsset({ sha256: opened.sha256, name: asset.name }, opened.body);
	} finally {
		opened.body.destroy();
	}
}

/**
 * Puts those media of a version in place that the sandbox does not have. One that can't be had keeps no other out; a sandbox
 * that does not answer is asked no more.
 * @returns whether all of them are there
 */
export async function putMissingAssets(
	client: SandboxClient,
	projectId: string,
	assets: readonly Asset[],
	options: Pick<SessionsOptions, "assets" | "logger">,
): Promise<boolean> {
	let all = true;
	for (const asset of assets) {
		try {
			await putAsset(client, projectId, asset, { ...options, onlyMissing: true });
		} catch (error) {
			all = false;
			options.logger.error(
				{ err: error, projectId, sha256: asset.sha256 },
				"media of a restored version could not be put in place",
			);
			if (error instanceof SandboxUnreachable) break;
		}
	}
	return all;
}

export function parseManifest(file: Buffer): Asset[] | null {
	try {
		const parsed = AssetManifest.safeParse(JSON.parse(file.toString("utf8")));
		return parsed.success ? parsed.data.assets : null;
	} catch {
		// Not JSON: the caller says so in the log.
		return null;
	}
}
