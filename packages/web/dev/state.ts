import { createHash, randomUUID } from "node:crypto";
import {
	type Asset,
	type Export,
	type Message,
	type Project,
	type Storyboard,
	type StudioMessage,
	themeOf,
	type Version,
} from "@storydream/protocol";
import { film } from "./film.ts";

/** Everything one project of the fake studio knows, in memory. */
export interface DevState {
	project: Project;
	storyboard: Storyboard;
	versions: (Version & { storyboard: Storyboard })[];
	messages: Message[];
	assets: (Asset & { body: Buffer })[];
	exports: Export[];
	/** Sockets that listen. */
	listeners: Set<(message: StudioMessage) => void>;
	seq: number;
	/** Events of the current run, replayed to who comes later. */
	run: { runId: string; sent: StudioMessage[]; stop: AbortController } | null;
}

const NO_USAGE = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
export const now = () => new Date().toISOString();
const shaOf = (text: string) => createHash("sha1").update(text).digest("hex");

export function createState(id: string, name: string, storyboard: Storyboard = film, minutesAgo = 0): DevState {
	const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
	const state: DevState = {
		project: {
			id,
			userId: "anonymous",
			name,
			description: "",
			currentCommitSha: "0".repeat(40),
			createdAt: at,
			updatedAt: at,
			lastOpenedAt: at,
			video: null,
			pictureUrl: null,
			usage: NO_USAGE,
			budgetUsd: null,
		},
		storyboard,
		versions: [],
		messages: [],
		assets: [],
		exports: [],
		listeners: new Set(),
		seq: Date.now(),
		run: null,
	};
	commit(state, "New project", "start", storyboard, null, at);
	return state;
}

/** A message without its number, for each kind that has one. */
type Numbered = Extract<StudioMessage, { seq: number }>;
type WithoutSeq = Numbered extends infer One ? (One extends Numbered ? Omit<One, "seq"> : never) : never;

export function publish(state: DevState, message: WithoutSeq): StudioMessage {
	state.seq += 1;
	const numbered = { ...message, seq: state.seq } as StudioMessage;
	for (const listener of state.listeners) listener(numbered);
	return numbered;
}

export function commit(
	state: DevState,
	title: string,
	kind: Version["kind"],
	storyboard: Storyboard,
	runId: string | null,
	at = now(),
): Version {
	const sha = shaOf(`${state.project.id}${state.versions.length}${randomUUID()}`);
	state.storyboard = storyboard;
	for (const version of state.versions) version.current = false;
	const version: Version = {
		sha,
		parentSha: state.versions[0]?.sha ?? null,
		title,
		author: "You",
		createdAt: at,
		runId,
		outcome: kind === "turn" ? "done" : null,
		kind,
		pictureUrl: `/api/projects/${state.project.id}/versions/${sha}/picture.jpg`,
		current: true,
	};
	state.versions.unshift({ ...version, storyboard });
	state.project = {
		...state.project,
		currentCommitSha: sha,
		updatedAt: at,
		pictureUrl: version.pictureUrl,
		video: { fps: storyboard.fps, width: storyboard.width, height: storyboard.height, durationInFrames: 515 },
	};
	publish(state, { type: "version:created", version });
	publish(state, { type: "project:changed", project: state.project });
	return version;
}

/** A picture of a version: its title in the film's colours. */
export function pictureOf(storyboard: Storyboard): string {
	const { palette } = themeOf(storyboard);
	const title = String(storyboard.scenes[0]?.props.title ?? storyboard.scenes[0]?.props.text ?? "Film").slice(0, 22);
	const { width, height } = storyboard;
	const size = Math.min(width, height) * 0.16;
	const safe = title.replace(/[<&>]/g, "");
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><defs><radialGradient id="g" cx=".78" cy=".35" r=".6"><stop stop-color="${palette.accent}" stop-opacity=".5"/><stop offset="1" stop-color="${palette.accent}" stop-opacity="0"/></radialGradient></defs><rect width="100%" height="100%" fill="${palette.background}"/><rect width="100%" height="100%" fill="url(#g)"/><text x="${width * 0.09}" y="${height * 0.55}" font-family="Georgia" font-size="${size}" fill="${palette.text}">${safe}</text></svg>`;
}
