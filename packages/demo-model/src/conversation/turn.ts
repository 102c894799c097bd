import { type Storyboard, sceneSpans } from "@storydream/protocol";
import { repaired } from "../plan/repair.ts";
import { changeAnswer, nothingChanged } from "./change-answer.ts";
import { type Decision, decide } from "./decision.ts";
import { filmAnswer } from "./film-answer.ts";
import type { Answer, MessagesRequest, Said } from "./messages-api.ts";
import { CATALOG_FILES, offeredIn } from "./offered.ts";
import { sideAnswer } from "./side-calls.ts";
import { createToolbox, directoryIn, type Toolbox } from "./toolbox.ts";
import { isStoryboardFile, isTool, parseStoryboard, readTurns, storyboardIn, type ToolCall, type Turn } from "./turns.ts";
import { helpText, intentText, nothingDone, planText } from "./words.ts";

/** A film and a change are looked at in at most so many frames: pictures weigh on the conversation. */
const FRAMES_LOOKED_AT = { film: 4, edit: 2 };
const READ_ATTEMPTS = 2;
const WRITE_ATTEMPTS = 3;
const DEFAULT_INDENT = "\t";

/** What was done for the newest prompt so far, newest last. */
interface Progress {
	reads: ToolCall[];
	writes: ToolCall[];
	/** Since the last write that worked. */
	checked: ToolCall | null;
	looked: ToolCall | null;
	assets: ToolCall | null;
}

/**
 * The demo model's whole mind: from a request's messages to the next thing it says or does. It keeps nothing: what it
 * decided before it decides again, from the same prompt and the same storyboard, and comes to the same end.
 */
export function nextAnswer(request: MessagesRequest): Answer {
	const side = sideAnswer(request);
	if (side) return side;
	const turns = readTurns(request.messages);
	const turn = turns.at(-1);
	if (!turn || (turn.prompt === "" && turn.pictures === 0)) return say(helpText("Tell me what your film is about."));
	const progress = progressOf(turn);
	const tools = createToolbox(request, learntDirectory(turn));
	const early = decide({ turn, earlier: turns.slice(0, -1), current: null, files: [] });
	if (early.kind === "talk") return say(early.text);

	const read =
		progress.reads
			.map(storyboardIn)
			.filter((found) => found !== null)
			.at(-1) ?? null;
	const stuck = reading(progress, tools, turn, early);
	if (stuck) return stuck;
	const known = read ?? lastKnown(turns);
	const files = filesIn(progress.assets);
	const decision = decide({
		turn,
		earlier: turns.slice(0, -1),
		current: known?.storyboard ?? null,
		files,
		offered: offeredIn(turn),
	});
	if (decision.kind === "talk") return say(decision.text);
	if (!known && decision.kind === "edit") return say(cantRead(progress));
	if (decision.kind === "edit" && decision.notes.length === 0) return say(refusal(decision));

	const indent = known?.indent ?? DEFAULT_INDENT;
	const writing = nextWrite(progress, tools, decision, indent);
	if (writing) return writing;
	const written = lastWritten(progress) ?? decision.storyboard;
	if (!progress.checked && tools.has("check_project")) return act([], tools.check());
	const trouble = troubleIn(progress.checked);
	const repairs = progress.writes.filter((call) => worked(call)).length - 1;
	if (trouble && repairs < 1 && tools.has("Write")) {
		const mended = repaired(written, trouble);
		if (mended)
			return act(
				[{ type: "text", text: "The check found something: I'm simplifying the scene it names." }],
				tools.write(json(mended, indent)),
			);
	}
	if (!progress.looked && tools.has("look_at_frames") && !trouble) return act([], tools.look(framesToSee(written, decision)));
	return say(
		summary({
			decision,
			written,
			before: known?.storyboard ?? null,
			pictures: turn.pictures,
			files: progress.assets ? files : null,
			trouble,
		}),
	);
}

/** Reads the storyboard first, or says why that can't be done. Null: go on. */
function reading(progress: Progress, tools: Toolbox, turn: Turn, decision: Decision): Answer | null {
	const failed = progress.reads.filter((call) => call.result?.failed);
	const last = progress.reads.at(-1);
	// A write that was refused because the file changed needs a fresh look at it.
	const again =
		progress.writes.at(-1)?.result?.failed &&
		progress.writes.length < WRITE_ATTEMPTS &&
		turn.calls.at(-1) === progress.writes.at(-1);
	if (last && !last.result) return null;
	if (last && !again && (failed.length === 0 || failed.length >= READ_ATTEMPTS || progress.reads.length > failed.length))
		return null;
	if (last && !again && !/directory|exist|ENOENT|path/i.test(last.result?.text ?? "")) return null;
	if (!tools.has("Read")) return null;
	const aboutFiles =
		decision.kind === "film"
			? decision.brief.wantsPictures || decision.brief.files.length > 0
			: /\.(?:png|jpe?g|webp|gif|svg|avif)\b|\blogo\b/i.test(turn.prompt);
	const wantsFiles = aboutFiles && !progress.assets;
	const intent: Said[] = last || decision.kind !== "film" ? [] : [{ type: "text", text: intentText(decision.brief) }];
	const catalog = decision.kind === "film" && !last ? Object.values(CATALOG_FILES).flatMap((file) => tools.readFile(file)) : [];
	return act(intent, [...tools.read(), ...catalog, ...(wantsFiles ? tools.assets() : [])]);
}

/** The next attempt to write, the reason to give up, or null when the newest storyboard is on disk. */
function nextWrite(
	progress: Progress,
	tools: Toolbox,
	decision: Exclude<Decision, { kind: "talk" }>,
	indent: string,
): Answer | null {
	const last = progress.writes.at(-1);
	if (last && (!last.result || worked(last))) return null;
	if (!tools.has("Write"))
		return say(
			"I have planned the film, but this session gives me no way to write files, so nothing was changed. Open the project again, or look at the studio's log.",
		);
	if (last && (progress.writes.length >= WRITE_ATTEMPTS || refusedByPerson(last))) {
		return say(
			`I could not save the storyboard, so nothing was changed. The tool said:\n> ${firstLine(last.result?.text ?? "")}\n\nSend the message again to try once more.`,
		);
	}
	const film: Said[] = !last && decision.kind === "film" ? [{ type: "text", text: planText(decision.storyboard) }] : [];
	const again: Said[] = last ? [{ type: "text", text: "Saving again, on top of what is there now." }] : [];
	return act([...again, ...film], tools.write(json(decision.storyboard, indent)));
}

/** What the end of a turn is told from. */
interface Ending {
	decision: Exclude<Decision, { kind: "talk" }>;
	written: Storyboard;
	/** The film before the turn, as far as it is known. */
	before: Storyboard | null;
	pictures: number;
	/** Files of the project; null: nobody looked. */
	files: readonly string[] | null;
	trouble: string | null;
}

function summary({ decision, written, before, pictures, files, trouble }: Ending): string {
	const short = trouble === null ? null : firstLine(trouble);
	if (decision.kind === "film")
		return filmAnswer({ brief: decision.brief, plan: decision.plan, storyboard: written, pictures, files, trouble: short });
	const { language, notes, problems } = decision;
	return changeAnswer({ language, before, storyboard: written, notes, problems, trouble: short });
}

function refusal({ language, problems }: Extract<Decision, { kind: "edit" }>): string {
	return language === "en" ? nothingDone(problems) : nothingChanged(language, problems);
}

function progressOf(turn: Turn): Progress {
	const progress: Progress = { reads: [], writes: [], checked: null, looked: null, assets: null };
	for (const call of turn.calls) {
		if (isTool(call.name, "Read") && isStoryboardFile(call)) progress.reads.push(call);
		else if (isTool(call.name, "Write") && isStoryboardFile(call)) {
			progress.writes.push(call);
			progress.checked = null;
		} else if (isTool(call.name, "check_project")) progress.checked = call;
		else if (isTool(call.name, "look_at_frames")) progress.looked = call;
		else if (isTool(call.name, "list_assets")) progress.assets = call;
	}
	return progress;
}

function worked(call: ToolCall): boolean {
	return call.result !== null && !call.result.failed;
}

function lastWritten(progress: Progress): Storyboard | null {
	const call = progress.writes.filter(worked).at(-1);
	return typeof call?.input.content === "string" ? (parseStoryboard(call.input.content)?.storyboard ?? null) : null;
}

/** The newest storyboard the conversation knows, where it can't be read from disk. */
function lastKnown(turns: readonly Turn[]): { storyboard: Storyboard; indent: string } | null {
	return (
		turns
			.flatMap((turn) => turn.calls)
			.map(storyboardIn)
			.filter((found) => found !== null)
			.at(-1) ?? null
	);
}

function learntDirectory(turn: Turn): string | undefined {
	for (const call of turn.calls) {
		const found = call.result?.failed ? directoryIn(call.result.text) : undefined;
		if (found) return found;
	}
	return undefined;
}

/** What the check complains of; null when all is well, or when the check itself did not work here. */
function troubleIn(checked: ToolCall | null): string | null {
	if (!checked?.result || checked.result.failed) return null;
	const text = checked.result.text;
	if (/\bno (?:findings|errors|problems|issues)\b|^ok\b|\ball (?:is )?(?:well|good|fine)\b/i.test(text)) return null;
	const findings = text.split("\n").filter((line) => !/^\d+ findings?:$/.test(line.trim()) && line.trim() !== "");
	// A preview nobody has opened is no fault of the film.
	const real = findings.filter(
		(line) =>
			!/^(?:preview:|not checked:|Not everything was checked|What was checked has 0 findings|Nothing wrong was found)/.test(line),
	);
	return /\b(?:finding|error|problem|invalid|wrong|fail)/i.test(text) && real.length > 0 ? real.join("\n") : null;
}

function filesIn(assets: ToolCall | null): string[] {
	const text = assets?.result && !assets.result.failed ? assets.result.text : "";
	return [
		...new Set(
			[...text.matchAll(/assets\/([\p{L}\p{N}][\p{L}\p{N}._-]*\.(?:png|jpe?g|webp|gif|svg))/giu)].map((match) => match[1] ?? ""),
		),
	].filter(Boolean);
}

/** Well inside the scenes that changed, or spread over the film. */
function framesToSee(storyboard: Storyboard, decision: Exclude<Decision, { kind: "talk" }>): number[] {
	const spans = sceneSpans(storyboard);
	const touched = decision.kind === "edit" ? spans.filter((span) => decision.touched.has(span.id)) : [];
	const pool = touched.length > 0 ? touched : spans;
	const count = Math.min(FRAMES_LOOKED_AT[decision.kind], pool.length);
	const picked = Array.from(
		{ length: count },
		(_, index) => pool[Math.round((index * (pool.length - 1)) / Math.max(1, count - 1))],
	);
	return [...new Set(picked.flatMap((span) => (span ? [span.from + Math.floor(span.durationInFrames * 0.65)] : [])))];
}

function refusedByPerson(call: ToolCall): boolean {
	return /user (?:doesn't want|rejected|denied)|permission|not allowed|outside/i.test(call.result?.text ?? "");
}

function cantRead(progress: Progress): string {
	const why = progress.reads.at(-1)?.result;
	const reason = why?.failed
		? `the tool said “${firstLine(why.text)}”`
		: "it does not follow the storyboard's convention any more";
	return `I can't change the film: I could not read \`src/storyboard.json\` (${reason}). Restore an earlier version in the **Versions** panel, or describe a new film and I write one from the start.`;
}

function firstLine(text: string): string {
	return (
		text
			.replace(/<\/?tool_use_error>/g, "")
			.split("\n")
			.find((line) => line.trim() !== "") ?? "nothing"
	)
		.trim()
		.slice(0, 240);
}

function json(storyboard: Storyboard, indent: string): string {
	return `${JSON.stringify(storyboard, null, indent)}\n`;
}

function say(text: string): Answer {
	return { said: [{ type: "text", text }], stop: "end_turn" };
}

function act(before: Said[], calls: Said[]): Answer {
	return { said: [...before, ...calls], stop: "tool_use" };
}
