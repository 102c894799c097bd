import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { layoutOf, type SandboxPlaces } from "./config.ts";
import { Project } from "./project/index.ts";

/** Links the installed dependencies into a sandbox's folder, if somebody has not done it yet. */
export function linkModules({ dir, nodeModulesDir }: Pick<SandboxPlaces, "dir" | "nodeModulesDir">): void {
	const link = layoutOf({ dir, agentTmp: undefined }).nodeModules;
	mkdirSync(dir, { recursive: true });
	if (nodeModulesDir !== undefined && !existsSync(link)) symlinkSync(nodeModulesDir, link, "dir");
}

/**
 * Puts the template into a sandbox's folder, with the first commit, which every new project begins with; nothing where
 * a project is already. The sandbox that is started on it finds it so.
 * @returns the sha it stands at
 */
export async function prepareFolder(places: SandboxPlaces): Promise<string> {
	const layout = layoutOf({ dir: places.dir, agentTmp: undefined });
	linkModules(places);
	await mkdir(layout.tmp, { recursive: true });
	const project = new Project(layout, places.templateDir);
	const record = await project.prepare();
	await record();
	return project.head;
}
