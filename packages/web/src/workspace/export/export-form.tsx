import {
	EXPORT_FORMATS,
	EXPORT_PRESETS,
	type ExportSettings,
	exportSize,
	LOUDNESS,
	presetSettings,
	type SceneCatalog,
	type Storyboard,
} from "@storydream/protocol";
import { Clapperboard } from "lucide-react";
import { useState } from "react";
import { Button, bytes, Field, plural, Select, seconds } from "../../ui/index.ts";
import { FormatPicker } from "./format-picker.tsx";
import { NumberField } from "./number-field.tsx";
import { PartFields } from "./part-fields.tsx";
import { gifBytes, rangeOf, type Wanted } from "./range.ts";

type Loudness = NonNullable<ExportSettings["loudness"]>;

const SCALES = [0.25, 0.5, 2 / 3, 1, 4 / 3, 2];
/** Settings that no destination has chosen. */
const OWN = "own";

/** The film that is exported, in pixels and frames. */
export interface FilmToExport {
	width: number;
	height: number;
	fps: number;
	durationInFrames: number;
	storyboard: Storyboard | null;
	catalog: SceneCatalog | null;
}

interface ExportFormProps {
	film: FilmToExport;
	selected: string | null;
	/** The frame that is shown now. */
	currentFrame: () => number;
	busy: boolean;
	onExport: (settings: ExportSettings) => void;
}

interface Choice {
	codec: ExportSettings["codec"];
	/** Null: the format's own default. */
	scale: number | null;
	loudness: Loudness;
	preset: string;
}
const DEFAULTS: Choice = { codec: "mp4", scale: null, loudness: "-16", preset: OWN };
const LOUDNESS_WORDS: Record<Loudness, string> = {
	"-16": "−16 LUFS (podcasts)",
	"-14": "−14 LUFS (YouTube)",
	off: "As it is mixed",
};

/** What an export is made as: by destination, or by format, size and part. */
export function ExportForm({ film, selected, currentFrame, busy, onExport }: ExportFormProps) {
	const [choice, setChoice] = useState(DEFAULTS);
	const [wanted, setWanted] = useState<Wanted>({ part: "whole" });
	const [still, setStill] = useState<number | null>(null);
	const { codec, loudness } = choice;
	const { holds } = EXPORT_FORMATS[codec];
	const hasSound = holds === "sound" || (holds === "video" && codec !== "gif");
	const scale = choice.scale ?? exportSize(film, { codec }).scale;
	const frame = still ?? Math.min(currentFrame(), film.durationInFrames - 1);
	const range = codec === "png" ? { from: frame, to: frame } : rangeOf(wanted, film);
	const hasSize = holds === "video" || holds === "picture";

	return (
		<form
			className="space-y-4"
			onSubmit={(event) => {
				event.preventDefault();
				onExport({ codec, ...(hasSize ? { scale } : {}), ...(hasSound ? { loudness } : {}), ...(range ? { range } : {}) });
			}}
		>
			<PresetField film={film} preset={choice.preset} onChoice={setChoice} />
			<FormatPicker
				codec={codec}
				hasCaptions={(film.storyboard?.captions.length ?? 0) > 0}
				onCodec={(next) => setChoice({ ...choice, codec: next, scale: null, preset: OWN })}
			/>
			{hasSize && (
				<SizeField
					film={film}
					codec={codec}
					scale={scale}
					onScale={(next) => setChoice({ ...choice, scale: next, preset: OWN })}
				/>
			)}
			{hasSound && (
				<LoudnessField loudness={loudness} onLoudness={(next) => setChoice({ ...choice, loudness: next, preset: OWN })} />
			)}
			{codec === "png" ? (
				<NumberField label="Frame" value={frame} min={0} max={film.durationInFrames - 1} onValue={setStill} />
			) : (
				<PartFields film={film} selected={selected} wanted={wanted} onWanted={setWanted} />
			)}
			<p className="rounded-lg bg-sunken px-3 py-2 text-muted text-xs tabular-nums">
				{outcome(film, { codec, scale, range }).join(" · ")}
			</p>
			<Button type="submit" look="primary" icon={Clapperboard} busy={busy} className="w-full" data-testid="export-start">
				Export
			</Button>
		</form>
	);
}

interface PresetFieldProps {
	film: FilmToExport;
	preset: string;
	onChoice: (choice: Choice) => void;
}

function PresetField({ film, preset, onChoice }: PresetFieldProps) {
	const chosen = EXPORT_PRESETS.find(({ id }) => id === preset);
	const choosePreset = (id: string) => {
		const next = EXPORT_PRESETS.find((one) => one.id === id);
		onChoice(next === undefined ? DEFAULTS : { ...DEFAULTS, ...presetSettings(next, film).settings, preset: id });
	};
	return (
		<Field label="For" inline help={(chosen && presetSettings(chosen, film).note) ?? undefined}>
			{(wiring) => (
				<Select
					{...wiring}
					className="w-44!"
					value={preset}
					onChange={(event) => choosePreset(event.target.value)}
					data-testid="export-preset"
				>
					<option value={OWN}>My own settings</option>
					{EXPORT_PRESETS.map(({ id, label }) => (
						<option key={id} value={id}>
							{label}
						</option>
					))}
				</Select>
			)}
		</Field>
	);
}

interface LoudnessFieldProps {
	loudness: Loudness;
	onLoudness: (loudness: Loudness) => void;
}

function LoudnessField({ loudness, onLoudness }: LoudnessFieldProps) {
	const chosen = (value: string) => onLoudness(LOUDNESS.find((one) => one === value) ?? DEFAULTS.loudness);
	return (
		<Field label="Loudness" inline>
			{(wiring) => (
				<Select {...wiring} className="w-44!" value={loudness} onChange={(event) => chosen(event.target.value)}>
					{LOUDNESS.map((one) => (
						<option key={one} value={one}>
							{LOUDNESS_WORDS[one]}
						</option>
					))}
				</Select>
			)}
		</Field>
	);
}

interface SizeFieldProps {
	film: FilmToExport;
	codec: ExportSettings["codec"];
	scale: number;
	onScale: (scale: number) => void;
}

function SizeField({ film, codec, scale, onScale }: SizeFieldProps) {
	const defaultScale = exportSize(film, { codec }).scale;
	const scales = [...new Set([...SCALES, defaultScale, scale])].sort((a, b) => a - b);
	return (
		<Field label="Size" inline>
			{(wiring) => (
				<Select
					{...wiring}
					className="w-44!"
					value={scale}
					onChange={(event) => onScale(Number(event.target.value))}
					data-testid="export-scale"
				>
					{scales.map((one) => {
						const at = exportSize(film, { codec, scale: one });
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
	);
}

/** What will come of the settings, as far as it is known before. */
function outcome(film: FilmToExport, { codec, scale, range }: Pick<ExportSettings, "codec" | "scale" | "range">): string[] {
	const { holds } = EXPORT_FORMATS[codec];
	const size = exportSize(film, { codec, ...(scale === undefined ? {} : { scale }) });
	const frames = range ? range.to - range.from + 1 : film.durationInFrames;
	const gif = codec === "gif" ? gifBytes(size, frames, film.fps) : null;
	return [
		...(holds === "video" || holds === "picture" ? [`${size.width} × ${size.height}`] : []),
		holds === "picture" ? `frame ${range?.from ?? 0}` : `${plural(frames, "frame")}, ${seconds(frames / film.fps)}`,
		...(gif ? [`about ${bytes(gif.least)} to ${bytes(gif.most)}`] : []),
	];
}
