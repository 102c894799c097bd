import { Maximize, Pause, Play, Repeat, Volume1, Volume2, VolumeX } from "lucide-react";
import type { RefObject } from "react";
import { cx, IconButton, Range, Select, toast } from "../../ui/index.ts";
import { usePlayback, useStage, useStageState } from "../stage.tsx";
import { timecode } from "../timecode.ts";
import { seek, sendSettings, togglePlay } from "../transport.ts";

const ZOOMS = [0.25, 0.5, 1];

/** Play, seek and how the film is shown. */
export function TransportBar({ whole }: { whole: RefObject<HTMLElement | null> }) {
	const stage = useStage();
	const film = useStageState((state) => state.film);
	const loop = useStageState((state) => state.loop);
	const volume = useStageState((state) => state.volume);
	const muted = useStageState((state) => state.muted);
	const zoom = useStageState((state) => state.zoom);
	const playing = usePlayback((state) => state.playing);
	const off = !film;
	const change = (patch: Parameters<typeof stage.store.set>[0]) => {
		stage.store.set(patch);
		sendSettings(stage);
	};
	const level = muted ? 0 : volume;

	return (
		<fieldset aria-label="Transport" className="flex h-12 min-w-0 shrink-0 items-center gap-1.5 px-3 lg:gap-2 lg:px-6">
			<IconButton
				icon={playing ? Pause : Play}
				label={playing ? "Pause" : "Play"}
				keys="Space"
				look="plain"
				disabled={off}
				onClick={() => togglePlay(stage)}
				data-testid="transport-play"
			/>
			<Timecode />
			<SeekBar />
			<IconButton icon={Repeat} label="Play in a loop" pressed={loop} disabled={off} onClick={() => change({ loop: !loop })} />
			<IconButton
				icon={level === 0 ? VolumeX : level < 0.5 ? Volume1 : Volume2}
				label={muted ? "Sound on" : "Sound off"}
				keys="M"
				disabled={off}
				onClick={() => change({ muted: !muted })}
			/>
			<Range
				aria-label="Volume"
				className="hidden w-16 shrink-0 2xl:block"
				min={0}
				max={1}
				step={0.05}
				value={level}
				disabled={off}
				onChange={(event) => change({ volume: Number(event.target.value), muted: false })}
			/>
			<Select
				aria-label="Size of the preview"
				className="hidden w-[4.75rem]! shrink-0 border-transparent! bg-transparent! text-muted xl:block"
				value={String(zoom)}
				disabled={off}
				onChange={(event) => stage.store.set({ zoom: event.target.value === "fit" ? "fit" : Number(event.target.value) })}
			>
				<option value="fit">Fit</option>
				{ZOOMS.map((one) => (
					<option key={one} value={one}>
						{one * 100} %
					</option>
				))}
			</Select>
			<IconButton
				icon={Maximize}
				label="Full screen"
				keys="F"
				disabled={off}
				onClick={() => void toggleFullscreen(whole.current)}
				data-testid="fullscreen"
			/>
		</fieldset>
	);
}

async function toggleFullscreen(element: HTMLElement | null): Promise<void> {
	try {
		if (document.fullscreenElement) await document.exitFullscreen();
		else await element?.requestFullscreen();
	} catch {
		toast("problem", "This browser doesn't allow full screen here.", "Make the window larger instead.");
	}
}

function Timecode() {
	const film = useStageState((state) => state.film);
	const frame = usePlayback((state) => state.frame);
	return (
		<span
			data-testid="timecode"
			data-frame={frame}
			className={cx("shrink-0 whitespace-nowrap px-1 font-medium text-ui tabular-nums", !film && "text-faint")}
			title={film ? `Frame ${frame} of ${film.durationInFrames}` : undefined}
		>
			{timecode(frame, film?.fps ?? 30)}
			<span className="hidden text-faint sm:inline"> / {timecode(film?.durationInFrames ?? 0, film?.fps ?? 30)}</span>
		</span>
	);
}

function SeekBar() {
	const stage = useStage();
	const film = useStageState((state) => state.film);
	const frame = usePlayback((state) => state.frame);
	return (
		<Range
			aria-label="Seek"
			aria-valuetext={film ? `${timecode(frame, film.fps)}, frame ${frame}` : "no film"}
			className="min-w-0 flex-1"
			min={0}
			max={Math.max(1, (film?.durationInFrames ?? 1) - 1)}
			value={frame}
			disabled={!film}
			data-seek
			onChange={(event) => seek(stage, Number(event.target.value))}
		/>
	);
}
