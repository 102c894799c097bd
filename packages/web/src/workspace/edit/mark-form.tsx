import { MARK_CORNERS, type Storyboard } from "@storydream/protocol";
import { Trash2 } from "lucide-react";
import { Field, IconButton, Select } from "../../ui/index.ts";
import { setMark, useEditor } from "../storyboard/index.ts";

const CORNERS: Record<(typeof MARK_CORNERS)[number], string> = {
	"top-left": "top left",
	"top-right": "top right",
	"bottom-left": "bottom left",
	"bottom-right": "bottom right",
};

/** The picture in a corner of every scene; nothing where there is none. */
export function MarkForm({ storyboard }: { storyboard: Storyboard }) {
	const { editor } = useEditor();
	const { mark } = storyboard;
	if (!mark) return null;
	const name = mark.src.split("/").at(-1) ?? mark.src;
	return (
		<section className="space-y-3 border-line border-t pt-4" data-testid="mark-form">
			<div className="flex items-center justify-between gap-2">
				<h2 className="font-semibold text-ui">Picture in the corner</h2>
				<IconButton
					icon={Trash2}
					size={13}
					className="size-6!"
					label="Remove the picture in the corner"
					onClick={() => editor.edit({ key: "mark", title: "Remove the picture in the corner", apply: (s) => setMark(s, null) })}
				/>
			</div>
			<Field label={name} inline>
				{(wiring) => (
					<Select
						{...wiring}
						className="w-40!"
						aria-label="Corner of the picture"
						value={mark.corner}
						onChange={(event) => {
							const corner = MARK_CORNERS.find((one) => one === event.target.value);
							if (!corner) return;
							editor.edit({
								key: "mark",
								title: `Move the picture to the ${CORNERS[corner]} corner`,
								apply: (s) => (s.mark ? setMark(s, { ...s.mark, corner }) : null),
							});
						}}
					>
						{MARK_CORNERS.map((corner) => (
							<option key={corner} value={corner}>
								{CORNERS[corner]}
							</option>
						))}
					</Select>
				)}
			</Field>
		</section>
	);
}
