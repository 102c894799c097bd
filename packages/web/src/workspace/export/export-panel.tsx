import { type ExportSettings, exportSize } from "@storydream/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Clapperboard, FolderDown } from "lucide-react";
import { useState } from "react";
import { archiveUrl, exportsQuery, startExport, upsertExport } from "../../api/index.ts";
import { Button, bytes, cx, Empty, Failure, Field, plural, Select, Skeleton, seconds, toastError } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { sceneTitle, useEditor } from "../storyboard/index.ts";
import { ExportItem } from "./export-item.tsx";
import { NumberField } from "./number-field.tsx";
import { gifBytes, rangeOf, type Wanted } from "./range.ts";

type Codec = ExportSettings["codec"];
const CODECS: { codec: Codec; label: string; help: string }[] = [
	{ codec: "mp4", label: "MP4", help: "Plays everywhere, with sound" },
	{ codec: "webm", label: "WebM", help: "Small, for the web" },
	{ codec: "gif", label: "GIF", help: "Silent loop, large files" },
	{ codec: "png", label: "PNG", help: "One still picture" },
];
const SCALES = [0.25, 0.5, 2 / 3, 1, 4 / 3, 2];

export function ExportPanel() {
	const { projectId, playback } = useStage();
	const queries = useQueryClient();
	const film = useStageState((state) => state.film);
	const selected = useStageState((state) => state.selectedSceneId);
	const { storyboard, catalog, durationInFrames } = useEditor();
	const list = useQuery(exportsQuery(projectId));
	const [codec, setCodec] = useState<Codec>("mp4");
	/** Null: the format's own default. */
	const [chosenScale, setScale] = useState<number | null>(null);
	const [wanted, setWanted] = useState<Wanted>({ part: "whole" });
	const [still, setStill] = useState<number | null>(null);
	const start = useMutation({
		mutationFn: (settings: ExportSettings) => startExport(projectId, settings),
		onSuccess: (item) => upsertExport(queries, projectId, item),
		onError: toastError,
	});

	const shape = storyboard ?? film;
	/** With the settings of an earlier export, of the film as it is now. */
	const exportAgain = ({ commitSha: _earlier, ...settings }: ExportSettings) => start.mutate(settings);

	if (!shape) {
		return (
			<Empty icon={Clapperboard} title="Nothing to export yet">
				When the film is there, it can be made into a file here.
			</Empty>
		);
	}
	const { fps } = shape;
	const defaultScale = exportSize(shape, { codec }).scale;
	const scale = chosenScale ?? defaultScale;
	const scales = [...new Set([...SCALES, defaultScale])].sort((a, b) => a - b);
	const frame = still ?? Math.min(playback.get().frame, durationInFrames - 1);
	const range = codec === "png" ? { from: frame, to: frame } : rangeOf(wanted, { durationInFrames, storyboard });
	const frames = range ? range.to - range.from + 1 : durationInFrames;
	const size = exportSize(shape, { codec, scale });
	const gif = codec === "gif" ? gifBytes(size, frames, fps) : null;

	return (
		<div className="p-4">
			<form
				className="space-y-4"
				onSubmit={(event) => {
					event.preventDefault();
					start.mutate({ codec, scale, ...(range ? { range } : {}) });
				}}
			>
				<fieldset>
					<legend className="mb-1.5 text-muted text-xs">Format</legend>
					<div className="grid grid-cols-4 gap-1.5">
						{CODECS.map((one) => (
							<label
								key={one.codec}
								title={one.help}
								className={cx(
									"flex h-10 cursor-pointer items-center justify-center rounded-lg border font-medium text-ui transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
									codec === one.codec ? "border-accent bg-accent-soft" : "border-line bg-raised hover:border-line-strong",
								)}
							>
								<input
									type="radio"
									name="codec"
									value={one.codec}
									checked={codec === one.codec}
									onChange={() => {
										setCodec(one.codec);
										setScale(null);
									}}
									className="sr-only"
								/>
								{one.label}
							</label>
						))}
					</div>
					<p className="mt-1.5 text-faint text-xs">{CODECS.find((one) => one.codec === codec)?.help}</p>
				</fieldset>
				<Field label="Size" inline>
					{(wiring) => (
						<Select
							{...wiring}
							className="w-44!"
							value={scale}
							onChange={(event) => setScale(Number(event.target.value))}
							data-testid="export-scale"
						>
							{scales.map((one) => {
								const at = exportSize(shape, { codec, scale: one });
								return (
									<option key={one} value={one}>
										{at.width} × {at.height}
										{one === 1 ? " (full)" : ""}
									</option>
								);
							})}
						</Select>
					)}
				</Field>
				{codec === "png" ? (
					<NumberField label="Frame" value={frame} min={0} max={durationInFrames - 1} onValue={setStill} />
				) : (
					<>
						<Field label="Part" inline>
							{(wiring) => (
								<Select
									{...wiring}
									className="w-44!"
									value={wanted.part}
									onChange={(event) => {
										const sceneId = selected ?? storyboard?.scenes[0]?.id;
										if (event.target.value === "scene" && sceneId) setWanted({ part: "scene", sceneId });
										else if (event.target.value === "frames") setWanted({ part: "frames", from: 0, to: durationInFrames - 1 });
										else setWanted({ part: "whole" });
									}}
								>
									<option value="whole">The whole film</option>
									{storyboard && <option value="scene">One scene</option>}
									<option value="frames">From frame to frame</option>
								</Select>
							)}
						</Field>
						{wanted.part === "scene" && storyboard && (
							<Field label="Scene" inline>
								{(wiring) => (
									<Select
										{...wiring}
										className="w-44!"
										value={wanted.sceneId}
										onChange={(event) => setWanted({ part: "scene", sceneId: event.target.value })}
									>
										{storyboard.scenes.map((scene, index) => (
											<option key={scene.id} value={scene.id}>
												{index + 1}. {sceneTitle(scene.scene, catalog)}
											</option>
										))}
									</Select>
								)}
							</Field>
						)}
						{wanted.part === "frames" && (
							<>
								<NumberField
									label="First frame"
									value={wanted.from}
									min={0}
									max={durationInFrames - 1}
									onValue={(from) => setWanted({ ...wanted, from })}
								/>
								<NumberField
									label="Last frame"
									value={wanted.to}
									min={wanted.from}
									max={durationInFrames - 1}
									onValue={(to) => setWanted({ ...wanted, to })}
								/>
							</>
						)}
					</>
				)}
				<p className="rounded-lg bg-sunken px-3 py-2 text-muted text-xs tabular-nums">
					{size.width} × {size.height} ·{" "}
					{codec === "png" ? `frame ${frame}` : `${plural(frames, "frame")}, ${seconds(frames / fps)}`}
					{gif && ` · about ${bytes(gif.least)} to ${bytes(gif.most)}`}
				</p>
				<Button
					type="submit"
					look="primary"
					icon={Clapperboard}
					busy={start.isPending}
					className="w-full"
					data-testid="export-start"
				>
					Export
				</Button>
			</form>
			<section className="mt-6 border-line border-t pt-4" aria-label="Exports">
				<h2 className="mb-2 font-semibold text-ui">Files</h2>
				{list.isPending && <Skeleton className="h-16" />}
				{list.error && <Failure error={list.error} onRetry={() => void list.refetch()} className="py-4" />}
				{list.data?.exports.length === 0 && (
					<p className="text-muted text-xs">Exports appear here, with their progress, and stay until the project is deleted.</p>
				)}
				<ul className="space-y-2">
					{list.data?.exports.map((item) => (
						<ExportItem key={item.id} item={item} onAgain={exportAgain} againBusy={start.isPending} />
					))}
				</ul>
				<a
					href={archiveUrl(projectId)}
					download
					className="mt-4 inline-flex items-center gap-2 text-muted text-xs underline underline-offset-2 hover:text-ink"
				>
					<FolderDown size={14} aria-hidden /> Download the whole project as a zip
				</a>
			</section>
		</div>
	);
}
