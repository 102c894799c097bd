import type { MessagesRequest, OfferedTool, Said } from "./messages-api.ts";
import { systemText } from "./messages-api.ts";
import { isTool } from "./turns.ts";

/** The tools a request offers, by what they are for. A tool that is not offered makes no call. */
export interface Toolbox {
	has(wanted: string): boolean;
	read(): Said[];
	/** Reads another file of the project. */
	readFile(path: string): Said[];
	write(content: string): Said[];
	check(): Said[];
	look(frames: number[]): Said[];
	assets(): Said[];
}

/** `projectDir` was learnt from an error, when the system prompt does not tell. */
export function createToolbox(request: MessagesRequest, projectDir?: string): Toolbox {
	const find = (wanted: string): OfferedTool | undefined =>
		request.tool_choice?.type === "none" ? undefined : request.tools.find((tool) => isTool(tool.name, wanted));
	const call = (wanted: string, input: Record<string, unknown>): Said[] => {
		const tool = find(wanted);
		return tool ? [{ type: "tool", name: tool.name, input }] : [];
	};
	const directory = projectDir ?? directoryIn(systemText(request));
	const path = directory ? `${directory}/src/storyboard.json` : "src/storyboard.json";
	return {
		has: (wanted) => find(wanted) !== undefined,
		read: () => call("Read", { file_path: path }),
		readFile: (file) => call("Read", { file_path: directory ? `${directory}/${file}` : file }),
		write: (content) => call("Write", { file_path: path, content }),
		check: () => call("check_project", {}),
		look: (frames) => call("look_at_frames", takes(find("look_at_frames"), "frames") ? { frames } : {}),
		assets: () => call("list_assets", {}),
	};
}

function takes(tool: OfferedTool | undefined, field: string): boolean {
	return tool?.input_schema?.properties?.[field] !== undefined;
}

/** Where the project lies, if the system prompt tells: quoted where the path may hold a space. */
export function directoryIn(text: string): string | undefined {
	const said =
		/(?:project is at|[Ww]orking directory(?: is)?:?|cwd(?: is)?:?|<cwd>)\s*(?:("\/(?:[^"\\\n]|\\["\\])*")|[`']?(\/[^\s`"'<]*))/.exec(
			text,
		);
	const [, quoted, bare] = said ?? [];
	if (quoted !== undefined) return quoted.slice(1, -1).replace(/\\(["\\])/g, "$1");
	return bare?.replace(/[.,;:/]+$/, "") || undefined;
}
