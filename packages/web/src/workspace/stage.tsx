import type { MessageContext, PreviewCommand, PreviewError, SceneCatalog, Storyboard, Version } from "@storydream/protocol";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { PanelTab } from "../address/index.ts";
import { createStore, type Store, useStore } from "../ui/index.ts";

/** The film as the preview page reported it. */
export interface Film {
	fps: number;
	width: number;
	height: number;
	durationInFrames: number;
	storyboard: Storyboard | null;
	catalog: SceneCatalog | null;
	problem: string | null;
}

export type MobileTab = "chat" | "preview" | "timeline" | "more";

export interface StageState {
	film: Film | null;
	/** Errors the preview frame itself reported since it last was well. */
	filmErrors: readonly PreviewError[];
	selectedSceneId: string | null;
	/** The sound that was selected last. */
	soundId: string | null;
	/** A scene that was just added: the play head goes there once the preview shows it. */
	revealSceneId: string | null;
	/** What the next message points at. */
	pointing: MessageContext;
	inspecting: boolean;
	/** An older version that is shown in place of the film, and the frame of the film to come back to. */
	looking: { version: Version; previewUrl: string; returnTo: number } | null;
	/** A turn has made a new version that nobody has played yet. */
	unplayed: boolean;
	panel: PanelTab;
	editing: "scene" | "film";
	mobile: MobileTab;
	loop: boolean;
	volume: number;
	muted: boolean;
	zoom: "fit" | number;
	helpOpen: boolean;
}

/** Where the play head is: apart from the rest, because it moves with every frame. */
export interface PlaybackState {
	frame: number;
	playing: boolean;
	/** When the play head was last moved from here (ms): what the preview reports just then is older than that. */
	soughtAt: number;
	/** The play head stands at a frame that was chosen to look at, not gone to by the person: playing begins at the start. */
	atPoster: boolean;
}

export interface Stage {
	projectId: string;
	store: Store<StageState>;
	playback: Store<PlaybackState>;
	/** Says something to the preview; lost when there is none yet. */
	command(command: PreviewCommand): void;
	/** Set by the preview panel while a frame is there. */
	connectPreview(send: ((command: PreviewCommand) => void) | null): void;
	/** Puts text into the composer and goes to it. */
	compose(text: string): void;
	connectComposer(write: ((text: string) => void) | null): void;
}

const StageContext = createContext<Stage | null>(null);

function createStage(projectId: string): Stage {
	let send: ((command: PreviewCommand) => void) | null = null;
	let write: ((text: string) => void) | null = null;
	const store = createStore<StageState>({
		film: null,
		filmErrors: [],
		selectedSceneId: null,
		soundId: null,
		revealSceneId: null,
		pointing: {},
		inspecting: false,
		looking: null,
		unplayed: false,
		panel: "edit",
		editing: "scene",
		mobile: "chat",
		loop: true,
		volume: 0.8,
		muted: false,
		zoom: "fit",
		helpOpen: false,
	});
	return {
		projectId,
		store,
		playback: createStore<PlaybackState>({ frame: 0, playing: false, soughtAt: 0, atPoster: false }),
		command: (command) => send?.(command),
		connectPreview: (next) => {
			send = next;
		},
		compose: (text) => {
			store.set({ mobile: "chat" });
			write?.(text);
		},
		connectComposer: (next) => {
			write = next;
		},
	};
}

export function StageProvider({ projectId, children }: { projectId: string; children: ReactNode }) {
	const stage = useMemo(() => createStage(projectId), [projectId]);
	return <StageContext value={stage}>{children}</StageContext>;
}

export function useStage(): Stage {
	const stage = useContext(StageContext);
	if (!stage) throw new Error("useStage outside of StageProvider");
	return stage;
}

export const useStageState = <Part,>(select: (state: StageState) => Part): Part => useStore(useStage().store, select);
export const usePlayback = <Part,>(select: (state: PlaybackState) => Part): Part => useStore(useStage().playback, select);
