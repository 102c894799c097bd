import { EXPORT_CODECS, EXPORT_FORMATS, type ExportSettings } from "@storydream/protocol";
import { cx } from "../../ui/index.ts";

type Codec = ExportSettings["codec"];

interface FormatPickerProps {
	codec: Codec;
	/** The film has captions, so that they can be a file. */
	hasCaptions: boolean;
	onCodec: (codec: Codec) => void;
}

/** All formats of an export, and what the chosen one is for. */
export function FormatPicker({ codec, hasCaptions, onCodec }: FormatPickerProps) {
	return (
		<fieldset>
			<legend className="mb-1.5 text-muted text-xs">Format</legend>
			<div className="grid grid-cols-3 gap-1.5">
				{EXPORT_CODECS.map((one) => (
					<FormatChoice
						key={one}
						codec={one}
						isChosen={codec === one}
						isOff={EXPORT_FORMATS[one].holds === "captions" && !hasCaptions}
						onCodec={onCodec}
					/>
				))}
			</div>
			<p className="mt-1.5 text-faint text-xs">{EXPORT_FORMATS[codec].about}</p>
		</fieldset>
	);
}

interface FormatChoiceProps {
	codec: Codec;
	isChosen: boolean;
	isOff: boolean;
	onCodec: (codec: Codec) => void;
}

function FormatChoice({ codec, isChosen, isOff, onCodec }: FormatChoiceProps) {
	const { label, about } = EXPORT_FORMATS[codec];
	return (
		<label
			title={isOff ? "This film has no captions." : about}
			className={cx(
				"flex h-10 items-center justify-center rounded-lg border font-medium text-ui transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
				isChosen ? "border-accent bg-accent-soft" : "border-line bg-raised hover:border-line-strong",
				isOff ? "cursor-not-allowed text-faint" : "cursor-pointer",
			)}
		>
			<input
				type="radio"
				name="codec"
				value={codec}
				checked={isChosen}
				disabled={isOff}
				onChange={() => onCodec(codec)}
				className="sr-only"
			/>
			{label}
		</label>
	);
}
