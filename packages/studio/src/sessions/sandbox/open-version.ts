import { type LeftOutList, type OpenedProject, type OpenProjectQuery, StoryDreamError, type Version } from "@storydream/protocol";
import type { ProjectRecord } from "../../records/records.ts";
import type { SessionsOptions } from "../ports.ts";
import type { SandboxClient } from "./client.ts";

/** So many versions before the newest are tried. */
const OLDER_VERSIONS = 10;
/** The version itself is the reason: it would fail the same way everywhere, at any time. */
const OF_THE_VERSION: ReadonlySet<string> = new Set(["bad_request", "too_large", "version_broken"]);
/** The stored archive, or a pack behind it, may be the reason: the history itself may be whole. */
const OF_THE_ARCHIVE: ReadonlySet<string> = new Set([...OF_THE_VERSION, "storage_failed", "conflict"]);

/** What opening asks of a sandbox. */
export type OpeningClient = Pick<SandboxClient, "openProject" | "addBundle">;

/** What was opened, and what a person must know of it. */
export interface OpenedVersion {
	/** Where project and sandbox stand now. */
	head: string;
	leftOut: LeftOutList;
	/** A sentence, when it is not the version that was the newest. */
	notice: string | null;
}

/**
 * Puts the newest version into a sandbox: from its stored archive; else from the history; else the newest older version
 * that opens, which then becomes a version of its own on top: history loses nothing.
 * @throws what the newest version failed with, when no version opens
 */
export async function openNewestVersion(
	client: OpeningClient,
	project: ProjectRecord,
	query: OpenProjectQuery,
	{ repositories, logger }: Pick<SessionsOptions, "repositories" | "logger">,
): Promise<OpenedVersion> {
	const newest = project.currentCommitSha;
	const openFresh = async (sha: string) =>
		client.openProject({ ...query, sha }, await repositories.sourceOf(project.id, sha, { fresh: true }));

	try {
		return { ...(await openStored(client, project.id, query, repositories)), notice: null };
	} catch (error) {
		if (!isOneOf(OF_THE_ARCHIVE, error)) throw error;
		logger.warn({ err: error, projectId: project.id }, "a project did not open from its stored archive");
	}
	try {
		return { ...(await openFresh(newest)), notice: null };
	} catch (error) {
		if (!isOneOf(OF_THE_VERSION, error)) throw error;
		logger.error({ err: error, projectId: project.id, sha: newest }, "the newest version can't be opened");
		const { versions } = await repositories.versions(project.id, { limit: OLDER_VERSIONS + 1 });
		for (const version of versions.filter(({ sha }) => sha !== newest)) {
			if (!(await opens(() => openFresh(version.sha)))) continue;
			const head = await revertTo(version, newest, project.id, repositories);
			return { ...(await openFresh(head)), notice: fallbackSentence(versions, newest, version) };
		}
		throw error;
	}
}

/** From the stored archive and the packs after it. */
async function openStored(
	client: OpeningClient,
	projectId: string,
	query: OpenProjectQuery,
	repositories: SessionsOptions["repositories"],
): Promise<OpenedProject> {
	const source = await repositories.openSource(projectId);
	try {
		let opened = await client.openProject({ ...query, sha: source.sourceSha }, source.source);
		for (const bundle of source.bundles) opened = await client.addBundle(bundle.body);
		return opened;
	} finally {
		// Those that were read to their end are closed already.
		source.source.destroy();
		for (const bundle of source.bundles) bundle.body.destroy();
	}
}

async function opens(open: () => Promise<unknown>): Promise<boolean> {
	try {
		await open();
		return true;
	} catch (error) {
		if (!isOneOf(OF_THE_VERSION, error)) throw error;
		return false;
	}
}

async function revertTo(
	version: Pick<Version, "sha" | "title">,
	from: string,
	projectId: string,
	repositories: SessionsOptions["repositories"],
): Promise<string> {
	const title = `Restore “${version.title}”: the version after it could not be opened`.slice(0, 200);
	const result = await repositories.revert(projectId, { from, to: version.sha, title });
	if (!result.published) throw new StoryDreamError("stale_head", "The project was changed from elsewhere while it was opened.");
	return result.project.currentCommitSha;
}

function fallbackSentence(
	versions: readonly Pick<Version, "sha" | "title">[],
	newest: string,
	opened: Pick<Version, "title">,
): string {
	const broken = versions.find(({ sha }) => sha === newest)?.title ?? "the newest version";
	return `The newest version (“${broken}”) could not be opened, so the project stands at “${opened.title}” again. The newest one stays in the list of versions.`;
}

function isOneOf(codes: ReadonlySet<string>, error: unknown): boolean {
	return error instanceof StoryDreamError && codes.has(error.code);
}
