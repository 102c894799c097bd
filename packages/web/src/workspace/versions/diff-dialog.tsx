import type { Version } from "@storydream/protocol";
import { useQuery } from "@tanstack/react-query";
import { diffQuery } from "../../api/index.ts";
import { cx, Dialog, Failure, plural, Scrolled, Spinner } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";

/** What a version changed against the one before it. */
export function DiffDialog({ version, onClose }: { version: Version; onClose(): void }) {
	const { projectId } = useStage();
	const query = useQuery(diffQuery(projectId, version.sha));
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()} title={version.title} wide>
			{query.isPending && <Spinner label="Loading what changed" />}
			{query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
			{query.data && (
				<>
					<p className="mb-3 text-muted text-ui">{plural(query.data.files.length, "file")} changed</p>
					<ul className="mb-4 space-y-1 text-ui">
						{query.data.files.map((file) => (
							<li key={file.path} className="flex gap-3 font-mono text-xs">
								<span className="min-w-0 flex-1 truncate">{file.path}</span>
								<span className="text-faint">{file.status}</span>
								<span className="text-good">+{file.added}</span>
								<span className="text-danger">−{file.removed}</span>
							</li>
						))}
					</ul>
					<Patch text={query.data.patch} />
					{query.data.truncated && <p className="mt-2 text-muted text-xs">The rest is left out: it is more than 200 kB.</p>}
				</>
			)}
		</Dialog>
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
