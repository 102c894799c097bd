import { Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { isRunning, useSession } from "../../session/index.ts";
import { usePlayback, useStage, useStageState } from "../stage.tsx";
import { playNewVersion } from "../transport.ts";

/** Notes that a turn has made a new version, until the film is played or the next turn begins. */
export function useUnplayed(): void {
	const { store, playback } = useStage();
	const running = useSession(isRunning);
	const made = useSession((state) => {
		const last = Object.values(state.runs).at(-1);
		return last?.status === "done" ? last.commitSha : null;
	});
	const playing = usePlayback((state) => state.playing);
	/** The version that was there when the page came, or that was noted before. */
	const known = useRef<{ running: boolean; made: string | null }>({ running: false, made });
	useEffect(() => {
		const before = known.current;
		known.current = { running, made };
		if (running) store.set({ unplayed: false });
		// A film that plays already plays its new version.
		else if (before.running && made !== null && !playback.get().playing) store.set({ unplayed: true });
	}, [running, made, store, playback]);
	useEffect(() => {
		if (playing) store.set({ unplayed: false });
	}, [playing, store]);
}

/** Over the film after a turn: one large control that plays the new version. */
export function PlayInvitation() {
	const stage = useStage();
	const offered = useStageState((state) => state.unplayed && state.film !== null && !state.looking && !state.inspecting);
	if (!offered) return null;
	return (
		<div className="pointer-events-none absolute inset-x-0 bottom-[8%] flex justify-center">
			<button
				type="button"
				data-testid="play-new-version"
				onClick={() => playNewVersion(stage)}
				className="pointer-events-auto inline-flex animate-rise items-center gap-3 rounded-full bg-black/75 py-2 pr-5 pl-2 font-medium text-white shadow-float transition-colors hover:bg-black"
			>
				<span className="flex size-11 items-center justify-center rounded-full bg-accent text-accent-ink">
					<Play size={22} fill="currentColor" className="ml-0.5" aria-hidden />
				</span>
				Play the new version
			</button>
		</div>
	);
}
