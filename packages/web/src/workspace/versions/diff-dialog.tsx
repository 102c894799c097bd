import type { Version } from "@storydream/protocol";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { diffQuery, storyboardAtQuery, versionPictureUrl } from "../../api/index.ts";
import { cx, Dialog, Failure, plural, Spinner } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { useEditor } from "../storyboard/index.ts";
import { ChangeList } from "./change-list.tsx";
import { ChangedFiles } from "./changed-files.tsx";
import { describeChanges } from "./describe-changes.ts";

/** What a version changed against the one before it: in pictures and words first, the changed lines of its files on demand. */
export function DiffDialog({ version, onClose }: { version: Version; onClose(): void }) {
	const { projectId } = useStage();
	const { catalog } = useEditor();
	const query = useQuery(diffQuery(projectId, version.sha));
	const base = query.data?.baseSha ?? null;
	const before = useQuery(storyboardAtQuery(projectId, base)).data?.storyboard ?? null;
	const after = useQuery(storyboardAtQuery(projectId, version.sha)).data?.storyboard ?? null;
	const lines = useMemo(() => (before && after ? describeChanges(before, after, catalog) : null), [before, after, catalog]);
	const [opened, setOpened] = useState(false);
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()} title={version.title} wide>
			{query.isPending && <Spinner label="Loading what changed" />}
			{query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
			{query.data && (
				<div className="space-y-4">
					{base && (
						<div className="grid grid-cols-2 gap-3">
							<VersionPicture label="Before" url={versionPictureUrl(projectId, base)} />
							<VersionPicture label="After" url={versionPictureUrl(projectId, version.sha)} />
						</div>
					)}
					{lines && <ChangeList lines={lines} />}
					<div>
						<button
							type="button"
							aria-expanded={opened}
							onClick={() => setOpened(!opened)}
							className="flex items-center gap-1 text-muted text-ui hover:text-ink"
						>
							<ChevronRight size={14} className={cx("transition-transform", opened && "rotate-90")} aria-hidden />
							Changed lines of {plural(query.data.files.length, "file")}
						</button>
						{opened && <ChangedFiles diff={query.data} />}
					</div>
				</div>
			)}
		</Dialog>
	);
}

/** A version's stored picture; a sentence where none was taken. */
function VersionPicture({ label, url }: { label: string; url: string }) {
	const [missing, setMissing] = useState(false);
	return (
		<figure className="min-w-0">
			<div className="flex aspect-video items-center justify-center overflow-hidden rounded-lg bg-sunken ring-1 ring-line">
				{missing ? (
					<span className="text-faint text-xs">No picture was taken</span>
				) : (
					<img src={url} alt={`${label}: the film`} className="h-full w-full object-contain" onError={() => setMissing(true)} />
				)}
			</div>
			<figcaption className="mt-1 text-muted text-xs">{label}</figcaption>
		</figure>
	);
}
