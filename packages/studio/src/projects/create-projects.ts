import { type Archives, createArchives, createGitServer, type GitServer } from "./archive.ts";
import { type Assets, createAssets } from "./assets.ts";
import { type Checks, createChecks } from "./checks.ts";
import { createPictures, type Pictures } from "./pictures.ts";

import { createProjectsCore, type ProjectsCore, type ProjectsDeps } from "./projects.ts";
import { createStoryboards, type Storyboards } from "./storyboards.ts";
import { createVersions, type Versions } from "./versions.ts";

/** Everything a person does with projects, apart from talking to the agent and exporting. */
export interface Projects extends ProjectsCore {
	readonly storyboards: Storyboards;
	readonly versions: Versions;
	readonly assets: Assets;
	readonly archives: Archives;
	readonly git: GitServer;
	readonly pictures: Pictures;
	readonly checks: Checks;
}

export function createProjects(
	deps: ProjectsDeps & {
		maxAssetBytes: number;
		tempDir: string;
		/** The film of each version is checked; else only when a person asks for it. */
		checkVersions: boolean;
	},
): Projects {
	const core = createProjectsCore(deps);
	const assets = createAssets(core, deps);
	return {
		...core,
		storyboards: createStoryboards(core, deps),
		versions: createVersions(core, deps),
		assets,
		archives: createArchives(core, assets, deps),
		git: createGitServer(core, deps),
		pictures: createPictures(core, deps),
		checks: createChecks(core, deps),
	};
}
