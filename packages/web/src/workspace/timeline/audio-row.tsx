import type { Storyboard } from "@storydream/protocol";
import { AudioLines } from "lucide-react";
import { useStage } from "../stage.tsx";
import { soundName, useEditor } from "../storyboard/index.ts";

interface Props {
	tracks: Storyboard["audio"];
	durationInFrames: number;
	pxPerFrame: number;
	fps: number;
}

/** Sounds below the scenes, one line each. Their settings are in the film's form. */
export function AudioRow({ tracks, durationInFrames, pxPerFrame, fps }: Props) {
	const { store } = useStage();
	const { catalog } = useEditor();
	if (tracks.length === 0) return null;
	return (
		<ul aria-label="Sounds" className="mt-1 space-y-1">
			{tracks.map((track) => {
				const length = Math.max(
					1,
					Math.min(track.durationInFrames ?? Number.POSITIVE_INFINITY, durationInFrames - track.startFrame),
				);
				const name = soundName(track.src, catalog?.sounds);
				return (
					<li key={track.id} className="h-6">
						<button
							type="button"
							onClick={() => store.set({ panel: "edit", editing: "film", soundId: track.id })}
							className="flex h-full min-w-6 items-center gap-1.5 overflow-hidden rounded-md border border-line bg-sunken px-2 text-2xs text-muted hover:border-line-strong hover:text-ink"
							style={{ marginLeft: track.startFrame * pxPerFrame, width: length * pxPerFrame }}
						>
							<AudioLines size={12} className="shrink-0" aria-hidden />
							<span className="truncate">
								<span className="sr-only">Sound </span>
								{name}
								<span className="sr-only">, from {(track.startFrame / fps).toFixed(1)} s, </span>
							</span>
							<span className="ml-auto shrink-0 text-faint">{Math.round(track.volume * 100)} %</span>
						</button>
					</li>
				);
			})}
		</ul>
	);
}
