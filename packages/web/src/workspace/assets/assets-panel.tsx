import type { Asset, ProxyState } from "@storydream/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
	AudioLines,
	Clapperboard,
	FileJson,
	Film,
	ImageIcon,
	Layers,
	MessageSquareText,
	MoreHorizontal,
	PanelRight,
	Stamp,
	Trash2,
	Type,
	Upload,
	X,
} from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { assetsQuery, assetUrl, deleteAsset } from "../../api/index.ts";
import {
	absolute,
	bytes,
	Confirm,
	cx,
	Empty,
	Failure,
	IconButton,
	Menu,
	MenuItem,
	Skeleton,
	seconds,
	toastError,
} from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { assetTitle, codecLabel } from "./asset-facts.ts";
import { type PicturePlace, usePlaceAsset } from "./use-place-asset.ts";
import { useUploads } from "./use-uploads.ts";

const ICONS: Record<Asset["kind"], typeof Film> = {
	image: ImageIcon,
	video: Film,
	audio: AudioLines,
	font: Type,
	data: FileJson,
};

const PLACES: { place: PicturePlace; label: string; icon: typeof Film }[] = [
	{ place: "scene", label: "Show in the selected scene", icon: PanelRight },
	{ place: "behind", label: "Put behind the selected scene", icon: Layers },
	{ place: "corner", label: "Show in a corner of all scenes", icon: Stamp },
	{ place: "own", label: "Show in a scene of its own", icon: Clapperboard },
];

/** How far the playable copy of a file is; a failure is a sentence of its own. */
const PROXY_WORDS: Record<ProxyState["state"], string | null> = {
	waiting: "waits until other files are converted",
	preparing: "a playable copy is being prepared",
	ready: null,
	failed: null,
};

export function AssetsPanel() {
	const { projectId, compose } = useStage();
	const queries = useQueryClient();
	const query = useQuery(assetsQuery(projectId));
	const { uploads, upload, cancel } = useUploads();
	const place = usePlaceAsset();
	const [dragging, setDragging] = useState(false);
	const [leaving, setLeaving] = useState<Asset | null>(null);
	const picker = useRef<HTMLInputElement>(null);
	const remove = useMutation({
		mutationFn: (name: string) => deleteAsset(projectId, name),
		onSuccess: () => queries.invalidateQueries({ queryKey: ["assets", projectId] }),
		onError: toastError,
		onSettled: () => setLeaving(null),
	});

	const drop = (event: DragEvent) => {
		event.preventDefault();
		setDragging(false);
		upload([...event.dataTransfer.files]);
	};

	return (
		<div className="p-4">
			<button
				type="button"
				data-testid="asset-drop"
				onClick={() => picker.current?.click()}
				onDragOver={(event) => {
					event.preventDefault();
					setDragging(true);
				}}
				onDragLeave={() => setDragging(false)}
				onDrop={drop}
				className={cx(
					"flex w-full flex-col items-center rounded-xl border border-dashed px-4 py-6 text-center transition-colors",
					dragging ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-raised",
				)}
			>
				<Upload size={18} strokeWidth={1.5} className="mb-2 text-faint" aria-hidden />
				<span className="font-medium text-ui">Drop files here, or choose them</span>
				<span className="mt-0.5 text-muted text-xs">Pictures, videos, sounds and fonts for the film</span>
			</button>
			<input
				ref={picker}
				type="file"
				multiple
				hidden
				aria-label="Files to add"
				onChange={(event) => {
					upload([...(event.target.files ?? [])]);
					event.target.value = "";
				}}
			/>
			{uploads.length > 0 && (
				<ul className="mt-3 space-y-2" aria-label="Files on their way">
					{uploads.map((one) => (
						<li key={one.id} className="rounded-lg border border-line bg-surface p-2.5 text-xs">
							<div className="flex items-center gap-2">
								<span className="min-w-0 flex-1 truncate font-medium" title={one.name}>
									{one.name}
								</span>
								{one.problem === null && <span className="text-muted tabular-nums">{Math.round(one.part * 100)} %</span>}
								<IconButton
									icon={X}
									size={13}
									className="size-6!"
									label={one.problem ? `Hide ${one.name}` : `Cancel ${one.name}`}
									onClick={() => cancel(one.id)}
								/>
							</div>
							{one.problem === null ? (
								<div
									role="progressbar"
									aria-label={one.name}
									aria-valuenow={Math.round(one.part * 100)}
									className="mt-1.5 h-1 overflow-hidden rounded bg-sunken"
								>
									<div className="h-full rounded bg-accent transition-[width]" style={{ width: `${one.part * 100}%` }} />
								</div>
							) : (
								<p role="alert" className="text-danger">
									{one.problem}
								</p>
							)}
						</li>
					))}
				</ul>
			)}
			<div className="mt-4">
				{query.isPending && (
					<div className="space-y-2">
						<Skeleton className="h-14" />
						<Skeleton className="h-14" />
					</div>
				)}
				{query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
				{query.data?.assets.length === 0 && uploads.length === 0 && (
					<Empty icon={ImageIcon} title="No files yet" className="py-6">
						What you add here can be placed in a scene, or named in a message: “use my logo in the last scene”.
					</Empty>
				)}
				<ul className="space-y-1">
					{query.data?.assets.map((asset) => {
						const Icon = ICONS[asset.kind];
						return (
							<li
								key={asset.name}
								data-testid="asset-item"
								data-name={asset.name}
								className="flex items-center gap-3 rounded-xl p-2 hover:bg-raised"
							>
								<div
									className={cx(
										"flex size-12 shrink-0 items-center justify-center overflow-hidden rounded-lg bg-sunken ring-1 ring-line",
										asset.kind === "image" && "checkerboard",
									)}
								>
									{asset.kind === "image" ? (
										<img src={assetUrl(projectId, asset.name)} alt="" loading="lazy" className="h-full w-full object-contain" />
									) : (
										<Icon size={18} strokeWidth={1.5} className="text-faint" aria-hidden />
									)}
								</div>
								<div className="min-w-0 flex-1" title={`Added ${absolute(asset.createdAt)}`}>
									<p className="truncate font-medium text-ui" title={assetTitle(asset)}>
										{assetTitle(asset)}
									</p>
									<p className="text-muted text-xs">
										{[
											asset.kind,
											bytes(asset.bytes),
											asset.width && asset.height ? `${asset.width} × ${asset.height}` : null,
											asset.duration ? seconds(asset.duration) : null,
											asset.codecs.map(codecLabel).join(" + ") || null,
											asset.proxy === null ? null : PROXY_WORDS[asset.proxy.state],
										]
											.filter(Boolean)
											.join(" · ")}
									</p>
									{asset.proxy?.state === "failed" && (
										<p role="alert" className="text-danger text-xs">
											{asset.proxy.reason}
										</p>
									)}
								</div>
								<Menu trigger={<IconButton icon={MoreHorizontal} label={`What to do with ${assetTitle(asset)}`} />}>
									{asset.kind === "audio" && (
										<MenuItem icon={AudioLines} disabled={!place.can} onSelect={() => place.placeSound(asset)}>
											Play it in the film
										</MenuItem>
									)}
									{asset.kind === "image" &&
										PLACES.map(({ place: where, label, icon }) => (
											<MenuItem
												key={where}
												icon={icon}
												disabled={
													!place.can || (where === "scene" && !place.canScene) || (where === "behind" && !place.canBehind)
												}
												onSelect={() => place.placePicture(asset, where)}
											>
												{label}
											</MenuItem>
										))}
									<MenuItem icon={MessageSquareText} onSelect={() => compose(`Use ${asset.path} `)}>
										Ask for it
									</MenuItem>
									<MenuItem icon={Trash2} danger onSelect={() => setLeaving(asset)}>
										Delete
									</MenuItem>
								</Menu>
							</li>
						);
					})}
				</ul>
			</div>
			{leaving && (
				<Confirm
					open
					onOpenChange={(open) => !open && setLeaving(null)}
					title={`Delete ${assetTitle(leaving)}?`}
					action="Delete"
					busy={remove.isPending}
					onConfirm={() => remove.mutate(leaving.name)}
				>
					<p>Scenes that show it will have a gap until you give them another file.</p>
				</Confirm>
			)}
		</div>
	);
}
