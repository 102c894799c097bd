import type { Storyboard } from "@storydream/protocol";
import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { assetsQuery } from "../../api/index.ts";
import { Button, cx, Field, IconButton, Menu, MenuItem, Range, Switch } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { describeSound, isNewMusic, soundName, useAddSound, useEditor } from "../storyboard/index.ts";
import { NumberInput } from "./number-input.tsx";

type Track = Storyboard["audio"][number];

/** The film's sounds: those that ship with the project and those that were brought in. */
export function AudioForm({ storyboard }: { storyboard: Storyboard }) {
	const { projectId } = useStage();
	const soundId = useStageState((state) => state.soundId);
	const addSound = useAddSound();
	const { editor, catalog } = useEditor();
	const { data } = useQuery(assetsQuery(projectId));
	const { fps } = storyboard;
	const kindOf = (src: string) => (catalog?.sounds?.[src]?.kind === "music" ? { ends: true } : {});
	const sounds = [
		...(catalog?.audio ?? []).map((src) => ({ src, seconds: null, name: soundName(src, catalog?.sounds), ...kindOf(src) })),
		...(data?.assets ?? [])
			.filter((asset) => asset.kind === "audio")
			.map((asset) => ({ src: asset.path, seconds: asset.duration, name: asset.originalName ?? asset.name })),
	].sort((a, b) => Number(isNewMusic(b)) - Number(isNewMusic(a)));
	/** The name a person gave the file, where they gave it. */
	const nameOf = (src: string) => sounds.find((one) => one.src === src)?.name ?? soundName(src, catalog?.sounds);
	const asked = useRef<HTMLFieldSetElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another selected sound is another card to go to
	useEffect(() => {
		asked.current?.scrollIntoView({ block: "nearest" });
		asked.current?.focus({ preventScroll: true });
	}, [soundId]);

	const change = (track: Track, patch: Partial<Track>) =>
		editor.edit({
			key: `audio:${track.id}:${Object.keys(patch).join()}`,
			title: `Change the sound ${nameOf(track.src)}`,
			apply: (s) => ({ ...s, audio: s.audio.map((one) => (one.id === track.id ? { ...one, ...patch } : one)) }),
		});
	const remove = (track: Track) =>
		editor.edit({
			key: `audio-remove:${track.id}`,
			title: `Remove the sound ${nameOf(track.src)}`,
			apply: (s) => ({ ...s, audio: s.audio.filter((one) => one.id !== track.id) }),
		});

	return (
		<section className="space-y-3 border-line border-t pt-4">
			<div className="flex items-center justify-between">
				<h2 className="font-semibold text-ui">Sound</h2>
				<Menu
					trigger={
						<Button size="small" look="quiet" icon={Plus} disabled={sounds.length === 0}>
							Add
						</Button>
					}
				>
					{sounds.map((sound) => (
						<MenuItem key={sound.src} onSelect={() => addSound(sound, sound.name)}>
							<span className="flex w-72 flex-col">
								{sound.name}
								<span className="truncate text-faint text-xs">{describeSound(sound.src, catalog?.sounds)}</span>
							</span>
						</MenuItem>
					))}
				</Menu>
			</div>
			{storyboard.audio.length === 0 && <p className="text-faint text-xs">The film is silent.</p>}
			{storyboard.audio.map((track) => (
				<fieldset
					key={track.id}
					ref={track.id === soundId ? asked : undefined}
					tabIndex={-1}
					aria-label={`Sound ${nameOf(track.src)}`}
					data-testid="sound-form"
					className={cx("space-y-2 rounded-lg border p-3", track.id === soundId ? "border-accent" : "border-line")}
				>
					<div className="flex items-center justify-between gap-2">
						<p className="min-w-0 truncate font-medium text-xs" title={nameOf(track.src)}>
							{nameOf(track.src)}
						</p>
						<IconButton
							icon={Trash2}
							size={13}
							className="size-6!"
							label={`Remove the sound ${nameOf(track.src)}`}
							onClick={() => remove(track)}
						/>
					</div>
					<Field label={`Volume, ${Math.round(track.volume * 100)} %`} inline>
						{(wiring) => (
							<Range
								{...wiring}
								className="w-36!"
								min={0}
								max={1}
								step={0.05}
								value={track.volume}
								onChange={(event) => change(track, { volume: Number(event.target.value) })}
							/>
						)}
					</Field>
					<SecondsField
						label="Begins at (s)"
						frames={track.startFrame}
						fps={fps}
						onFrames={(startFrame) => change(track, { startFrame })}
					/>
					<SecondsField
						label="Fades in over (s)"
						frames={track.fadeInFrames}
						fps={fps}
						onFrames={(fadeInFrames) => change(track, { fadeInFrames })}
					/>
					<SecondsField
						label="Fades out over (s)"
						frames={track.fadeOutFrames}
						fps={fps}
						onFrames={(fadeOutFrames) => change(track, { fadeOutFrames })}
					/>
					<Field label="In a loop" inline>
						{(wiring) => <Switch {...wiring} checked={track.loop} onChange={(loop) => change(track, { loop })} />}
					</Field>
				</fieldset>
			))}
		</section>
	);
}

/** Frames, written as seconds. */
function SecondsField(props: { label: string; frames: number; fps: number; onFrames: (frames: number) => void }) {
	const { label, frames, fps, onFrames } = props;
	return (
		<Field label={label} inline>
			{(wiring) => (
				<NumberInput
					{...wiring}
					className="w-20!"
					min={0}
					step={0.1}
					value={Number((frames / fps).toFixed(2))}
					onValue={(value) => value !== null && value >= 0 && onFrames(Math.round(value * fps))}
				/>
			)}
		</Field>
	);
}
