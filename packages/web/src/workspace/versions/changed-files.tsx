import type { VersionDiff } from "@storydream/protocol";
import { cx, Scrolled } from "../../ui/index.ts";

/** The changed files of a version and their changed lines. */
export function ChangedFiles({ diff }: { diff: VersionDiff }) {
	return (
		<div className="mt-3">
			<ul className="mb-4 space-y-1 text-ui">
				{diff.files.map((file) => (
					<li key={file.path} className="flex gap-3 font-mono text-xs">
						<span className="min-w-0 flex-1 truncate" title={file.path}>
							{file.path}
						</span>
						<span className="text-faint">{file.status}</span>
						<span className="text-good">+{file.added}</span>
						<span className="text-danger">−{file.removed}</span>
					</li>
				))}
			</ul>
			<Patch text={diff.patch} />
			{diff.truncated && <p className="mt-2 text-muted text-xs">The rest is left out: it is more than 200 kB.</p>}
		</div>
	);
}

/** Coloured lines of a unified diff. */
function Patch({ text }: { text: string }) {
	return (
		<Scrolled
			label="Changed lines"
			className="max-h-[60vh] overflow-auto rounded-lg border border-line bg-sunken py-2 font-mono text-xs leading-5"
		>
			{text.split("\n").map((line, index) => (
				<div
					// biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text have no other name
					key={index}
					className={cx(
						"whitespace-pre-wrap break-words px-3",
						line.startsWith("+") && !line.startsWith("+++") && "bg-good-soft text-good",
						line.startsWith("-") && !line.startsWith("---") && "bg-danger-soft text-danger",
						/^(@@|diff |index |---|\+\+\+)/.test(line) && "text-faint",
					)}
				>
					{line || " "}
				</div>
			))}
		</Scrolled>
	);
}
