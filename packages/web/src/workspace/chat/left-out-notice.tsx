import { type LeftOutList, leftOutLine } from "@storydream/protocol";
import { FileWarning } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/index.ts";

const SHOWN_AT_FIRST = 3;

/** Which paths the version of a turn does not hold, and why: the first few, the others behind a click. */
export function LeftOutNotice({ leftOut: { count, paths } }: { leftOut: LeftOutList }) {
	const [open, setOpen] = useState(false);
	const shown = open ? paths : paths.slice(0, SHOWN_AT_FIRST);
	const unnamed = count - paths.length;
	return (
		<section data-testid="left-out" className="flex gap-2 rounded-lg bg-accent-soft px-3 py-2 text-ui">
			<FileWarning size={15} className="mt-0.5 shrink-0 text-accent" aria-hidden />
			<div className="min-w-0 flex-1">
				<p className="font-medium">
					{count === 1
						? "One path is not saved in this version: it is missing when the project is opened again."
						: `${count} paths are not saved in this version: they are missing when the project is opened again.`}
				</p>
				<ul className="mt-1 space-y-0.5 text-muted">
					{shown.map((one) => (
						<li key={`${one.reason} ${one.path}`} className="break-words [overflow-wrap:anywhere]">
							{leftOutLine(one)}
						</li>
					))}
					{open && unnamed > 0 && <li>and {unnamed} more</li>}
				</ul>
				{count > SHOWN_AT_FIRST && (
					<Button size="small" look="quiet" className="mt-1" onClick={() => setOpen(!open)}>
						{open ? "Show fewer" : `Show all ${count}`}
					</Button>
				)}
			</div>
		</section>
	);
}
