import { createSdkMcpServer, type McpSdkServerConfigWithInstance, tool } from "@anthropic-ai/claude-agent-sdk";
import { withDeadline } from "@storydream/kit";
import { filmDurationInFrames, leftOutLine, type PreviewError, StoryDreamError, sceneSpans } from "@storydream/protocol";
import { z } from "zod";
import type { FilmChecks } from "../checks/index.ts";
import type { CommandEnd, Commands } from "../commands/index.ts";
import type { CameraPort, PreviewPort } from "../ports.ts";
import { type AssetFacts, type LeftOutPaths, readStoryboard, storyboardProblem } from "../project/index.ts";
import { type CatalogEntry, catalogEntries, catalogText, filmSources, KINDS } from "./catalog/index.ts";
import { relativePaths } from "./titles.ts";
import { checkTypes } from "./type-check.ts";

const LOOK_TIMEOUT_MS = 30_000;
const CHECK_LOOK_TIMEOUT_MS = 60_000;
const PICTURE_SIZE = 960;
const MAX_FINDINGS = 25;
/** A call of one of our tools ends after this long, whatever happens; only commands may take longer. */
const TOOL_TIMEOUT_MS = 120_000;
const COMMAND_SECONDS = 120;
const MAX_COMMAND_SECONDS = 600;
/** For the SDK: longer than the longest of them, which ends by itself. */
const SERVER_TIMEOUT_MS = (MAX_COMMAND_SECONDS + 60) * 1000;

export interface ToolParts {
	projectDir: string;
	preview: () => PreviewPort | null;
	camera: () => Promise<CameraPort>;
	assets: { list(): Promise<AssetFacts[]>; probe(path: string): Promise<AssetFacts> };
	checks: Pick<FilmChecks, "checkForAgent" | "takeNote">;
	/** What the next save would leave out of the version. */
	leftOut: () => Promise<LeftOutPaths>;
	/** Null where commands can't be held: the tool is not offered. */
	commands: Pick<Commands, "run"> | null;
	/** Programs that read the project run inside walls of their own: on Linux, where commands do. */
	walled: boolean;
}

type ToolContent = { type: "text"; text: string } | { type: "image"; data: string; mimeType: string };
type ToolAnswer = { content: ToolContent[]; isError?: boolean };

/** The tools we give to the agent, in-process and always loaded. */
export function createTools(parts: ToolParts): McpSdkServerConfigWithInstance {
	const answer: Answering = async (work, deadlineMs) => withRelativePaths(await answering(work, deadlineMs), parts.projectDir);
	return createSdkMcpServer({
		name: "storydream",
		version: "1.0.0",
		alwaysLoad: true,
		timeout: SERVER_TIMEOUT_MS,
		tools: [
			...(parts.commands ? [commandTool(parts.commands, answer)] : []),
			tool(
				"check_project",
				"Checks types, the storyboard and what the preview shows. Run it after changes; finished means no findings.",
				{},
				() => answer(() => checkProject(parts)),
			),
			tool(
				"check_film",
				"Measures the drawn film: text that is cut, too small, hard to read, on other text or gone too soon; empty or frozen scenes, flashes, missing media, and what was asked and is not shown. Run it when check_project finds nothing.",
				{},
				() => answer(async () => ({ content: [{ type: "text", text: await parts.checks.checkForAgent() }] })),
			),
			tool(
				"look_at_frames",
				"Pictures of the film as the preview paints it now. Give frames of the film (at most 8), or a scene's id for its start, middle and end.",
				{ frames: z.array(z.int().min(0)).max(8).optional(), sceneId: z.string().optional() },
				(input) => answer(() => lookAtFrames(parts, input)),
			),
			tool(
				"find_in_catalog",
				"What this film can use, by words: scenes with props and layouts, looks, objects, icons, transitions, backdrops, sounds. Without a query: an overview.",
				{ query: z.string().max(200).optional(), kind: z.enum(KINDS).optional() },
				({ query = "", kind }) => answer(async () => textAnswer(catalogText(await entriesOf(parts), query, kind))),
			),
			tool("list_assets", "Lists the media a film can use: path for staticFile(), size, length.", {}, () =>
				answer(() => listAssets(parts)),
			),
			tool("probe_asset", "Facts of one file below public/: size in pixels, length, codecs.", { path: z.string() }, ({ path }) =>
				answer(async () => textAnswer(describeAsset(await parts.assets.probe(path)))),
			),
		],
	});
}

function commandTool(commands: Pick<Commands, "run">, answer: Answering) {
	return tool(
		"run_command",
		"Runs a line of bash in the project's folder: exit code, then output. No network; write only in the project and $TMPDIR, and end no process that you have not started. Each call is a new shell, and nothing it starts lives on.",
		{
			command: z.string().min(1).max(30_000),
			description: z.string().optional().describe("What it does, in a few words for the person who watches"),
			timeoutSeconds: z.int().min(1).max(MAX_COMMAND_SECONDS).optional().describe(`${COMMAND_SECONDS} unless given`),
		},
		({ command, timeoutSeconds = COMMAND_SECONDS }) =>
			answer(
				async () => {
					const end = await commands.run(command, timeoutSeconds * 1000);
					return { content: [{ type: "text", text: commandText(end, timeoutSeconds) }], isError: end.exitCode !== 0 };
				},
				timeoutSeconds * 1000 + TOOL_TIMEOUT_MS,
			),
	);
}

const textAnswer = (text: string): ToolAnswer => ({ content: [{ type: "text", text }] });

type Answering = (work: () => Promise<ToolAnswer>, deadlineMs?: number) => Promise<ToolAnswer>;

/** A result without the folders of this machine: the project's files are named as the project names them. */
function withRelativePaths(answer: ToolAnswer, projectDir: string): ToolAnswer {
	const content = answer.content.map((part) =>
		part.type === "text" ? { ...part, text: relativePaths(part.text, projectDir) } : part,
	);
	return { ...answer, content };
}

/** How a command ended, in its first line; then what it printed. */
export function commandText(end: CommandEnd, timeoutSeconds: number): string {
	const how = {
		exited: end.exitCode === null ? `Ended by ${end.signal ?? "a signal"}.` : `Exit code ${end.exitCode}.`,
		timeout: `Ended after ${timeoutSeconds} s, its time was up; with all it had started. Split the work, or set timeoutSeconds.`,
		stopped: "Stopped.",
	}[end.how];
	const printed = end.output.trimEnd();
	return printed === "" ? `${how} It printed nothing.` : `${how}\n${printed}`;
}

async function answering(work: () => Promise<ToolAnswer>, deadlineMs = TOOL_TIMEOUT_MS): Promise<ToolAnswer> {
	const late = () => new StoryDreamError("sandbox_timeout", "This took too long.", { hint: "Go on without it." });
	try {
		return await withDeadline(work(), deadlineMs, late);
	} catch (error) {
		const text =
			error instanceof StoryDreamError ? `${error.message} ${error.hint}` : "This did not work here; go on without it.";
		return { content: [{ type: "text", text }], isError: true };
	}
}

/** What the film can use, by its code as it is now. */
async function entriesOf(parts: ToolParts): Promise<CatalogEntry[]> {
	const catalog = parts.preview()?.currentCatalog() ?? (await (await parts.camera()).catalog(LOOK_TIMEOUT_MS));
	if (catalog === null)
		throw new StoryDreamError("not_found", "This film has no list of scenes in src/scenes/index.ts.", {
			hint: "Run check_project: an error may keep it from loading.",
		});
	return catalogEntries(await filmSources(parts.projectDir, catalog));
}

/** Everything that is wrong with the project, as short lines with file and line. */
async function checkProject(parts: ToolParts): Promise<ToolAnswer> {
	const catalog = parts.preview()?.currentCatalog() ?? null;
	const problem = await storyboardProblem({ projectDir: parts.projectDir, catalog });
	const typesAt = checkTypes(parts.projectDir, { walled: parts.walled });
	const findings: string[] = [];
	if (problem) findings.push(`storyboard: ${problem}`);
	const unchecked: string[] = [];
	let seen: PreviewError[] = [];
	// Some errors only show when a frame is painted: the camera goes through the film.
	try {
		const camera = await parts.camera();
		const { errors, undrawn, drawable } = await camera.inspect(CHECK_LOOK_TIMEOUT_MS);
		seen = errors;
		if (undrawn.length > 0) unchecked.push(`no frame was drawn in time of ${scenesNamed(undrawn)}`);
		if (!drawable) unchecked.push("no frame of the film was drawn: there is nothing to draw before its errors are mended");
	} catch (error) {
		const why = error instanceof StoryDreamError ? `: ${error.message}` : "";
		unchecked.push(`the preview could not be looked at${why}`);
	}
	const preview = parts.preview();
	const said = preview?.storyboardProblem() ?? null;
	if (said && !problem) findings.push(`storyboard: ${said}`);
	const types = await typesAt;
	findings.push(...types.findings);
	if (types.unchecked !== null) unchecked.push(types.unchecked);
	findings.push(...distinctErrors([...seen, ...(preview?.errors() ?? [])]).map(describeError));
	const unsaved = await leftOutLines(parts);
	return textAnswer([checkText([...new Set(findings)], unchecked), ...unsaved].join("\n"));
}

/** Paths that the version of this turn will not hold, one a line: reported while the agent can still rename or move them. */
async function leftOutLines(parts: ToolParts): Promise<string[]> {
	const { count, paths } = await parts.leftOut();
	const lines = paths.slice(0, MAX_FINDINGS).map((path) => `not saved in the version: ${leftOutLine(path)}`);
	return count > lines.length ? [...lines, `… and ${count - lines.length} more that are not saved`] : lines;
}

function scenesNamed(ids: string[]): string {
	const more = ids.length > MAX_FINDINGS ? ` and ${ids.length - MAX_FINDINGS} more` : "";
	return `${ids.length === 1 ? "the scene" : "the scenes"} ${ids.slice(0, MAX_FINDINGS).join(", ")}${more}`;
}

/** The answer of `check_project`. What could not be checked is said first, so that nobody takes silence for success. */
export function checkText(findings: string[], unchecked: string[]): string {
	const rest = unchecked.length === 0 ? [] : ["Not everything was checked:", ...unchecked.map((why) => `not checked: ${why}`)];
	if (findings.length === 0) {
		if (rest.length === 0) return "No findings: types, storyboard and preview are fine.";
		return [...rest, "What was checked has 0 findings; check again before you call it done."].join("\n");
	}
	const more = findings.length > MAX_FINDINGS ? [`… and ${findings.length - MAX_FINDINGS} more`] : [];
	const head = `${findings.length} finding${findings.length === 1 ? "" : "s"}:`;
	return [...rest, head, ...findings.slice(0, MAX_FINDINGS), ...more].join("\n");
}

function distinctErrors(errors: PreviewError[]): PreviewError[] {
	return [...new Map(errors.map((error) => [error.key, error])).values()];
}

/** An error of the preview as one line for the agent. */
export function describeError(error: PreviewError): string {
	const where = [
		error.file,
		error.component ? `in ${error.component}` : undefined,
		error.sceneId ? `scene ${error.sceneId}` : undefined,
		error.frame === undefined ? undefined : `frame ${error.frame}`,
	].filter((part) => part !== undefined);
	return `${error.kind}: ${error.message.split("\n").slice(0, 3).join(" ").slice(0, 500)}${where.length > 0 ? ` (${where.join(", ")})` : ""}`;
}

async function lookAtFrames(
	parts: ToolParts,
	input: { frames?: number[] | undefined; sceneId?: string | undefined },
): Promise<ToolAnswer> {
	const { storyboard } = await readStoryboard(parts.projectDir);
	let frames = input.frames ?? [];
	if (frames.length === 0 && input.sceneId !== undefined) {
		const span = storyboard ? sceneSpans(storyboard).find((candidate) => candidate.id === input.sceneId) : undefined;
		if (!span) {
			const known = storyboard?.scenes.map((scene) => scene.id).join(", ") ?? "none";
			throw new StoryDreamError("not_found", `There is no scene “${input.sceneId}”.`, { hint: `Scenes: ${known}.` });
		}
		frames = [0.2, 0.55, 0.9].map((part) => span.from + Math.floor(span.durationInFrames * part));
	}
	if (frames.length === 0 && storyboard)
		frames = spread(
			sceneSpans(storyboard).map((span) => span.from + Math.floor(span.durationInFrames * 0.6)),
			8,
		);
	if (storyboard) {
		const last = filmDurationInFrames(storyboard) - 1;
		frames = [...new Set(frames.map((frame) => Math.min(frame, last)))];
	}
	const camera = await parts.camera();
	const { pictures } = await camera.take({ frames, size: PICTURE_SIZE, timeoutMs: LOOK_TIMEOUT_MS });
	const fps = storyboard?.fps ?? parts.preview()?.video()?.fps ?? 30;
	const spans = storyboard ? sceneSpans(storyboard) : [];
	const content: ToolContent[] = pictures.flatMap((picture): ToolContent[] => {
		const place = spans.findLastIndex(
			({ from, durationInFrames }) => picture.frame >= from && picture.frame < from + durationInFrames,
		);
		// The first line is also what a person reads below the picture.
		const label = `Frame ${picture.frame} (${(picture.frame / fps).toFixed(1)} s${place < 0 ? "" : `, scene ${place + 1}`})${place < 0 ? "" : `\nscene id: ${spans[place]?.id}`}`;
		return [
			{ type: "text", text: label },
			{ type: "image", data: picture.data, mimeType: picture.mediaType },
		];
	});
	const errors = parts.preview()?.errors() ?? [];
	if (errors.length > 0)
		content.push({ type: "text", text: `The preview shows errors:\n${errors.map(describeError).join("\n")}` });
	return { content };
}

async function listAssets(parts: ToolParts): Promise<ToolAnswer> {
	const assets = await parts.assets.list();
	return textAnswer(assets.length === 0 ? "There are no media in this project yet." : assets.map(describeAsset).join("\n"));
}

function describeAsset(asset: AssetFacts): string {
	const facts = [
		asset.name === undefined ? undefined : `“${asset.name}”`,
		asset.kind,
		asset.width && asset.height ? `${asset.width}x${asset.height}` : undefined,
		asset.duration === undefined ? undefined : `${asset.duration} s`,
		asset.codecs?.join("+"),
		asset.bytes >= 1_000_000 ? `${(asset.bytes / 1_000_000).toFixed(1)} MB` : `${Math.ceil(asset.bytes / 1000)} kB`,
	].filter((fact) => fact !== undefined && fact !== "");
	return `${asset.path} (${facts.join(", ")})`;
}

/** At most `count` of the values, evenly spread, first and last included. */
export function spread(values: number[], count: number): number[] {
	if (values.length <= count) return values;
	const picked = Array.from({ length: count }, (_, index) => values[Math.round((index * (values.length - 1)) / (count - 1))]);
	return picked.filter((value) => value !== undefined);
}
