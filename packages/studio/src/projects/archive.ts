import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";
import { extract } from "tar-stream";
import type { User } from "../access/index.ts";
import type { Assets } from "./assets.ts";
import { runGit } from "./git-process.ts";
import { slug } from "./naming.ts";
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

export interface Archives {
	/** The current version as a zip: its files, its assets below public/assets/, and a notice on Remotion's license. */
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
			const fill = async (): Promise<void> => {
				const entries = git.child.stdout.pipe(extract());
				let hasNotice = false;
				for await (const entry of entries) {
					const { name, type, mode, linkname } = entry.header;
					const path = `${folder}/${name}`;
					if (name === NOTICE_NAME) hasNotice = true;
					if (type === "file") {
						// Files in git are small; media come below as streams.
						archive.append(await buffer(entry), { name: path, mode: mode ?? 0o644, date: new Date(project.updatedAt) });
					} else {
						if (type === "symlink" && linkname) archive.symlink(path, linkname);
						entry.resume();
					}
				}
				await git.ended;
				if (!hasNotice) archive.append(NOTICE, { name: `${folder}/${NOTICE_NAME}` });
				for (const { asset, open } of media) {
					const store = asset.kind !== "data" && asset.mediaType !== "image/svg+xml";
					archive.append(await open(), { name: `${folder}/public/${asset.path}`, store });
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

/** Read-only git over HTTP: what `git clone` and `git fetch` ask. */
export interface GitServer {
	/** Answer to `GET info/refs?service=git-upload-pack`. `protocol` is the `Git-Protocol` header. */
	advertise(user: User, projectId: string, protocol: string | undefined): Promise<Buffer>;
	/** Answer to `POST git-upload-pack`. */
	uploadPack(user: User, projectId: string, protocol: string | undefined, request: Readable): Promise<Readable>;
}

export function createGitServer(core: ProjectsCore, deps: ProjectsDeps): GitServer {
	/** Only the version of the protocol may be asked for: the variable can carry other words. */
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
			await core.record(user, projectId);
			const clone = await deps.repositories.clone(projectId);
			const git = runGit(["upload-pack", "--stateless-rpc", clone], { deadlineMs: DEADLINE_MS, env: environment(protocol) });
			request.on("error", () => git.child.kill("SIGKILL"));
			request.pipe(git.child.stdin);
			git.ended.catch((error: unknown) => deps.logger.debug({ err: error, projectId }, "a git fetch ended early"));
			git.child.stdout.once("close", () => git.child.kill("SIGKILL"));
			return git.child.stdout;
		},
	};
}
