import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { StoryDreamError } from "@storydream/protocol";
import { Commands } from "../commands/index.ts";
import type { Layout, SandboxConfig } from "../config.ts";
import { linkTree, readTextOrNull } from "../files/index.ts";
import { readStoryboard } from "../project/index.ts";
import { agentOptions, SKILLS } from "./options.ts";
import { Runs, type RunsOptions } from "./runs.ts";
import type { AgentSession } from "./session.ts";
import type { ToolParts } from "./tools.ts";
import { Transcripts } from "./transcript.ts";

export interface AgentParts {
	config: SandboxConfig;
	layout: Layout;
	/** Resolves with why the agent gets no commands, or null when they are held. */
	restricted: Promise<string | null>;
	tools: Omit<ToolParts, "projectDir" | "commands" | "leftOut" | "walled">;
	project: RunsOptions["project"];
	emit: RunsOptions["emit"];
	onEnded: () => void;
	log: RunsOptions["log"];
}

/** The agent of one project: its conversation, its runs and its memory. */
export interface Agent {
	readonly runs: Runs;
	readonly transcripts: Transcripts;
	/** A project is there. `resume`: the conversation to continue. */
	open(resume: string | null): void;
	/**
	 * Starts the SDK's program in advance, so that a prompt finds it waiting: somebody is writing one. Without it, the
	 * prompt does. Its 180 MB and half a second of two cores are not spent on a film that is only looked at, nor while the
	 * preview is loading.
	 */
	prepare(): void;
	/** Stores the transcript of the conversation to resume. Throws `busy` once the conversation has begun. */
	putTranscript(body: Readable): Promise<void>;
	/** Id of the conversation; null while there is none. */
	sessionId(): string | null;
	/** Process id of the SDK's program; null while it does not run. */
	pid(): number | null;
	close(): Promise<void>;
}

/** Makes the agent; nothing is started before `open`. */
export function createAgent(parts: AgentParts): Agent {
	const { config, layout, log } = parts;
	const transcripts = new Transcripts(layout.claude, layout.project);
	const redact = (text: string) => text.replaceAll(config.gatewayToken, "[token]").replaceAll(config.token, "[token]");
	const commands = new Commands({ layout, name: config.name, contained: config.contained });
	let session: Promise<AgentSession> | null = null;
	let opened: AgentSession | null = null;
	let resume: string | null = null;
	let used = false;

	const begin = (): Promise<AgentSession> => {
		session ??= (async () => {
			const reason = await parts.restricted;
			await placeSkills(layout);
			const notes = await readTextOrNull(layout.project, "CLAUDE.md");
			// The SDK is loaded with the first project: a warm sandbox waits without it.
			const [{ AgentSession }, { createTools }] = await Promise.all([import("./session.ts"), import("./tools.ts")]);
			// Made anew with each start of the program: an in-process server belongs to one of them.
			const options = () =>
				agentOptions(config, layout, {
					restricted: reason !== null,
					notes,
					mcpServers: {
						storydream: createTools({
							...parts.tools,
							projectDir: layout.project,
							leftOut: () => parts.project.leftOut(),
							commands: reason === null ? commands : null,
							walled: reason === null && !config.contained && process.platform === "linux",
						}),
					},
					onRefused: (tool, why) => log.info({ tool, why }, "a tool call was refused"),
				});
			const hasTranscript = async (id: string) => (await transcripts.find(id)) !== null;
			opened = new AgentSession({ options, hasTranscript, log, redact }, resume);
			return opened;
		})();
		return session;
	};
	const runs = new Runs({
		project: parts.project,
		session: () => {
			used = true;
			return begin();
		},
		emit: parts.emit,
		hasTranscript: async (id) => (await transcripts.find(id)) !== null,
		fps: async () => (await readStoryboard(layout.project)).storyboard?.fps ?? parts.tools.preview()?.video()?.fps ?? 30,
		takeNote: () => parts.tools.checks.takeNote(),
		onEnded: parts.onEnded,
		endCommands: () => commands.stop(),
		deadlineMs: config.modelDeadlineMs,
		autosaveMs: config.autosaveMs,
		log,
	});

	return {
		runs,
		transcripts,
		open(id) {
			resume = id;
		},
		prepare() {
			used = true;
			begin()
				.then((agent) => agent.start())
				.catch((error: unknown) => log.warn({ error: redact(String(error)) }, "the agent could not be started in advance"));
		},
		async putTranscript(body) {
			if (used) throw new StoryDreamError("busy", "The conversation has already begun.");
			if (resume === null) throw new StoryDreamError("bad_request", "The project was opened without a conversation to resume.");
			await transcripts.put(resume, body);
		},
		sessionId: () => opened?.sessionId ?? resume,
		pid: () => opened?.pid ?? null,
		async close() {
			await opened?.close();
			await runs.close();
			await commands.close();
		},
	};
}

/**
 * The folder the agent takes its `.claude` from: skills are the project's own, settings are nobody's. They are given as
 * copies without links: the SDK's program reads them itself, before any tool is requested, and would follow a link.
 */
async function placeSkills(layout: Layout): Promise<void> {
	const folder = path.join(layout.agentRoot, ".claude");
	await mkdir(folder, { recursive: true });
	await mkdir(layout.agentTmp, { recursive: true });
	const skills = path.join(folder, "skills");
	await rm(skills, { recursive: true, force: true });
	await linkTree(layout.project, SKILLS, skills, { skip: () => false });
}
