import { colourName, cx, plural } from "../../ui/index.ts";
import type { ChangeLine } from "./describe-changes.ts";

/** Differences that are shown at once. */
const MOST_LINES = 40;

/** What changed, in words. */
export function ChangeList({ lines }: { lines: readonly ChangeLine[] }) {
	if (lines.length === 0) return <p className="text-muted text-ui">The scenes are the same; what changed is in the code.</p>;
	return (
		<ul className="divide-y divide-line rounded-lg border border-line" data-testid="change-list">
			{lines.slice(0, MOST_LINES).map((line, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed list have no other name
				<li key={index} className="px-3 py-2 text-ui">
					<p className="font-medium">
						{line.where}
						{line.what && <span className="font-normal text-muted"> · {line.what}</span>}
					</p>
					<p className="flex flex-wrap gap-x-2">
						<Value text={line.before} look="text-danger line-through" nothing={line.what ? "empty" : "added:"} />
						{line.what && <span aria-hidden>→</span>}
						<Value text={line.after} look="text-good" nothing={line.what ? "empty" : "removed"} />
					</p>
				</li>
			))}
			{lines.length > MOST_LINES && (
				<li className="px-3 py-2 text-muted text-ui">and {plural(lines.length - MOST_LINES, "more change")}</li>
			)}
		</ul>
	);
}

/** A value of a field; a colour as a swatch. */
function Value({ text, look, nothing }: { text: string | null; look: string; nothing: string }) {
	if (text === null) return <span className="text-faint">{nothing}</span>;
	if (/^#[0-9a-f]{6}$/i.test(text)) {
		return (
			<span
				role="img"
				aria-label={colourName(text)}
				className="inline-block size-5 rounded ring-1 ring-line"
				style={{ background: text }}
			/>
		);
	}
	return <bdi className={cx("min-w-0", look)}>{text.length > 300 ? `${text.slice(0, 300)}…` : text}</bdi>;
}
