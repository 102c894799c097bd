import { Dialog } from "@base-ui/react/dialog";
import type { Picture } from "@storydream/protocol";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useState } from "react";
import { cx, IconButton } from "../../ui/index.ts";
import { useStageState } from "../stage.tsx";
import { timecode } from "../timecode.ts";

const sourceOf = (picture: Picture) =>
	picture.url ?? (picture.data ? `data:${picture.mediaType};base64,${picture.data}` : undefined);
const wordsOf = (picture: Picture) => picture.alt || (picture.frame === undefined ? "Picture" : `Frame ${picture.frame}`);

/** Pictures in a grid; a click shows one large, arrow keys go on from there. */
export function Pictures({ pictures }: { pictures: readonly Picture[] }) {
	const fps = useStageState((state) => state.film?.fps ?? null);
	const [open, setOpen] = useState<number | null>(null);
	const shown = pictures.filter((picture) => sourceOf(picture));
	if (shown.length === 0) return null;
	const current = open === null ? undefined : shown[open];
	const go = (by: number) => setOpen((at) => (at === null ? null : (at + by + shown.length) % shown.length));

	return (
		<>
			<ul
				className={cx(
					"grid gap-1.5",
					shown.length === 1 ? "grid-cols-1" : shown.length === 2 || shown.length === 4 ? "grid-cols-2" : "grid-cols-3",
				)}
			>
				{shown.map((picture, index) => (
					<li key={`${picture.frame}:${picture.url ?? index}`}>
						<button
							type="button"
							onClick={() => setOpen(index)}
							// Its name is what it shows: the picture's words and its moment.
							title="Show it large"
							className="relative block w-full overflow-hidden rounded-md bg-sunken ring-1 ring-line hover:ring-line-strong"
						>
							<img src={sourceOf(picture)} alt={wordsOf(picture)} loading="lazy" className="max-h-52 w-full object-contain" />
							{picture.frame !== undefined && (
								<span className="absolute right-1 bottom-1 rounded bg-black/70 px-1 text-2xs text-white tabular-nums">
									{fps === null ? picture.frame : timecode(picture.frame, fps)}
								</span>
							)}
						</button>
					</li>
				))}
			</ul>
			<Dialog.Root open={current !== undefined} onOpenChange={(next) => !next && setOpen(null)}>
				<Dialog.Portal>
					<Dialog.Backdrop className="fixed inset-0 z-50 bg-black/85" />
					<Dialog.Popup
						className="fixed inset-0 z-50 flex flex-col items-center justify-center p-4 text-white outline-none"
						onKeyDown={(event) => {
							if (event.key === "ArrowLeft") go(-1);
							if (event.key === "ArrowRight") go(1);
						}}
					>
						<Dialog.Title className="sr-only">Picture</Dialog.Title>
						<Dialog.Close
							render={<IconButton icon={X} label="Close" keys="Esc" className="absolute top-4 right-4 text-white" />}
						/>
						{current && <img src={sourceOf(current)} alt={wordsOf(current)} className="max-h-[82vh] max-w-full rounded-lg" />}
						<div className="mt-3 flex items-center gap-3 text-ui">
							{shown.length > 1 && (
								<IconButton icon={ChevronLeft} label="The one before" className="text-white" onClick={() => go(-1)} />
							)}
							<span>{current && wordsOf(current)}</span>
							{shown.length > 1 && (
								<IconButton icon={ChevronRight} label="The next one" className="text-white" onClick={() => go(1)} />
							)}
						</div>
					</Dialog.Popup>
				</Dialog.Portal>
			</Dialog.Root>
		</>
	);
}
