import type { StoryboardScene } from "@storydream/protocol";
import { Field, Select } from "../../ui/index.ts";
import { changeScene, useEditor } from "../storyboard/index.ts";
import { AssetInput } from "./asset-input.tsx";
import { NumberInput } from "./number-input.tsx";

const FITS = [
	["auto", "as suits it"],
	["whole", "whole"],
	["fill", "filling its place"],
] as const;
/** Where nothing is set, the middle of a picture is never cut off. */
const MIDDLE = { x: 50, y: 50 };

/** The picture of a scene: its file, whether it is shown whole, and the point that is never cut off. */
export function ScenePicture({ scene, title }: { scene: StoryboardScene; title: string }) {
	const { editor } = useEditor();
	const change = (key: "media" | "fit" | "focus", value: StoryboardScene[typeof key]) =>
		editor.edit({
			key: `${key}:${scene.id}`,
			title: `Change the picture of “${title}”`,
			apply: (s) => changeScene(s, scene.id, (one) => ({ ...one, [key]: value })),
		});
	const focus = scene.focus ?? MIDDLE;
	return (
		<fieldset className="space-y-4 border-line border-t pt-4" data-testid="scene-picture">
			<legend className="sr-only">Picture of the scene</legend>
			<Field label="Picture of the scene">
				{(wiring) => (
					<AssetInput
						wiring={wiring}
						of="image"
						value={scene.media ?? ""}
						optional
						onChange={(media) => change("media", media)}
					/>
				)}
			</Field>
			{scene.media !== undefined && (
				<>
					<Field label="Shown" inline>
						{(wiring) => (
							<Select
								{...wiring}
								className="w-36!"
								value={scene.fit ?? "auto"}
								onChange={(event) => change("fit", FITS.find(([name]) => name === event.target.value)?.[0])}
							>
								{FITS.map(([name, label]) => (
									<option key={name} value={name}>
										{label}
									</option>
								))}
							</Select>
						)}
					</Field>
					{(["x", "y"] as const).map((axis) => (
						<Field
							key={axis}
							label={axis === "x" ? "Focus from the left, %" : "Focus from the top, %"}
							help={axis === "y" ? "This point of the picture is never cut off." : undefined}
							inline
						>
							{(wiring) => (
								<NumberInput
									{...wiring}
									className="w-24!"
									value={focus[axis]}
									min={0}
									max={100}
									step={1}
									onValue={(value) => change("focus", value === null ? undefined : { ...focus, [axis]: value })}
								/>
							)}
						</Field>
					))}
				</>
			)}
		</fieldset>
	);
}
