import type { ExportSettings } from "@storydream/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Clapperboard, FolderDown } from "lucide-react";
import { archiveUrl, exportsQuery, startExport, upsertExport } from "../../api/index.ts";
import { Empty, Failure, Skeleton, toastError } from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { useEditor } from "../storyboard/index.ts";
import { ExportForm } from "./export-form.tsx";
import { ExportItem } from "./export-item.tsx";

export function ExportPanel() {
	const { projectId, playback } = useStage();
	const queries = useQueryClient();
	const film = useStageState((state) => state.film);
	const selected = useStageState((state) => state.selectedSceneId);
	const { storyboard, catalog, durationInFrames } = useEditor();
	const start = useMutation({
		mutationFn: (settings: ExportSettings) => startExport(projectId, settings),
		onSuccess: (item) => upsertExport(queries, projectId, item),
		onError: toastError,
	});
	const shape = storyboard ?? film;

	if (!shape) {
		return (
			<Empty icon={Clapperboard} title="Nothing to export yet">
				When the film is there, it can be made into a file here.
			</Empty>
		);
	}
	const { width, height, fps } = shape;
	return (
		<div className="p-4">
			<ExportForm
				film={{ width, height, fps, durationInFrames, storyboard, catalog }}
				selected={selected}
				currentFrame={() => playback.get().frame}
				busy={start.isPending}
				onExport={start.mutate}
			/>
			<ExportFiles
				projectId={projectId}
				againBusy={start.isPending}
				// With the settings of an earlier export, of the film as it is now.
				onAgain={({ commitSha: _earlier, ...settings }) => start.mutate(settings)}
			/>
		</div>
	);
}

interface ExportFilesProps {
	projectId: string;
	againBusy: boolean;
	onAgain: (settings: ExportSettings) => void;
}

/** Exports that were made, and that are under way. */
function ExportFiles({ projectId, againBusy, onAgain }: ExportFilesProps) {
	const list = useQuery(exportsQuery(projectId));
	return (
		<section className="mt-6 border-line border-t pt-4" aria-label="Exports">
			<h2 className="mb-2 font-semibold text-ui">Files</h2>
			{list.isPending && <Skeleton className="h-16" />}
			{list.error && <Failure error={list.error} onRetry={() => void list.refetch()} className="py-4" />}
			{list.data?.exports.length === 0 && (
				<p className="text-muted text-xs">Exports appear here, with their progress, and stay until the project is deleted.</p>
			)}
			<ul className="space-y-2">
				{list.data?.exports.map((item) => (
					<ExportItem key={item.id} item={item} onAgain={onAgain} againBusy={againBusy} />
				))}
			</ul>
			<a
				href={archiveUrl(projectId)}
				download
				className="mt-4 inline-flex items-center gap-2 text-muted text-xs underline underline-offset-2 hover:text-ink"
			>
				<FolderDown size={14} aria-hidden /> Download the whole project as a zip
			</a>
		</section>
	);
}
