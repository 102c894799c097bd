import type { Version } from "@storydream/protocol";
import { useMutation } from "@tanstack/react-query";
import { Bot, Eye, FileDiff, Flag, Hand, History, MoreHorizontal, RotateCcw, Save } from "lucide-react";
import { useState } from "react";
import { previewVersion } from "../../api/index.ts";
import {
	absolute,
	ago,
	Button,
	cx,
	Empty,
	Failure,
	IconButton,
	Menu,
	MenuItem,
	Skeleton,
	toastError,
	useClock,
} from "../../ui/index.ts";
import { useStage, useStageState } from "../stage.tsx";
import { useVersions } from "../storyboard/index.ts";
import { lookAtVersion } from "../transport.ts";
import { DiffDialog } from "./diff-dialog.tsx";
import { useRestore } from "./use-restore.ts";

const KINDS: Record<Version["kind"], { icon: typeof Bot; label: string }> = {
	start: { icon: Flag, label: "Start" },
	turn: { icon: Bot, label: "By the agent" },
	edit: { icon: Hand, label: "By hand" },
	restore: { icon: RotateCcw, label: "Restored" },
	autosave: { icon: Save, label: "Saved in between" },
};
const OUTCOMES = { done: null, stopped: "stopped", failed: "failed" } as const;

export function VersionsPanel() {
	const stage = useStage();
	const { projectId } = stage;
	const looking = useStageState((state) => state.looking);
	const { versions, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useVersions(projectId);
	const { restore, busy } = useRestore();
	const [diff, setDiff] = useState<Version | null>(null);
	const look = useMutation({
		mutationFn: (version: Version) => previewVersion(projectId, version.sha),
		onSuccess: ({ previewUrl }, version) => {
			lookAtVersion(stage, version, atVersion(previewUrl, version.sha));
			stage.store.set({ mobile: "preview" });
		},
		onError: toastError,
	});
	const now = useClock(true, 30_000);

	if (isPending) {
		return (
			<div className="space-y-3 p-4">
				{[0, 1, 2].map((n) => (
					<Skeleton key={n} className="h-16" />
				))}
			</div>
		);
	}
	if (error && versions.length === 0) return <Failure error={error} onRetry={() => void refetch()} />;
	if (versions.length === 0) {
		return (
			<Empty icon={History} title="No versions yet">
				Every turn of the agent and every change by hand becomes one.
			</Empty>
		);
	}
	return (
		<>
			<ol className="p-2">
				{versions.map((version) => {
					const { icon: Icon, label } = KINDS[version.kind];
					const outcome = version.outcome ? OUTCOMES[version.outcome] : null;
					const seen = looking?.version.sha === version.sha;
					return (
						<li
							key={version.sha}
							data-testid="version-item"
							data-sha={version.sha}
							data-kind={version.kind}
							className={cx("group relative flex gap-3 rounded-xl p-2", seen ? "bg-accent-soft" : "hover:bg-raised")}
						>
							<button
								type="button"
								onClick={() => look.mutate(version)}
								disabled={version.current || look.isPending}
								aria-label={`Look at “${version.title}”`}
								className="relative aspect-video w-24 shrink-0 self-start overflow-hidden rounded-md bg-sunken ring-1 ring-line disabled:cursor-default"
							>
								{version.pictureUrl ? (
									<img src={version.pictureUrl} alt="" loading="lazy" className="h-full w-full object-contain" />
								) : (
									<Icon size={16} className="absolute inset-0 m-auto text-faint" aria-hidden />
								)}
							</button>
							<div className="min-w-0 flex-1">
								<p dir="auto" className="mr-7 line-clamp-2 font-medium text-ui leading-snug" title={version.title}>
									{version.title}
								</p>
								<p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-muted text-xs">
									<Icon size={12} aria-hidden />
									{label}
									{outcome && <span className="text-danger">· {outcome}</span>}
									<span aria-hidden>·</span>
									<time dateTime={version.createdAt} title={absolute(version.createdAt)}>
										{ago(version.createdAt, now)}
									</time>
								</p>
								<div className="mt-1.5 flex flex-wrap items-center gap-1">
									{version.current ? (
										<span className="rounded-full bg-good-soft px-2 py-0.5 font-medium text-2xs text-good">The film now</span>
									) : (
										<>
											<Button
												size="small"
												icon={Eye}
												busy={look.isPending && look.variables?.sha === version.sha}
												onClick={() => look.mutate(version)}
												data-testid="look"
											>
												Look
											</Button>
											<Button
												size="small"
												look="quiet"
												icon={RotateCcw}
												disabled={busy}
												onClick={() => void restore(version)}
												data-testid="restore"
											>
												Restore
											</Button>
										</>
									)}
								</div>
							</div>
							<Menu
								trigger={
									<IconButton
										icon={MoreHorizontal}
										label={`More for “${version.title}”`}
										className="absolute! top-2 right-2 size-7!"
									/>
								}
							>
								<MenuItem icon={FileDiff} onSelect={() => setDiff(version)}>
									What changed
								</MenuItem>
							</Menu>
						</li>
					);
				})}
			</ol>
			{hasNextPage && (
				<div className="p-4 pt-0 text-center">
					<Button size="small" look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
						Earlier versions
					</Button>
				</div>
			)}
			{diff && <DiffDialog version={diff} onClose={() => setDiff(null)} />}
		</>
	);
}

/** The preview's address with the version in it, whether the studio put it there or not. */
function atVersion(previewUrl: string, sha: string): string {
	const url = new URL(previewUrl);
	url.searchParams.set("version", sha);
	return url.href;
}
