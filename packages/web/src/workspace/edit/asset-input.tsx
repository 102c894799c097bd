import { useQuery } from "@tanstack/react-query";
import { assetsQuery } from "../../api/index.ts";
import { TextInput } from "../../ui/index.ts";
import { assetTitle } from "../assets/index.ts";
import { useStage } from "../stage.tsx";

interface Props {
	wiring: { id: string };
	of: "image" | "audio" | "video" | "any";
	value: string;
	optional: boolean;
	onChange(value: string | undefined): void;
}

/** A file of the project: one of the assets, or a path below `public/` written by hand. */
export function AssetInput({ wiring, of, value, optional, onChange }: Props) {
	const { projectId, store } = useStage();
	const { data } = useQuery(assetsQuery(projectId));
	const fitting = (data?.assets ?? []).filter(
		(asset) => of === "any" || asset.kind === of || (of === "image" && asset.kind === "video"),
	);
	return (
		<>
			<TextInput
				{...wiring}
				list={`${wiring.id}-files`}
				value={value}
				placeholder="images/landscape.svg"
				onChange={(event) => onChange(event.target.value === "" && optional ? undefined : event.target.value)}
			/>
			<datalist id={`${wiring.id}-files`}>
				{fitting.map((asset) => (
					<option key={asset.name} value={asset.path}>
						{assetTitle(asset)}
					</option>
				))}
			</datalist>
			<div className="flex flex-wrap gap-1.5">
				{fitting.slice(0, 8).map((asset) => (
					<button
						key={asset.name}
						type="button"
						title={assetTitle(asset)}
						aria-label={`Use ${assetTitle(asset)}`}
						aria-pressed={value === asset.path}
						onClick={() => onChange(asset.path)}
						className="size-10 checkerboard overflow-hidden rounded-md bg-sunken ring-1 ring-line aria-pressed:ring-2 aria-pressed:ring-accent"
					>
						{asset.kind === "image" ? (
							<img src={`/api/projects/${projectId}/assets/${asset.name}`} alt="" className="h-full w-full object-contain" />
						) : (
							<span className="text-2xs text-muted">{asset.kind}</span>
						)}
					</button>
				))}
				<button
					type="button"
					onClick={() => store.set({ panel: "assets" })}
					className="px-1 text-accent text-xs underline underline-offset-2"
				>
					{fitting.length === 0 ? "Add a file" : "All files"}
				</button>
			</div>
		</>
	);
}
