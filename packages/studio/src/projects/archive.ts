import { once } from "node:events";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { StoryDreamError } from "@storydream/protocol";
import { ZipArchive } from "archiver";
import { extract } from "tar-stream";
import type { User } from "../access/index.ts";
import type { Assets, OpenAsset } from "./assets.ts";
import { runGit } from "./git-process.ts";
import { assetName, slug } from "./naming.ts";
import type { ProjectsCore, ProjectsDeps } from "./projects.ts";

const DEADLINE_MS = 5 * 60_000;
const NOTICE_NAME = "REMOTION-LICENSE.md";
const NOTICE = `# About the license of Remotion

This film is an ordinary [Remotion](https://www.remotion.dev) project. Remotion is free for individuals, for companies of up to three people and
for not-for-profit organisations; other companies need a company license: see https://www.remotion.dev/license.

Open it:

    npm install
    npx remotion studio src/index.ts
`;

/** Beside `public/`: Remotion copies everything in there into each bundle. */
const ORIGINALS = "originals";
const MEDIA_NAME = "MEDIA.md";

export interface Archives {
	/**
	 * The current version as a zip: its files, a notice on Remotion's license, and its assets below public/assets/ as the
	 * film plays them, so that it opens in Remotion as it is. Where that is a converted copy, the file as it was added lies
	 * below originals/, and MEDIA.md says which belongs to which.
	 */
	zip(user: User, projectId: string): Promise<{ fileName: string; body: Readable }>;
}

export function createArchives(core: ProjectsCore, assets: Assets, deps: ProjectsDeps): Archives {
	return {
		async zip(user, projectId) {
			const project = await core.record(user, projectId);
			const sha = project.currentCommitSha;
			const folder = slug(project.name);
			const clone = await deps.repositories.clone(projectId);
			const media = await assets.openAll(projectId, sha);
			const archive = new ZipArchive({ zlib: { level: 6 } });
			const git = runGit(["-C", clone, "archive", "--format=tar", sha], { deadlineMs: DEADLINE_MS });
			const add = oneByOne(archive);
			const addStream = (bytes: Readable, entry: { name: string; store: boolean }) =>
				add(() => archive.append(bytes, entry)).finally(() => bytes.destroy());
			const fill = async (): Promise<void> => {
				const entries = git.child.stdout.pipe(extract());
				const names = new Set<string>();
				for await (const entry of entries) {
					const { name, type, mode, linkname } = entry.header;
					const path = `${folder}/${name}`;
					names.add(name);
					if (type === "file") {
						// A version has no file that does not fit into memory; media come below as streams.
						const content = await buffer(entry);
						await add(() => archive.append(content, { name: path, mode: mode ?? 0o644, date: new Date(project.updatedAt) }));
					} else {
						if (type === "symlink" && linkname) await add(() => archive.symlink(path, linkname));
						entry.resume();
					}
				}
				await git.ended;
				if (!names.has(NOTICE_NAME)) await add(() => archive.append(NOTICE, { name: `${folder}/${NOTICE_NAME}` }));
				const originals = placesOfOriginals(media, names);
				if (originals.length > 0 && !names.has(MEDIA_NAME))
					await add(() => archive.append(mediaText(originals), { name: `${folder}/${MEDIA_NAME}` }));
				for (const { played } of media) {
					const { asset } = played;
					const store = asset.kind !== "data" && asset.mediaType !== "image/svg+xml";
					await addStream(await played.open(), { name: `${folder}/public/${asset.path}`, store });
				}
				for (const { original, place } of originals) {
					await addStream(await original.open(), { name: `${folder}/${place}`, store: true });
				}
				await archive.finalize();
			};
			fill().catch((error: unknown) => {
				deps.logger.warn({ err: error, projectId }, "a zip could not be finished");
				git.child.kill("SIGKILL");
				// The reader sees a cut download, not a zip that looks whole.
				archive.destroy(error instanceof Error ? error : new Error(String(error)));
			});
			archive.once("close", () => git.child.kill("SIGKILL"));
			return { fileName: `${folder}.zip`, body: archive };
		},
	};
}

/**
 * Adds an entry to a zip and waits until its reader has taken it: the zip keeps what it is given in memory, and the streams of
 * a project's media open. Rejects when the reader has gone.
 */
function oneByOne(archive: ZipArchive): (add: () => unknown) => Promise<void> {
	const gone = new AbortController();
	archive.once("close", () => gone.abort());
	return async (add) => {
		const taken = once(archive, "entry", { signal: gone.signal });
		add();
		await taken;
	};
}

/** An asset as it was added, and its place in the zip. */
interface PlacedOriginal {
	original: OpenAsset;
	place: string;
}

/** @param names of the files of the version, which keep their places */
function placesOfOriginals(media: Awaited<ReturnType<Assets["openAll"]>>, names: ReadonlySet<string>): PlacedOriginal[] {
	const below = `${ORIGINALS}/`;
	const taken = new Set([...names].filter((name) => name.startsWith(below)).map((name) => name.slice(below.length)));
	return media.flatMap(({ original }) => {
		if (original === null) return [];
		const { name, originalName } = original.asset;
		const free = assetName(originalName ?? name, /\.[a-z0-9]{1,8}$/i.exec(originalName ?? "")?.[0] ?? "", taken);
		taken.add(free);
		return [{ original, place: `${below}${free}` }];
	});
}

function mediaText(originals: readonly PlacedOriginal[]): string {
	const rows = originals.map(({ original: { asset }, place }) => `| \`public/${asset.path}\` | \`${place}\` |`);
	return `# About the media of this film

Browsers and renders can't play every file, so the film plays converted copies of these. The files as they were added lie
beside them: edit or convert the original, and put the result in the place of the copy.

| the film plays | as it was added |
|---|---|
${rows.join("\n")}
`;
}

/** Read-only git over HTTP: what `git clone` and `git fetch` ask. */
export interface GitServer {
	/** Answer to `GET info/refs?service=git-upload-pack`. `protocol` is the `Git-Protocol` header. */
	advertise(user: User, projectId: string, protocol: string | undefined): Promise<Buffer>;
	/** Answer to `POST git-upload-pack`. */
	uploadPack(user: User, projectId: string, protocol: string | undefined, request: Readable): Promise<Readable>;
}

export function createGitServer(core: ProjectsCore, deps: ProjectsDeps): GitServer {
	/** Only the version of the protocol may be requested: the variable can carry other words. */
	function environment(protocol: string | undefined): Record<string, string> {
		const version = /(?:^|:)version=([012])(?:$|:)/.exec(protocol ?? "")?.[1];
		return version === undefined ? {} : { GIT_PROTOCOL: `version=${version}` };
	}
	return {
		async advertise(user, projectId, protocol) {
			await core.record(user, projectId);
			const clone = await deps.repositories.clone(projectId);
			const git = runGit(["upload-pack", "--stateless-rpc", "--advertise-refs", clone], {
				deadlineMs: 30_000,
				env: environment(protocol),
			});
			git.child.stdin.end();
			const [refs] = await Promise.all([buffer(git.child.stdout), git.ended]);
			// Version 2 answers its own capabilities at once; before it, a line names the service.
			if (environment(protocol).GIT_PROTOCOL === "version=2") return refs;
			return Buffer.concat([Buffer.from("001e# service=git-upload-pack\n0000"), refs]);
		},
		async uploadPack(user, projectId, protocol, request) {
			// It may break before git is there to read it, or where there is no such project.
			request.on("error", () => undefined);
			await core.record(user, projectId);
			const clone = await deps.repositories.clone(projectId);
			const git = runGit(["upload-pack", "--stateless-rpc", clone], { deadlineMs: DEADLINE_MS, env: environment(protocol) });
			const broken = (): void => {
				git.child.kill("SIGKILL");
				git.child.stdout.destroy(new StoryDreamError("bad_request", "The request is not one that git makes, or it broke off."));
			};
			if (request.errored) broken();
			else request.once("error", broken).pipe(git.child.stdin);
			git.ended.catch((error: unknown) => deps.logger.debug({ err: error, projectId }, "a git fetch ended early"));
			git.child.stdout.once("close", () => git.child.kill("SIGKILL"));
			return git.child.stdout;
		},
	};
}
