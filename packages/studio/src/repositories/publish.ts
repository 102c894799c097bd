import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { CommitSha, StoryDreamError, type VideoSettings } from "@storydream/protocol";
import { conflictPath, packPath } from "../objects/layout.ts";
import type { ProjectRecord } from "../records/records.ts";
import { type BundleHeader, readBundleHeader } from "./bundle-header.ts";
import { setRef, takeBundle, takeRefused } from "./clones.ts";
import { type Context, findProject } from "./context.ts";
import { GitFailure, git } from "./git.ts";
import type { PublishResult } from "./repositories.ts";
import { spool } from "./spool.ts";

export interface Commits {
	expectedHead: string;
	newHead: string;
	bundle: Buffer | Readable;
	agentSessionId?: string | null;
	video?: VideoSettings | null;
}

/** A bundle on this machine, with its name as an object. */
interface Pack {
	file: string;
	sha256: string;
	bytes: number;
	header: BundleHeader;
}

/** One turn's commits weigh a few kB; media is not in git. */
const MAX_BUNDLE_BYTES = 1_000_000_000;
/** How often a head move is tried again because history was compacted by another process in between. */
const MAX_ATTEMPTS = 5;

/** See Repositories.publish. The project's lock is held. */
export async function publish(context: Context, projectId: string, commits: Commits): Promise<PublishResult> {
	const { expectedHead, newHead } = commits;
	if (!CommitSha.safeParse(expectedHead).success || !CommitSha.safeParse(newHead).success || expectedHead === newHead) {
		throw new StoryDreamError("bad_request", "New commits are published from one commit to another.");
	}
	const file = context.clones.temporary();
	try {
		const { sha256, bytes } = await spool(commits.bundle, file, MAX_BUNDLE_BYTES);
		const header = await readBundleHeader(file);
		if (!header.refs.some((ref) => ref.sha === newHead))
			throw new StoryDreamError("bad_request", `The bundle does not end at ${newHead}.`);
		const pack: Pack = { file, sha256, bytes, header };
		const project = await findProject(context, projectId);
		if (project.currentCommitSha !== expectedHead)
			return await settleStale(context, project, newHead, (gitDir) => keepRefused(context, project.id, gitDir, pack));
		const gitDir = await takeChecked(context, project, commits, pack);
		const result = await store(context, project, commits, pack);
		if (result.published) await setRef(gitDir, "refs/heads/main", newHead);
		return result;
	} finally {
		await rm(file, { force: true });
	}
}

/** Takes the bundle into the clone, checked in every way; answers the clone. */
async function takeChecked(context: Context, project: ProjectRecord, commits: Commits, pack: Pack): Promise<string> {
	try {
		return await check(await context.clones.ensure(project), commits, pack);
	} catch (error) {
		if (!(error instanceof GitFailure)) throw error;
		// The bundle, or our clone? With a new clone it can only be the bundle.
		context.logger.warn({ projectId: project.id, error: error.message }, "a bundle did not fit; trying with a new clone");
	}
	await context.clones.dropDamaged(project.id);
	const gitDir = await context.clones.ensure(project);
	try {
		return await check(gitDir, commits, pack);
	} catch (cause) {
		if (!(cause instanceof GitFailure)) throw cause;
		throw new StoryDreamError("bad_request", "The bundle is damaged, or does not follow on the project's history.", { cause });
	}
}

async function check(gitDir: string, { expectedHead, newHead }: Commits, { file, header }: Pack): Promise<string> {
	for (const prerequisite of header.prerequisites) {
		// What the bundle builds on must be in the packs: commits the clone merely happens to hold don't count.
		if (prerequisite !== expectedHead && !(await isAncestor(gitDir, prerequisite, expectedHead))) {
			throw new GitFailure("bundle", `the bundle builds on ${prerequisite}, which is not in the project's history`);
		}
	}
	await takeBundle(gitDir, file, "foreign");
	if (!(await isAncestor(gitDir, expectedHead, newHead)))
		throw new GitFailure("bundle", `${newHead} does not follow on ${expectedHead}`);
	return gitDir;
}

/** False also when one of them is not there. */
async function isAncestor(gitDir: string, older: string, newer: string): Promise<boolean> {
	return (await git(gitDir, ["merge-base", "--is-ancestor", older, newer], { okCodes: [1, 128] })).code === 0;
}

/** The pack becomes an object first, then the head moves: a crash in between leaves an object nobody misses. */
async function store(context: Context, seen: ProjectRecord, commits: Commits, pack: Pack): Promise<PublishResult> {
	const path = packPath(seen.id, pack.sha256);
	await context.objects.putFile(path, pack.file);
	let project = seen;
	for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
		const answer = await context.projects.moveHead(project.id, {
			expectedHead: commits.expectedHead,
			newHead: commits.newHead,
			expectedPacks: project.packs.map((known) => known.sha256),
			packs: [...project.packs, { sha256: pack.sha256, bytes: pack.bytes, head: commits.newHead }],
			...(commits.agentSessionId === undefined ? {} : { agentSessionId: commits.agentSessionId }),
			...(commits.video === undefined ? {} : { video: commits.video }),
		});
		if (answer.moved) return { published: true, project: answer.project };
		const there = await context.projects.get(project.id);
		if (!there) {
			await context.objects.remove(path);
			throw new StoryDreamError("project_not_found", "The project was deleted meanwhile.");
		}
		if (there.currentCommitSha !== commits.expectedHead) {
			await context.objects.copy(path, conflictPath(there.id, pack.sha256));
			// Another process may have published the very same bytes: then they are no garbage.
			if (!there.packs.some((known) => known.sha256 === pack.sha256)) await context.objects.remove(path);
			return await settleStale(context, there, commits.newHead, (gitDir) => nameRefused(gitDir, commits.newHead));
		}
		project = there;
	}
	throw new StoryDreamError("storage_failed", "The project's history was rewritten again and again while a version was saved.");
}

/**
 * The head is not where the writer thought. Either these commits are in the history already (the answer to an earlier
 * publish was lost), or somebody else wrote: then `keep` keeps them beside it.
 */
async function settleStale(
	context: Context,
	project: ProjectRecord,
	newHead: string,
	keep: (gitDir: string) => Promise<void>,
): Promise<PublishResult> {
	const { gitDir, history } = await readHistory(context, project);
	if (history.some((entry) => entry.sha === newHead)) return { published: true, project };
	try {
		await keep(gitDir);
	} catch (error) {
		if (!(error instanceof GitFailure)) throw error;
		// For instance commits on others that were never given to us.
		context.logger.warn(
			{ projectId: project.id, newHead, error: error.message },
			"refused commits can't be read; their bundle is kept",
		);
	}
	const { currentCommitSha: head } = project;
	context.logger.warn({ projectId: project.id, newHead, head }, "a stale writer was refused; its commits are kept");
	return { published: false, head, conflictRef: `refs/conflict/${newHead}` };
}

async function readHistory(context: Context, project: ProjectRecord) {
	const read = async () => {
		const gitDir = await context.clones.ensure(project);
		return { gitDir, history: await context.histories.read(project.id, gitDir, project.currentCommitSha) };
	};
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof GitFailure)) throw error;
		await context.clones.dropDamaged(project.id);
		return await read();
	}
}

/** Keeps a refused bundle: as an object first, whatever is in it, then in the clone. */
async function keepRefused(context: Context, projectId: string, gitDir: string, pack: Pack): Promise<void> {
	await context.objects.put(conflictPath(projectId, pack.sha256), createReadStream(pack.file));
	await takeRefused(gitDir, pack.file);
}

/** Names commits that lost the race at the very end: they are in the clone, and their bundle is kept by now. */
async function nameRefused(gitDir: string, newHead: string): Promise<void> {
	await git(gitDir, ["cat-file", "-e", `${newHead}^{commit}`]);
	await setRef(gitDir, `refs/conflict/${newHead}`, newHead);
}
