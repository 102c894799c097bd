import { MAX_PROMPT_BYTES, RATIOS, type Ratio } from "@storydream/protocol";
import { ArrowRight, Loader2 } from "lucide-react";
import { type RefObject, useState } from "react";
import { bytes, cx } from "../ui/index.ts";
import type { useNewFilm } from "./new-film.ts";

const RATIO_WORDS: Record<Ratio, string> = { "16:9": "Wide", "9:16": "Tall", "1:1": "Square", "4:5": "Feed", "21:9": "Cinema" };
const RATIO_SHAPE: Record<Ratio, string> = {
	"16:9": "h-2.5 w-[18px]",
	"9:16": "h-[18px] w-2.5",
	"1:1": "size-3.5",
	"4:5": "h-[15px] w-3",
	"21:9": "h-2 w-[21px]",
};

interface Props {
	film: ReturnType<typeof useNewFilm>;
	area: RefObject<HTMLTextAreaElement | null>;
	text: string;
	setText(text: string): void;
	ratio: Ratio;
	setRatio(ratio: Ratio): void;
}

/** Where a film begins. */
export function PromptBox({ film, area, text, setText, ratio, setRatio }: Props) {
	const [touched, setTouched] = useState(false);
	const size = new TextEncoder().encode(text).length;
	const tooLong = size > MAX_PROMPT_BYTES;
	const empty = text.trim() === "";
	const submit = () => {
		setTouched(true);
		if (!empty && !tooLong && !film.isPending) film.mutate({ prompt: text.trim(), ratio });
	};
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
			className="rounded-2xl border border-line-strong/70 bg-raised shadow-float transition-colors focus-within:border-accent/70"
		>
			<label htmlFor="prompt" className="sr-only">
				Describe a film
			</label>
			<textarea
				id="prompt"
				ref={area}
				data-testid="prompt-box"
				rows={3}
				dir="auto"
				value={text}
				aria-invalid={tooLong ? true : undefined}
				aria-describedby={tooLong || (touched && empty) ? "prompt-note" : undefined}
				placeholder="A 20 second film about… What should it say, show, and feel like?"
				onChange={(event) => setText(event.target.value)}
				onKeyDown={(event) => {
					if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
						event.preventDefault();
						submit();
					}
				}}
				className="field-sizing-content block max-h-80 min-h-28 w-full resize-none bg-transparent px-5 pt-4 pb-2 text-base leading-6 outline-none placeholder:text-faint"
			/>
			{(tooLong || (touched && empty)) && (
				<p id="prompt-note" role="alert" className="px-5 pb-1 text-danger text-ui">
					{tooLong
						? `This is ${bytes(size)} of text; a prompt may have ${bytes(MAX_PROMPT_BYTES)}. Shorten it.`
						: "Say what the film should be about."}
				</p>
			)}
			<div className="flex flex-wrap items-center justify-between gap-2 p-2.5 pl-3">
				<fieldset className="flex flex-wrap items-center gap-0.5">
					<legend className="sr-only">Ratio of the film</legend>
					{RATIOS.map((one) => (
						<label
							key={one}
							className={cx(
								"flex h-9 cursor-pointer items-center gap-2 whitespace-nowrap rounded-lg px-2.5 text-ui transition-colors max-sm:gap-1.5 max-sm:px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent",
								ratio === one ? "bg-sunken text-ink" : "text-muted hover:text-ink",
							)}
						>
							<input
								type="radio"
								name="ratio"
								value={one}
								checked={ratio === one}
								onChange={() => setRatio(one)}
								className="sr-only"
							/>
							<span
								aria-hidden
								className={cx(
									"rounded-[3px] border-[1.5px]",
									RATIO_SHAPE[one],
									ratio === one ? "border-accent" : "border-current",
								)}
							/>
							<span className="hidden sm:inline">{RATIO_WORDS[one]}</span>
							<span className="text-faint text-xs tabular-nums">{one}</span>
						</label>
					))}
				</fieldset>
				<button
					type="submit"
					data-testid="new-project"
					disabled={film.isPending || tooLong}
					className="inline-flex h-10 items-center justify-center gap-2 rounded-xl max-sm:w-full bg-accent px-4 font-semibold text-accent-ink text-ui transition-colors hover:bg-accent-strong disabled:opacity-50"
				>
					{film.isPending ? "Starting…" : "Make the film"}
					{film.isPending ? <Loader2 size={16} className="animate-spin" aria-hidden /> : <ArrowRight size={16} aria-hidden />}
				</button>
			</div>
		</form>
	);
}
